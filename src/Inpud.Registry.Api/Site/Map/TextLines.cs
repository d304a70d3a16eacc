using System.Text;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>
/// Breaks a text into lines for a picture, which nobody measures: an SVG breaks no lines by itself, and the font is the reader's. The widths are those of the widest usual fonts, so that a line
/// is rather too short than cut off.
/// </summary>
internal static class TextLines
{
    /// <summary>How wide the text is, in the unit of the size of the font.</summary>
    public static double WidthOf(string text, double size) => text.EnumerateRunes().Sum(WidthOf) * size;

    public static IReadOnlyList<string> Of(string text, double size, double width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, size, width)))
        {
            if (line.Length > 0 && WidthOf($"{line} {word}", size) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>A word that no line holds, such as an address, in pieces.</summary>
    private static IEnumerable<string> Pieces(string word, double size, double width)
    {
        var piece = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (piece.Length > 0 && WidthOf($"{piece}{rune}", size) > width)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
        }

        yield return piece.ToString();
    }

    private static double WidthOf(Rune rune) =>
        rune.Value switch
        {
            0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => 0,
            ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or 'i' or 'j' or 'l' or 't' or 'f' or 'I' =>
                0.36,
            'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.9,
            >= 'A' and <= 'Z' => 0.7,
            >= 0x0400 and < 0x0530 => 0.64,
            >= 0x2E80 => 1,
            _ => 0.58,
        };
}
