using System.Text.RegularExpressions;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>Checks a value against the bounds of its field, and describes a mistake in the words of the API.</summary>
internal static class FieldBounds
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static string LengthSentence(int longest) => $"The text has 1 to {longest} characters.";

    public static string RangeSentence(int from, int to) => $"The number is from {from} to {to}.";

    public static string ItemsSentence(DataConstraints bounds) =>
        (bounds.MinItems, bounds.MaxItems, bounds.UniqueItems) switch
        {
            (null, { } most, false) => $"At most {most} items are taken.",
            ({ } least, null, true) => $"Give at least {least}, each only once.",
            ({ } least, { } most, _) => $"From {least} to {most} items are taken{(bounds.UniqueItems ? ", each only once" : "")}.",
            (null, { } most, true) => $"At most {most} items are taken, each only once.",
            _ => "Each item may appear only once.",
        };

    /// <summary>A sentence that says which bound the text breaks; null where it keeps all of them.</summary>
    public static string? MistakeOrNull(DataField field, string text) =>
        !field.Lines && !TextRule.OneLine.Holds(text) ? TextRule.OneLine.Sentence : MistakeOrNull(field.Constraints, field.Mistake, text);

    private static string? MistakeOrNull(DataConstraints? bounds, DataMistake? form, string text)
    {
        if (bounds?.MaxLength is { } longest && text.Length > longest)
        {
            return LengthSentence(longest);
        }

        if (TextRule.All.FirstOrDefault(rule => !rule.Holds(text)) is { } broken)
        {
            return broken.Sentence;
        }

        if (bounds?.Values is { } values && !values.Contains(text))
        {
            return $"It is one of {string.Join(", ", values)}.";
        }

        return bounds?.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, Longest)
            ? form?.Mend ?? $"It has the form {pattern}."
            : null;
    }

    public static string? MistakeOrNull(DataConstraints? bounds, long number) =>
        bounds is { Minimum: { } from, Maximum: { } to } && (number < from || number > to) ? RangeSentence(from, to) : null;

    public static string? MistakeOrNull(DataField field, IReadOnlyList<string?> items)
    {
        if (items.Any(item => item is null))
        {
            return "A list cannot hold null. Leave the item out.";
        }

        if (field.Constraints is { } bounds && !AreWithin(bounds, [.. items]))
        {
            return ItemsSentence(bounds);
        }

        return items
            .Select(item => item!.Length == 0 ? "An item is empty." : MistakeOrNull(field.Items, form: null, item))
            .FirstOrDefault(mistake => mistake is not null);
    }

    public static bool AreWithin(DataConstraints bounds, IReadOnlyCollection<object?> items) =>
        (bounds.MinItems is not { } least || items.Count >= least)
        && (bounds.MaxItems is not { } most || items.Count <= most)
        && (!bounds.UniqueItems || items.Distinct().Count() == items.Count);
}
