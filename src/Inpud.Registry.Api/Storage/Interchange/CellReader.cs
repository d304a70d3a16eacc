using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Interchange;

/// <summary>Turns one row of CSV text into the columns that are stored, or says which cell is wrong and why.</summary>
internal static class CellReader
{
    public static Dictionary<string, object?> Read(IReadOnlyList<DataField> fields, IReadOnlyDictionary<string, string> cells)
    {
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var text = cells[field.Name];
            row[field.Name] = text.Length == 0 ? Missing(field) : Typed(field, text);
            switch (field.Format)
            {
                case "name":
                    row[field.Name + "_key"] = NameKey.Of(text);
                    break;
                case "edtf-event":
                    AddDays(row, Period.Parse($"{EventDate.Parse(text).First}/..", null));
                    break;
                case "edtf-period":
                    AddDays(row, Period.Parse(text, cells["observed"] is { Length: > 0 } observed ? observed : null));
                    break;
                default:
                    break;
            }
        }

        return row;
    }

    private static object? Missing(DataField field) =>
        field.Constraints?.Required == true ? throw new FormatException($"'{field.Name}' is empty; it is required.") : null;

    private static object Typed(DataField field, string text)
    {
        if (field.Constraints?.Values is { } values && !values.Contains(text))
        {
            throw new FormatException($"'{field.Name}' is '{text}'; it is one of {string.Join(", ", values)}.");
        }

        return field.Type switch
        {
            "integer" => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"'{field.Name}' is '{text}'; it is a whole number."),
            "boolean" => text switch
            {
                "true" => true,
                "false" => false,
                _ => throw new FormatException($"'{field.Name}' is '{text}'; it is true or false."),
            },
            "array" => JsonSerializer.Serialize(JsonSerializer.Deserialize<string[]>(text)),
            _ when field.Format == "edtf" => PartialDate.Parse(text).Text,
            _ => text,
        };
    }

    private static void AddDays(Dictionary<string, object?> row, Period period)
    {
        foreach (var (column, day) in PeriodColumns.Of(period))
        {
            row[column] = day;
        }
    }
}
