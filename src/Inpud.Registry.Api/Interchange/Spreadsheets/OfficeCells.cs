using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Turns the cells of an Office workbook into texts: a date into EDTF as precise as the cell shows it, a truth value into yes or no, a formula into the value that it had when it was saved.</summary>
internal sealed partial class OfficeCells
{
    private const int DaysBetweenTheEpochs = 1462;
    private const double FirstSoundDay = 61;
    private const double LastDay = 2_958_466;

    private readonly bool is1904;
    private readonly List<string> texts = [];
    private readonly List<OfficeNumberFormat> formats = [];

    public OfficeCells(WorkbookPart workbook)
    {
        is1904 = All<WorkbookProperties>(workbook).FirstOrDefault()?.Date1904?.Value == true;
        if (workbook.SharedStringTablePart is { } shared)
        {
            texts.AddRange(All<SharedStringItem>(shared).Select(TextOf));
        }

        if (workbook.WorkbookStylesPart is { } styles)
        {
            formats.AddRange(FormatsOf(styles));
        }
    }

    /// <summary>The text; an empty one for an empty cell.</summary>
    public string TextOf(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        return cell.DataType?.InnerText switch
        {
            "s" => texts[XmlConvert.ToInt32(value)],
            "inlineStr" => cell.InlineString is { } text ? TextOf(text) : "",
            "b" => value is "1" or "true" ? "yes" : "no",
            "str" or "e" or "d" => Unescaped(value),
            _ when value.Length > 0 => OfNumber(value, cell.StyleIndex?.Value),
            // A program that calculates nothing leaves the value of a formula out.
            _ => cell.CellFormula is { } formula ? $"={formula.Text}" : "",
        };
    }

    private string OfNumber(string value, uint? style)
    {
        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        var format = style is { } index && index < formats.Count ? formats[(int)index] : OfficeNumberFormat.General;
        if (!format.IsDate)
        {
            return format.TextOf(number);
        }

        var days = is1904 ? number + DaysBetweenTheEpochs : number;
        // Before March 1900 the programs count a day that never was.
        if (days is < FirstSoundDay or >= LastDay)
        {
            return format.TextOf(number);
        }

        var whole = Math.Floor(days);
        var time = TimeSpan.FromSeconds(Math.Round((days - whole) * 86_400));
        var date = SpreadsheetDate.OfDays((int)whole);
        return time == TimeSpan.Zero ? format.Shorten(date)
            : format.HasTime ? $"{date} {time:hh\\:mm\\:ss}"
            // The cell shows no time: it is of no matter to whoever reads it.
            : format.Shorten(date);
    }

    /// <summary>The texts of a cell, whose parts can have formats of their own, without the signs that say how to pronounce it.</summary>
    private static string TextOf(RstType text) =>
        Unescaped(
            string.Concat(
                text.ChildElements.Select(part =>
                    part switch
                    {
                        Text plain => plain.Text,
                        Run run => run.Text?.Text,
                        _ => null,
                    }
                )
            )
        );

    private static IEnumerable<OfficeNumberFormat> FormatsOf(WorkbookStylesPart styles)
    {
        var codes = new Dictionary<uint, string>();
        var isOfCells = false;
        using var reader = OpenXmlReader.Create(styles);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats))
            {
                isOfCells = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(NumberingFormat) && reader.IsStartElement)
            {
                var format = (NumberingFormat)reader.LoadCurrentElement()!;
                codes[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? "";
            }
            else if (isOfCells && reader.ElementType == typeof(CellFormat) && reader.IsStartElement)
            {
                var id = ((CellFormat)reader.LoadCurrentElement()!).NumberFormatId?.Value ?? 0;
                yield return OfficeNumberFormat.Of(id, codes.GetValueOrDefault(id));
            }
        }
    }

    private static IEnumerable<T> All<T>(OpenXmlPart part)
        where T : OpenXmlElement
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(T) && reader.IsStartElement)
            {
                yield return (T)reader.LoadCurrentElement()!;
            }
        }
    }

    /// <summary>Office writes a letter that XML does not have as its number: <c>_x000D_</c>.</summary>
    private static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escaped()
                .Replace(
                    text,
                    letter =>
                        ((char)int.Parse(letter.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
            : text;

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escaped();
}
