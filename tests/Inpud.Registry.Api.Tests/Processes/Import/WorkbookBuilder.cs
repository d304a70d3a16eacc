using System.IO.Compression;
using System.Security;
using System.Text;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A sheet of a workbook that a test makes: each row has its cells as XML.</summary>
internal sealed record BuiltSheet(string Name, string[][] Rows, bool IsHidden = false);

/// <summary>Makes workbooks as spreadsheet programs do, so that a test says in it what it is about.</summary>
internal static class WorkbookBuilder
{
    /// <summary>The columns of the smallest table of groups.</summary>
    public static readonly string[] Columns = ["name", "country", "founded", "ledByPeopleWhoUseDrugs", "keptBy", "source", "place"];

    /// <summary>The formats of the cells, by their numbers in a style.</summary>
    private static readonly string[] Formats =
    [
        "General",
        "dd/mm/yyyy",
        "yyyy",
        "mmmm yyyy",
        "00000",
        "yyyy-mm-dd hh:mm",
        "[h]:mm",
        "#,##0",
    ];

    public static string X(string text) => $"<c t=\"inlineStr\"><is><t>{Xml(text)}</t></is></c>";

    public static string XNumber(string value, int format = 0) => $"<c s=\"{format}\"><v>{value}</v></c>";

    public static string O(string text) =>
        $"<table:table-cell office:value-type=\"string\"><text:p>{Xml(text)}</text:p></table:table-cell>";

    /// <param name="date">The date.</param>
    /// <param name="shown">What the cell shows.</param>
    /// <param name="style">The parts that the style of the cell shows: month, quarter, monthday; null where it has no style.</param>
    public static string ODate(string date, string shown, string? style = null) =>
        $"<table:table-cell{(style is null ? "" : $" table:style-name=\"of-{style}\"")} office:value-type=\"date\" office:date-value=\"{date}\"><text:p>{shown}</text:p></table:table-cell>";

    /// <summary>A workbook with one sheet of one group, whose cells the test may set.</summary>
    public static byte[] XlsxOfGroup(params (string Column, string Cell)[] cells) =>
        Xlsx(
            new BuiltSheet(
                "Groups",
                [
                    [.. Columns.Select(X)],
                    RowOf(cells, X),
                ]
            )
        );

    public static byte[] OdsOfGroup(params (string Column, string Cell)[] cells) =>
        Ods(
            new BuiltSheet(
                "Groups",
                [
                    [.. Columns.Select(O)],
                    RowOf(cells, O),
                ]
            )
        );

    public static byte[] Xlsx(params BuiltSheet[] sheets) => Xlsx("", sheets);

    public static byte[] Xlsx(string properties, params BuiltSheet[] sheets) =>
        Zip([
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>"
            ),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{properties}<sheets>{string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{Xml(sheet.Name)}\" sheetId=\"{i + 1}\" r:id=\"s{i}\"{(sheet.IsHidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}<Relationship Id=\"y\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"t\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
            (
                "xl/styles.xml",
                $"<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>{string.Concat(Formats.Select((format, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{Xml(format)}\"/>"))}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{string.Concat(Formats.Select((_, i) => $"<xf numFmtId=\"{(i == 0 ? 0 : 200 + i)}\"/>"))}<xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
            (
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Kenya</t></si><si><r><t>Umo</t></r><r><t xml:space=\"preserve\">ja _x0041_</t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si></sst>"
            ),
            .. sheets.Select(
                (sheet, i) =>
                    (
                        $"xl/worksheets/sheet{i}.xml",
                        $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{string.Concat(sheet.Rows.Select((row, n) => row.Length == 0 ? "" : $"<row r=\"{n + 1}\">{string.Concat(row)}</row>"))}</sheetData></worksheet>"
                    )
            ),
        ]);

    public static byte[] Ods(params BuiltSheet[] sheets) => Ods("", sheets);

    public static byte[] Ods(string declaration, params BuiltSheet[] sheets) =>
        Zip([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "content.xml",
                $"{declaration}<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"><office:automatic-styles>{DateStyles}<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{string.Concat(sheets.Select(sheet => $"<table:table table:name=\"{Xml(sheet.Name)}\" table:style-name=\"{(sheet.IsHidden ? "ta2" : "ta1")}\"><table:table-column table:number-columns-repeated=\"16384\"/>{string.Concat(sheet.Rows.Select(row => $"<table:table-row>{string.Concat(row)}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"))}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"))}</office:spreadsheet></office:body></office:document-content>"
            ),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
        ]);

    private static string DateStyles =>
        string.Concat(
            new (string Name, string Parts)[]
            {
                ("month", "<number:month number:textual=\"true\"/><number:text>-</number:text><number:year/>"),
                ("quarter", "<number:quarter/><number:text> </number:text><number:year number:style=\"long\"/>"),
                ("monthday", "<number:month number:textual=\"true\"/><number:text>-</number:text><number:day number:style=\"long\"/>"),
            }.Select(style =>
                $"<number:date-style style:name=\"n-{style.Name}\">{style.Parts}</number:date-style><style:style style:name=\"of-{style.Name}\" style:family=\"table-cell\" style:data-style-name=\"n-{style.Name}\"/>"
            )
        );

    public static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var writer = zip.CreateEntry(name).Open();
                writer.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return buffer.ToArray();
    }

    private static string[] RowOf((string Column, string Cell)[] cells, Func<string, string> text)
    {
        var usual = new Dictionary<string, string>
        {
            ["name"] = text("Umoja"),
            ["country"] = text("Kenya"),
            ["founded"] = text("2012"),
            ["ledByPeopleWhoUseDrugs"] = text("yes"),
            ["keptBy"] = text("africanpud"),
            ["source"] = text("registry-curation"),
            ["place"] = text("Nairobi"),
        };
        foreach (var (column, cell) in cells)
        {
            usual[column] = cell;
        }

        return [.. Columns.Select(column => usual[column])];
    }

    private static string Xml(string text) => SecurityElement.Escape(text)!;
}
