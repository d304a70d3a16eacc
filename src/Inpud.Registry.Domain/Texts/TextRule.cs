using System.Buffers;
using System.Text;

namespace Inpud.Registry.Domain.Texts;

/// <summary>A rule that every text of the registry keeps, whether the API, a bundle or a spreadsheet brings it in.</summary>
/// <param name="Code">The rule's code, in kebab-case.</param>
/// <param name="Sentence">What is wrong with a text that breaks the rule, and how to mend it.</param>
/// <param name="Holds">Whether a text keeps it.</param>
public sealed record TextRule(string Code, string Sentence, Func<string, bool> Holds)
{
    /// <summary>The rule that a reader of files asks first: what comes after it can replace half a surrogate pair silently.</summary>
    public static TextRule Unicode { get; } = new("not-unicode", "The text is not valid Unicode.", IsUnicode);

    /// <summary>All text rules. The length of a text is not among them: it is a bound of each field.</summary>
    public static IReadOnlyList<TextRule> All { get; } =
    [
        new(
            "control-character",
            "The text has a control character. Take it out.",
            text => !text.Any(letter => char.IsControl(letter) && letter != '\n')
        ),
        new("stray-space", "The text begins or ends with a space. Take it off.", text => text.Trim().Length == text.Length),
        Unicode,
    ];

    /// <summary>The rule for a text that is one line, such as a name or a title. A note may have several.</summary>
    public static TextRule OneLine { get; } =
        new(
            "line-break",
            "The text is one line, and has a line break. Put a space in its place.",
            // The separators of Unicode break a line as well.
            text => text.AsSpan().IndexOfAny('\n', '\u2028', '\u2029') < 0
        );

    /// <summary>The text without noncharacters, and with U+FFFD in place of each half surrogate pair, so that it can be normalised.</summary>
    public static string WithoutNoncharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsUnicode(text) ? text : string.Concat(text.EnumerateRunes().Where(rune => !IsNoncharacter(rune.Value)));
    }

    /// <summary>False for half a surrogate pair and for noncharacters such as U+FFFE: neither can be normalised, nor stored by every database.</summary>
    private static bool IsUnicode(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || IsNoncharacter(rune.Value))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static bool IsNoncharacter(int code) => (code & 0xFFFE) == 0xFFFE || code is >= 0xFDD0 and <= 0xFDEF;
}
