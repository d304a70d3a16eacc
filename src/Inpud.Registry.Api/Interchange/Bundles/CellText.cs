using System.Globalization;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>A stored value as the text of a cell.</summary>
internal static class CellText
{
    /// <summary>The text; null where nothing is known.</summary>
    public static string? Of(DataField field, object? value) =>
        (field.Type, value) switch
        {
            (_, null) => null,
            ("boolean", _) => Convert.ToBoolean(value, CultureInfo.InvariantCulture) ? "true" : "false",
            (_, IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
            _ => (string)value,
        };
}
