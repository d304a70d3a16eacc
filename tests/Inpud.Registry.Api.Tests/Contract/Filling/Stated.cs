using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>A single value that a body states.</summary>
/// <param name="Path">Its path in the record, such as <c>names.0.kind</c>.</param>
/// <param name="Value">The value: a text, a number, or yes or no.</param>
/// <param name="Field">The field that stores it; null where it belongs to the change and not to the record, as the reason does.</param>
/// <param name="IsRecognised">Whether the value is unique. A test finds a word of an enum, yes and no only by the name of the property.</param>
internal sealed record Stated(string Path, JsonValue Value, DataField? Field, bool IsRecognised)
{
    /// <summary>The name of the property, without the number of a list's item.</summary>
    public string Name => Steps.Last(step => !int.TryParse(step, out _));

    /// <summary>The part of the record that has it, such as <c>names.0</c>; empty for the record itself.</summary>
    public string Part => string.Join('.', Steps.Take(Steps.LastIndexOf(Name)));

    public string Text => Value.ToString();

    /// <summary>Whether it belongs to the record itself and not to a part.</summary>
    public bool IsOwn => Part.Length == 0;

    /// <summary>Whether it belongs to the change, such as the reason. The history has it, and no record.</summary>
    public bool IsOfTheChange => Field is null;

    /// <summary>Whether stewards alone may read it.</summary>
    public bool IsPrivate => Field is null or { Private: true };

    /// <summary>Whether it is a text that occurs nowhere by chance, so that a test can search all public bytes for a private one.</summary>
    public bool IsMarked => Text.StartsWith(Filler.Mark, StringComparison.Ordinal);

    private List<string> Steps => [.. Path.Split('.')];
}
