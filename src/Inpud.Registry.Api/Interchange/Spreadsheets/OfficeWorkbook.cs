using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Inpud.Registry.Api.Interchange.Archives;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>A workbook of Office Open XML (.xlsx). It is read row by row; of the whole only the shared texts are in memory. No macro runs and no formula is calculated.</summary>
internal sealed class OfficeWorkbook : IWorkbook
{
    private const int MostSheets = 1000;

    private readonly SpreadsheetDocument document;
    private readonly Lazy<OfficeCells> cells;

    private OfficeWorkbook(SpreadsheetDocument document)
    {
        this.document = document;
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook part.");
        cells = new Lazy<OfficeCells>(() => new OfficeCells(workbook));
        Sheets = [.. SheetsOf(workbook)];
    }

    public IReadOnlyList<Sheet> Sheets { get; }

    /// <exception cref="StorageException">The workbook is damaged or too large.</exception>
    public static OfficeWorkbook Open(Stream file, ImportLimits limits)
    {
        SpreadsheetDocument? opened = null;
        try
        {
            ZipDirectory.Check(file);
            using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
            {
                // The archive reader gives no more bytes of a part than the archive states.
                WorkbookFiles.CheckSize(zip.Entries.Sum(entry => entry.Length), limits);
            }

            file.Position = 0;
            opened = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = limits.Bytes });
            return new OfficeWorkbook(opened);
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

    public void Dispose() => document.Dispose();

    private IEnumerable<Sheet> SheetsOf(WorkbookPart workbook)
    {
        using var reader = OpenXmlReader.Create(workbook);
        for (var count = 0; reader.Read() && count < MostSheets; )
        {
            if (reader.ElementType != typeof(DocumentFormat.OpenXml.Spreadsheet.Sheet) || !reader.IsStartElement)
            {
                continue;
            }

            var sheet = (DocumentFormat.OpenXml.Spreadsheet.Sheet)reader.LoadCurrentElement()!;
            count++;
            // A sheet can be a chart, too.
            if (sheet.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
            {
                var name = sheet.Name?.Value ?? $"{count}";
                yield return new Sheet(
                    name,
                    sheet.State?.InnerText is "hidden" or "veryHidden",
                    () => WorkbookFiles.Guarded(RowsOf(worksheet, name))
                );
            }
        }
    }

    private IEnumerable<SheetRow> RowsOf(WorksheetPart worksheet, string name)
    {
        using var reader = OpenXmlReader.Create(worksheet);
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            var stated = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value;
            // A row may leave its number out where it follows the one before.
            number = stated is null ? number + 1 : XmlConvert.ToInt32(stated);
            yield return new SheetRow(number, CellsOf(reader, $"Sheet '{name}', row {number}"));
        }
    }

    private List<string> CellsOf(OpenXmlReader reader, string place)
    {
        var row = new List<string>();
        if (!reader.ReadFirstChild())
        {
            return row;
        }

        var column = 0;
        do
        {
            if (reader.ElementType != typeof(Cell))
            {
                continue;
            }

            var cell = (Cell)reader.LoadCurrentElement()!;
            column = cell.CellReference?.Value is { } address ? ColumnOf(address) : column + 1;
            var text = cells.Value.TextOf(cell);
            if (text.Length == 0)
            {
                continue;
            }

            if (column > SheetLimits.Columns)
            {
                throw SheetLimits.TooManyColumns(place);
            }

            if (text.Length > SheetLimits.Letters)
            {
                throw SheetLimits.TooLong(place);
            }

            while (row.Count < column)
            {
                row.Add("");
            }

            row[column - 1] = text;
        } while (reader.ReadNextSibling());

        return row;
    }

    /// <summary>The number of the column of an address: 28 of <c>AB7</c>.</summary>
    private static int ColumnOf(string address)
    {
        var column = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = checked((column * 26) + letter - 'A' + 1);
        }

        return column > 0 ? column : throw new InvalidDataException($"'{address}' is no address of a cell.");
    }
}
