using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Turns the cells of an OpenDocument row into texts: a date into EDTF as precise as the cell shows it, a truth value into yes or no, a formula into the value that it had when it was saved.</summary>
internal static partial class OpenDocumentCells
{
    /// <summary>Reads the row at which the reader stands, up to its end.</summary>
    /// <param name="reader">Stands at the row.</param>
    /// <param name="place">Where that is, for a mistake.</param>
    /// <param name="shows">How many letters of an ISO date a cell with a style, in a column, shows; null where that is not known.</param>
    public static List<string> Read(XmlReader reader, string place, Func<string?, long, int?> shows)
    {
        var row = new List<string>();
        if (reader.IsEmptyElement)
        {
            return row;
        }

        var (depth, column) = (reader.Depth, 0L);
        while (reader.Read() && reader.Depth > depth)
        {
            if (
                reader.NodeType != XmlNodeType.Element
                || reader.Depth != depth + 1
                || reader.LocalName is not ("table-cell" or "covered-table-cell")
            )
            {
                continue;
            }

            var times = OpenDocumentWorkbook.Repeated(reader, "number-columns-repeated");
            var at = column;
            var text = TextOf(reader, place, style => shows(style, at));
            if (text.Length > 0)
            {
                if (column + times > SheetLimits.Columns)
                {
                    throw SheetLimits.TooManyColumns(place);
                }

                row.AddRange(Enumerable.Repeat("", (int)column - row.Count));
                row.AddRange(Enumerable.Repeat(text, (int)times));
            }

            column = checked(column + times);
        }

        return row;
    }

    private static string TextOf(XmlReader reader, string place, Func<string?, int?> shows)
    {
        string? Of(string name) => reader.GetAttribute(name, OpenDocumentNames.Office);
        var (type, value, date, truth) = (Of("value-type"), Of("value"), Of("date-value"), Of("boolean-value"));
        var formula = reader.GetAttribute("formula", OpenDocumentNames.Table);
        var style = reader.GetAttribute("style-name", OpenDocumentNames.Table);
        var shown = ShownOf(reader, place);
        return type switch
        {
            "date" when date is not null => OfDate(date, shown, shows(style)),
            "boolean" => truth == "true" ? "yes" : "no",
            // Digits that are an id keep the zeroes and the spaces that the cell shows.
            "float" when value is not null && !Digits().IsMatch(shown) => value,
            _ when shown.Length == 0 && formula is not null && type is null => $"={formula}",
            _ => shown,
        };
    }

    /// <summary>The date as precise as the cell shows it: nobody knows the day where it shows a year.</summary>
    private static string OfDate(string date, string shown, int? letters)
    {
        // The day, without a midnight behind it; any other time stays, and is refused.
        var day = date.EndsWith("T00:00:00", StringComparison.Ordinal) ? date[..10] : date.Replace('T', ' ');
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return day;
        }

        return letters is { } known ? day[..known] : OfText(day, whole, shown);
    }

    /// <summary>Where no style says what the cell shows, its text has to. One number beside words can be a day or a year: then nobody knows the day.</summary>
    private static string OfText(string day, DateOnly whole, string shown)
    {
        var numbers = Number()
            .Matches(shown)
            .Select(number => (int)number.Value.Aggregate(0.0, (sum, digit) => (sum * 10) + char.GetNumericValue(digit)))
            .ToList();
        var hasWords = shown.Any(char.IsLetter);
        var showsDay =
            shown.Length == 0
            || (hasWords ? numbers.Count > 1 || numbers is [var only] && only == whole.Day && only != whole.Year % 100 : numbers.Count > 2);
        return showsDay ? day
            : hasWords || numbers.Count == 2 ? day[..7]
            : day[..4];
    }

    /// <summary>What the cell shows, without its comments and pictures, with a line for each paragraph.</summary>
    private static string ShownOf(XmlReader reader, string place)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                // A comment (annotation), a picture or a table in a cell is no text of it.
                case XmlNodeType.Element when reader.NamespaceURI != OpenDocumentNames.Text:
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    text.Append(SignOf(reader, isFirst: text.Length == 0));
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when reader.Depth > depth + 1:
                    text.Append(Spaces().Replace(ValueOf(reader, place), " "));
                    break;
            }

            if (text.Length > SheetLimits.Letters)
            {
                throw SheetLimits.TooLong(place);
            }

            reader.Read();
        }

        return text.ToString();
    }

    /// <summary>What an element stands for by itself: spaces, a tab, the end of a line.</summary>
    private static string SignOf(XmlReader reader, bool isFirst) =>
        reader.LocalName switch
        {
            "p" => isFirst ? "" : "\n",
            "s" => new string(' ', Math.Clamp(XmlConvert.ToInt32(reader.GetAttribute("c", OpenDocumentNames.Text) ?? "1"), 0, 1000)),
            "tab" => " ",
            "line-break" => "\n",
            _ => "",
        };

    /// <summary>Reads a text in pieces, so that one that is far too long is not first held whole.</summary>
    private static string ValueOf(XmlReader reader, string place)
    {
        if (!reader.CanReadValueChunk)
        {
            return reader.Value;
        }

        var piece = new char[4096];
        var value = new StringBuilder();
        for (int read; (read = reader.ReadValueChunk(piece, 0, piece.Length)) > 0; )
        {
            value.Append(piece, 0, read);
            if (value.Length > SheetLimits.Letters)
            {
                throw SheetLimits.TooLong(place);
            }
        }

        return value.ToString();
    }

    [GeneratedRegex(@"^\d[\d \-/]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[ \t\r\n]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
