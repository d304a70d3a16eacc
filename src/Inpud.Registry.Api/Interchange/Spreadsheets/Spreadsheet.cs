using System.Globalization;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>A row of a spreadsheet: its number as a spreadsheet program shows it, and the cells that are not empty, by their columns.</summary>
internal sealed record SpreadsheetRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads, row by row, a table that a spreadsheet program saved: as text, or as a workbook. The first row that is not empty has the names of the columns.</summary>
internal sealed class Spreadsheet : IDisposable
{
    private readonly IWorkbook workbook;
    private readonly Sheet sheet;
    private readonly IEnumerator<SheetRow> rows;

    private Spreadsheet(IWorkbook workbook, Sheet sheet)
    {
        (this.workbook, this.sheet) = (workbook, sheet);
        rows = sheet.Rows().GetEnumerator();
    }

    /// <summary>The columns, in their order, by their names in the API; an unknown name stays as it is. A column without a name is empty.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The place of the names of the columns, at the beginning of a sentence.</summary>
    public string Start { get; private set; } = "";

    /// <summary>Reads the names of the columns.</summary>
    /// <exception cref="StorageException">The file is no table; the message names the line.</exception>
    public static Spreadsheet Open(SentFile file, ImportLimits limits)
    {
        IWorkbook source = file.Kind switch
        {
            ImportedFile.OfficeWorkbook => OfficeWorkbook.Open(file.Content, limits),
            ImportedFile.OpenDocumentWorkbook => OpenDocumentWorkbook.Open(file.Content, limits),
            _ => new TextTable(file.Content, file.Charset),
        };
        Spreadsheet? opened = null;
        try
        {
            opened = new Spreadsheet(source, SheetChoice.Of(source));
            opened.ReadColumns();
            return opened;
        }
        catch
        {
            opened?.Dispose();
            source.Dispose();
            throw;
        }
    }

    /// <summary>The rows that are not empty.</summary>
    /// <exception cref="StorageException">A row does not fit the first; the message names the line.</exception>
    public IEnumerable<SpreadsheetRow> Rows()
    {
        while (rows.MoveNext())
        {
            var (number, texts) = rows.Current;
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < texts.Count; i++)
            {
                if (texts[i].Trim() is not { Length: > 0 } text)
                {
                    continue;
                }

                if (i >= Columns.Count || Columns[i].Length == 0)
                {
                    throw new StorageException(
                        $"{PlaceOf(number)}: the cell {Letters(i)}{number} is filled in, and its column has no name in the first row. Name it, or empty the cell. A cell with a separator in it stands in quotation marks."
                    );
                }

                cells.Add(Columns[i], text);
            }

            if (cells.Count > 0)
            {
                yield return new SpreadsheetRow(number, cells);
            }
        }
    }

    /// <summary>The place of a row, at the beginning of a sentence.</summary>
    public string PlaceOf(int row) => sheet.PlaceOf(row);

    /// <summary>The address of a cell as a spreadsheet program shows it, such as <c>C5</c>, or <c>'New groups'!C5</c> in a workbook; of the row's first cell where there is no such column.</summary>
    public string AddressOf(string column, int row)
    {
        var cell = AddressOf(column.Length == 0 ? [] : Columns, column, row);
        return sheet.Name is null ? cell
            : sheet.Name.All(char.IsLetterOrDigit) ? $"{sheet.Name}!{cell}"
            : $"'{sheet.Name.Replace("'", "''", StringComparison.Ordinal)}'!{cell}";
    }

    /// <summary>The address of a cell as a spreadsheet program shows it, such as <c>C5</c>.</summary>
    public static string AddressOf(IReadOnlyList<string> columns, string column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Letters(Math.Max(0, columns.ToList().IndexOf(column)))}{row}");

    public void Dispose()
    {
        rows.Dispose();
        workbook.Dispose();
    }

    private void ReadColumns()
    {
        while (rows.MoveNext())
        {
            var (number, texts) = rows.Current;
            var headers = texts.Select(text => text.Trim()).ToList();
            var last = headers.FindLastIndex(header => header.Length > 0);
            if (last < 0)
            {
                continue;
            }

            Start = PlaceOf(number);
            if (last >= SheetLimits.Columns)
            {
                throw SheetLimits.TooManyColumns(Start);
            }

            Columns = [.. headers.Take(last + 1).Select(header => HeaderNames.FindOrNull(header) ?? header)];
            RefuseTwice(headers);
            return;
        }

        throw new StorageException("The file is empty. Its first line has the names of the columns.");
    }

    private void RefuseTwice(List<string> headers)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, header) in Columns.Zip(headers).Where(named => named.First.Length > 0))
        {
            if (!seen.TryAdd(column, header))
            {
                throw new StorageException(
                    seen[column] == header
                        ? $"{Start}: the column '{header}' stands twice. Take one of them out."
                        : $"{Start}: the columns '{seen[column]}' and '{header}' are the same, {column}. Take one of them out."
                );
            }
        }
    }

    private static string Letters(int index)
    {
        var letters = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }

        return letters;
    }
}
