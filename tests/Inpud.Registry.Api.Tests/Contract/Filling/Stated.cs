using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>A single value that a body states.</summary>
/// <param name="Path">Where it stands in the record, such as <c>names.0.kind</c>.</param>
/// <param name="Value">The value: a text, a number, or yes or no.</param>
/// <param name="Field">The field of a table that holds it; null where it belongs to the change and not to the record, as the reason does.</param>
/// <param name="IsRecognised">Whether nothing else that is stated looks like it. A word of an enum, yes and no have to be looked for under their name.</param>
internal sealed record Stated(string Path, JsonValue Value, DataField? Field, bool IsRecognised)
{
    /// <summary>The name of the property, without the number of a list's item.</summary>
    public string Name => Steps.Last(step => !int.TryParse(step, out _));

    /// <summary>The part of the record that it stands in, such as <c>names.0</c>; empty where it is the record's own.</summary>
    public string Part => string.Join('.', Steps.Take(Steps.LastIndexOf(Name)));

    public string Text => Value.ToString();

    /// <summary>Whether it is the record's own, and not one of its parts'.</summary>
    public bool IsOwn => Part.Length == 0;

    /// <summary>Whether it says why something was written. That stands in the history, and in no record.</summary>
    public bool IsOfTheChange => Field is null;

    /// <summary>Whether stewards alone may read it.</summary>
    public bool IsPrivate => Field is null or { Private: true };

    /// <summary>Whether it is a text that stands nowhere by chance: a private one must not be in any public byte.</summary>
    public bool IsMarked => Text.StartsWith(Filler.Mark, StringComparison.Ordinal);

    private List<string> Steps => [.. Path.Split('.')];
}
