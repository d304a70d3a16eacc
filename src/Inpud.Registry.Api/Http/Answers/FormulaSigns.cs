using System.Text;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>Puts an apostrophe before what a spreadsheet program would run as a formula, at places that the writer of CSV does not know.</summary>
internal static class FormulaSigns
{
    private const string Wide = "＝＋－＠";
    private const string All = "=+-@" + Wide;

    /// <summary>
    /// A text that begins with a full-width sign, which some programs take for the narrow one, or that has a sign behind a semicolon. Where the comma is the decimal sign, a program splits
    /// at the semicolon, and drops the spaces and the quotes before the sign.
    /// </summary>
    /// <remarks>To quote each text was rejected: such a program sees a quote in the middle of a line as a letter, and splits the text all the same.</remarks>
    public static string Broken(string text)
    {
        var begins = text.Length > 0 && Wide.Contains(text[0], StringComparison.Ordinal);
        if (!begins && !text.Contains(';', StringComparison.Ordinal))
        {
            return text;
        }

        var broken = new StringBuilder(begins ? "'" : "");
        var copied = 0;
        for (var at = text.IndexOf(';', StringComparison.Ordinal); at >= 0; at = text.IndexOf(';', at + 1))
        {
            var part = After(text, at + 1, char.IsWhiteSpace);
            var sign = After(text, part, letter => letter == '"' || char.IsWhiteSpace(letter));
            if (sign < text.Length && All.Contains(text[sign], StringComparison.Ordinal))
            {
                broken.Append(text, copied, part - copied).Append('\'');
                copied = part;
            }
        }

        return broken.Append(text, copied, text.Length - copied).ToString();
    }

    private static int After(string text, int at, Func<char, bool> isPassed)
    {
        while (at < text.Length && isPassed(text[at]))
        {
            at++;
        }

        return at;
    }
}
