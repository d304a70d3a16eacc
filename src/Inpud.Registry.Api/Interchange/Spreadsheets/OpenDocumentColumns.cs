using System.Xml;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>The styles of the columns of a sheet. A cell without a style has that of its row, or of its column.</summary>
internal sealed class OpenDocumentColumns
{
    private readonly List<(long End, string? Style)> columns = [];

    /// <summary>Notes the column at which the reader stands, which can stand for many.</summary>
    public void Note(XmlReader reader)
    {
        var begin = columns.Count == 0 ? 0 : columns[^1].End;
        if (begin < SheetLimits.Columns)
        {
            columns.Add((begin + OpenDocumentWorkbook.Repeated(reader, "number-columns-repeated"), StyleOf(reader)));
        }
    }

    public string? StyleAt(long column) => columns.Find(known => column < known.End).Style;

    /// <summary>The style that the column or row at which the reader stands gives its cells.</summary>
    public static string? StyleOf(XmlReader reader) => reader.GetAttribute("default-cell-style-name", OpenDocumentNames.Table);
}
