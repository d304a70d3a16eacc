using System.Xml;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>How much of a date the cells of an OpenDocument workbook show, by their styles. The text of a cell does not always tell: <c>Jan-01</c> is the first of a month, or a month of 2001.</summary>
internal sealed class OpenDocumentDates
{
    /// <summary>More than any program makes. A cell with a style beyond them is read by its text.</summary>
    private const int MostStyles = 100_000;

    private const int MostParents = 20;

    private const int Year = 4;
    private const int Month = 7;
    private const int Day = 10;

    private readonly Dictionary<string, int> formats = [];
    private readonly Dictionary<string, (string? Format, string? Parent)> styles = [];
    private string? format;

    /// <summary>Notes what the element says at which the reader stands. The elements come in the order of the file.</summary>
    public void Note(XmlReader reader)
    {
        if (reader.NamespaceURI == OpenDocumentNames.Number)
        {
            NoteFormat(reader);
        }
        else if (
            reader.LocalName == "style"
            && reader.NamespaceURI == OpenDocumentNames.Style
            && reader.GetAttribute("family", OpenDocumentNames.Style) == "table-cell"
            && reader.GetAttribute("name", OpenDocumentNames.Style) is { } name
            && styles.Count < MostStyles
        )
        {
            styles[name] = (
                reader.GetAttribute("data-style-name", OpenDocumentNames.Style),
                reader.GetAttribute("parent-style-name", OpenDocumentNames.Style)
            );
        }
    }

    /// <summary>How many letters of an ISO date a cell with the style shows: 4 of a year, 7 of a month, 10 of a day. Null where the style does not say.</summary>
    public int? LettersOrNull(string? style)
    {
        // A style can have the one that it was made from, which can have another: but no circle.
        for (var steps = 0; style is not null && steps < MostParents && styles.TryGetValue(style, out var found); steps++)
        {
            if (found.Format is { } named)
            {
                return formats.TryGetValue(named, out var letters) && letters > 0 ? letters : null;
            }

            style = found.Parent;
        }

        return null;
    }

    private void NoteFormat(XmlReader reader)
    {
        if (reader.LocalName.EndsWith("-style", StringComparison.Ordinal))
        {
            var name = reader.GetAttribute("name", OpenDocumentNames.Style);
            format = reader.LocalName == "date-style" && formats.Count < MostStyles ? name : null;
            if (format is not null)
            {
                formats[format] = 0;
            }
        }
        else if (format is not null)
        {
            var letters = reader.LocalName switch
            {
                "day" => Day,
                "month" => Month,
                "year" or "quarter" or "week-of-year" => Year,
                _ => 0,
            };
            formats[format] = Math.Max(formats[format], letters);
        }
    }
}
