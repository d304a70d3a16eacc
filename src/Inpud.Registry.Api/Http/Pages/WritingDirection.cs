using System.Buffers;
using System.Text;

namespace Inpud.Registry.Api.Http.Pages;

/// <summary>
/// Keeps within a text what the text does to the direction of writing. The rules of the registry refuse no letter that turns it, since Hebrew, Arabic and Persian names can need one. But a letter that nothing closes turns
/// what stands behind the name too, and one that closes too much ends what the page keeps apart, a <c>bdi</c> element included.
/// </summary>
internal static class WritingDirection
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const char PopFormatting = '\u202C';

    /// <summary>The letters that turn the direction of what stands between them: embeddings and overrides, isolates, and what closes either. The marks U+200E and U+200F are not among them: they turn nothing but their neighbours.</summary>
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The text with each turn closed by its end, and without a letter that closes what the text has not begun.</summary>
    public static string Closed(string text) => text.AsSpan().ContainsAny(Turning) ? CloseAll(text) : text;

    /// <summary>The same for each text and each attribute of markup by itself, which a writer of HTML or XML has made: no quotation mark stands bare in its attributes, and no <c>&lt;</c> in its texts.</summary>
    public static string ClosedInMarkup(string markup)
    {
        if (!markup.AsSpan().ContainsAny(Turning))
        {
            return markup;
        }

        var closed = new StringBuilder(markup.Length);
        var rest = markup.AsSpan();
        // A tag goes on until its end, and an attribute until its quotation mark, whatever else is in it.
        var (isTag, isAttribute) = (false, false);
        while (
            rest.IndexOfAny(
                isAttribute ? "\""
                : isTag ? "\">"
                : "<"
            )
                is var end
                    and >= 0
        )
        {
            closed.Append(Closed(rest[..end].ToString())).Append(rest[end]);
            (isTag, isAttribute) = (rest[end] != '>', rest[end] == '"' && !isAttribute);
            rest = rest[(end + 1)..];
        }

        return closed.Append(Closed(rest.ToString())).ToString();
    }

    /// <summary>The text for a place among other words where no element can keep it apart, such as a title. Plain words from left to right stay as they are, since they turn nothing there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAmongRightToLeft">Whether the words around it go from right to left, where a date would stand in reverse order otherwise.</param>
    public static string Apart(string text, bool isAmongRightToLeft) =>
        isAmongRightToLeft || text.EnumerateRunes().Any(Turns) ? $"{FirstStrongIsolate}{Closed(text)}{PopIsolate}" : text;

    private static string CloseAll(string text)
    {
        var closed = new StringBuilder(text.Length + 4);
        var open = new Stack<char>();
        foreach (var letter in text)
        {
            if (IsOfATurn(letter, open))
            {
                closed.Append(letter);
            }
        }

        foreach (var end in open)
        {
            closed.Append(end);
        }

        return closed.ToString();
    }

    /// <summary>Whether the letter stays; false where it closes nothing. The stack has what closes each turn that is open.</summary>
    private static bool IsOfATurn(char letter, Stack<char> open)
    {
        switch (letter)
        {
            case '\u202A' or '\u202B' or '\u202D' or '\u202E':
                open.Push(PopFormatting);
                return true;
            case '\u2066' or '\u2067' or FirstStrongIsolate:
                open.Push(PopIsolate);
                return true;
            case PopFormatting:
                return open.TryPeek(out var end) && end == PopFormatting && open.TryPop(out _);
            case PopIsolate when open.Contains(PopIsolate):
                // It ends the embeddings within the isolate as well.
                while (open.Pop() != PopIsolate) { }
                return true;
            case PopIsolate:
                return false;
            default:
                return true;
        }
    }

    private static bool Turns(Rune letter) =>
        letter.Value
            is (>= 0x0590 and <= 0x08FF)
                or 0x200F
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);
}
