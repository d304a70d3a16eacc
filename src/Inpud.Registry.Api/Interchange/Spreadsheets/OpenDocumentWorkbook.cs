using System.IO.Compression;
using System.Xml;
using Inpud.Registry.Api.Interchange.Archives;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>
/// A workbook of OpenDocument (.ods). No well-kept library reads these, so this class reads the one file that matters, and the styles, forward only. It takes no document type and no entity, and no
/// more bytes than the limit. An address that repeats an empty row a million times costs nothing.
/// </summary>
internal sealed class OpenDocumentWorkbook : IWorkbook
{
    private const string Content = "content.xml";
    private const string Styles = "styles.xml";
    private const int MostSheets = 1000;

    private readonly ZipArchive zip;
    private readonly ImportLimits limits;
    private readonly OpenDocumentDates dates = new();

    private OpenDocumentWorkbook(ZipArchive zip, ImportLimits limits)
    {
        (this.zip, this.limits) = (zip, limits);
        NoteStyles();
        Sheets = [.. SheetsOf()];
    }

    public IReadOnlyList<Sheet> Sheets { get; }

    /// <exception cref="StorageException">The workbook is damaged or too large.</exception>
    public static OpenDocumentWorkbook Open(Stream file, ImportLimits limits)
    {
        ZipArchive? opened = null;
        try
        {
            ZipDirectory.Check(file);
            opened = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return new OpenDocumentWorkbook(opened, limits);
        }
        catch (Exception e) when (WorkbookFiles.IsOfADamagedFile(e))
        {
            opened?.Dispose();
            throw new StorageException(WorkbookFiles.Damaged, e);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>The styles that have names of their own. Those of single cells stand before the sheets.</summary>
    private void NoteStyles()
    {
        if (zip.GetEntry(Styles) is not { } entry)
        {
            return;
        }

        using var reader = Read(entry);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                dates.Note(reader);
            }
        }
    }

    private List<Sheet> SheetsOf()
    {
        var hidden = new HashSet<string>();
        var sheets = new List<Sheet>();
        using var reader = Read();
        var style = "";
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            dates.Note(reader);
            switch (reader.LocalName)
            {
                case "style" when reader.NamespaceURI == OpenDocumentNames.Style:
                    style = reader.GetAttribute("name", OpenDocumentNames.Style) ?? "";
                    break;
                case "table-properties" when reader.GetAttribute("display", OpenDocumentNames.Table) == "false":
                    hidden.Add(style);
                    break;
                case "table" when reader.NamespaceURI == OpenDocumentNames.Table && sheets.Count < MostSheets:
                    var index = sheets.Count;
                    var name = reader.GetAttribute("name", OpenDocumentNames.Table) ?? $"{index + 1}";
                    var isHidden = hidden.Contains(reader.GetAttribute("style-name", OpenDocumentNames.Table) ?? "");
                    sheets.Add(new Sheet(name, isHidden, () => WorkbookFiles.Guarded(RowsOf(index, name))));
                    // What lies in a sheet is none: pictures can have tables of their own.
                    reader.Skip();
                    continue;
            }

            reader.Read();
        }

        return sheets;
    }

    private IEnumerable<SheetRow> RowsOf(int index, string name)
    {
        using var reader = Read();
        if (!FindTable(reader, index))
        {
            yield break;
        }

        using var table = reader.ReadSubtree();
        var number = 1L;
        var columns = new OpenDocumentColumns();
        while (table.Read())
        {
            if (table.NodeType == XmlNodeType.Element && table.LocalName == "table-column" && table.NamespaceURI == OpenDocumentNames.Table)
            {
                columns.Note(table);
                continue;
            }

            if (table.NodeType != XmlNodeType.Element || table.LocalName != "table-row" || table.NamespaceURI != OpenDocumentNames.Table)
            {
                continue;
            }

            var times = Repeated(table, "number-rows-repeated");
            var ofRow = OpenDocumentColumns.StyleOf(table);
            var cells = OpenDocumentCells.Read(
                table,
                $"Sheet '{name}', row {number}",
                (style, column) => dates.LettersOrNull(style ?? ofRow ?? columns.StyleAt(column))
            );
            for (var i = 0L; i < times && cells.Count > 0; i++)
            {
                yield return new SheetRow(checked((int)(number + i)), cells);
            }

            number = checked(number + times);
        }
    }

    private static bool FindTable(XmlReader reader, int index)
    {
        var found = -1;
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "table" || reader.NamespaceURI != OpenDocumentNames.Table)
            {
                reader.Read();
            }
            else if (++found == index)
            {
                return true;
            }
            else
            {
                reader.Skip();
            }
        }

        return false;
    }

    internal static long Repeated(XmlReader reader, string attribute) =>
        reader.GetAttribute(attribute, OpenDocumentNames.Table) is { } times ? Math.Max(1, XmlConvert.ToInt32(times)) : 1;

    private XmlReader Read() => Read(zip.GetEntry(Content) ?? throw new InvalidDataException("There is no content.xml."));

    private XmlReader Read(ZipArchiveEntry entry)
    {
        WorkbookFiles.CheckSize(entry.Length, limits);
        var read = 0L;
        var content = new CheckedStream(
            entry.Open(),
            entry.Crc32,
            count =>
            {
                read += count;
                // An archive can state less than it has.
                WorkbookFiles.CheckSize(read, limits);
            }
        );
        return XmlReader.Create(
            content,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = limits.Bytes,
                CloseInput = true,
            }
        );
    }
}
