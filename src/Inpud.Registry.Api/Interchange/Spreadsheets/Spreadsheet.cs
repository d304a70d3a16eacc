using CsvHelper;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>A row of a spreadsheet: its number as a spreadsheet program shows it, and the cells that are not empty, by their columns.</summary>
internal sealed record SpreadsheetRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads, row by row, a table that a spreadsheet program saved with commas, semicolons or tabs. The first row has the names of the columns.</summary>
internal sealed class Spreadsheet : IDisposable
{
    private const int LongestRow = 1_000_000;

    private readonly CsvReader csv;
    private int line = 1;

    private Spreadsheet(CsvReader csv) => this.csv = csv;

    /// <summary>The names of the columns, in their order.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Reads the names of the columns.</summary>
    /// <exception cref="StorageException">The file is no table; the message names the line.</exception>
    public static Spreadsheet Open(Stream file)
    {
        var options = new CsvReaderOptions
        {
            Separator = SeparatorOf(file),
            HasHeader = false,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRow,
        };
        var sheet = new Spreadsheet(CsvReader.Create(SpreadsheetText.Open(file), options, false));
        try
        {
            sheet.ReadColumns();
            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>The rows that are not empty.</summary>
    /// <exception cref="StorageException">A row does not fit the first; the message names the line.</exception>
    public IEnumerable<SpreadsheetRow> Rows()
    {
        while (Read())
        {
            var cells = Cells()
                .Select((cell, i) => (Column: Columns[i], Text: cell))
                .Where(cell => cell.Text.Length > 0)
                .ToDictionary(cell => cell.Column, cell => cell.Text, StringComparer.Ordinal);
            if (cells.Count > 0)
            {
                yield return new SpreadsheetRow(line, cells);
            }
        }
    }

    /// <summary>The address of a cell as a spreadsheet program shows it, such as <c>C5</c>.</summary>
    public static string AddressOf(IReadOnlyList<string> columns, string column, int row)
    {
        var index = columns.ToList().IndexOf(column);
        var letters = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }

        return $"{letters}{row}";
    }

    public void Dispose() => csv.Dispose();

    private void ReadColumns()
    {
        line = 0;
        if (!Read())
        {
            throw new StorageException("The file is empty. Its first line has the names of the columns.");
        }

        Columns = Cells();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (Columns.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw new StorageException($"Line 1: the column '{twice}' stands twice. Take one of them out.");
        }
    }

    private bool Read()
    {
        line++;
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new StorageException(
                $"Line {line}: the row is not like the first line: a quotation mark is left open, there is a cell too many or too few, or it is too long.",
                e
            );
        }
    }

    private string[] Cells()
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = csv.GetString(i).Trim();
        }

        return cells;
    }

    /// <summary>The separator that occurs most often in the first line. The names of columns contain none of the separators.</summary>
    private static char SeparatorOf(Stream file)
    {
        using var reader = SpreadsheetText.Open(file);
        var start = new char[LongestRow / 100];
        var text = start.AsSpan(0, reader.ReadBlock(start));
        var end = text.IndexOfAny('\r', '\n');
        var first = (end < 0 ? text : text[..end]).ToArray();
        return new[] { ',', ';', '\t' }.MaxBy(separator => first.Count(letter => letter == separator));
    }
}
