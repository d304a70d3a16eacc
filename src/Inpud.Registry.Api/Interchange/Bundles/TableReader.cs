using System.Globalization;
using System.Text;
using CsvHelper;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>A row of a table: its number as a spreadsheet program shows it, and its cells by the names of their columns.</summary>
internal sealed record TableRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads the rows of a table one by one.</summary>
internal sealed class TableReader
{
    private const int LongestRow = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MalformedData = CsvMalformedDataHandling.Throw,
        SkipEmptyLines = false,
        MaxRecordSize = LongestRow,
    };

    private readonly DataTable table;
    private readonly Stream content;
    private readonly int version;
    private IReadOnlyList<string> columns = [];

    /// <param name="table">The table.</param>
    /// <param name="content">Its text.</param>
    /// <param name="version">The version of the format that the text has. Fields that a later version brought may be missing.</param>
    public TableReader(DataTable table, Stream content, int version) =>
        (this.table, this.content, this.version) = (table, content, version);

    /// <summary>The address of a cell as a spreadsheet program shows it, such as <c>C5</c>.</summary>
    public string AddressOf(string column, int row) => Spreadsheets.Spreadsheet.AddressOf(columns, column, row);

    /// <exception cref="StorageException">The content does not fit the table; the message names the line.</exception>
    public IEnumerable<TableRow> Rows()
    {
        using var csv = CsvReader.Create(content, Options, true);
        var number = 1;
        if (!Read(csv, number))
        {
            throw new StorageException($"{table.Path} is empty. Its first line has the names of the columns.");
        }

        columns = Cells(csv, number);
        CheckColumns();
        while (Read(csv, ++number))
        {
            yield return new TableRow(number, columns.Zip(Cells(csv, number)).ToDictionary(cell => cell.First, cell => cell.Second));
        }
    }

    private bool Read(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new StorageException(
                $"{table.Path}, line {number}: the row is not like the first line: a quotation mark is left open, there is a cell too many or too few, or it is too long.",
                e
            );
        }
        catch (InvalidDataException e)
        {
            throw new StorageException(
                $"{table.Path}, line {number}: the zip file is damaged there. Export it again, or send it again.",
                e
            );
        }
    }

    private string[] Cells(CsvReader csv, int number)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            try
            {
                cells[i] = Utf8.GetString(csv.GetSpan(i));
            }
            catch (DecoderFallbackException e)
            {
                throw new StorageException($"{table.Path}, line {number}: the text is not UTF-8. Save the file as UTF-8.", e);
            }
        }

        return cells;
    }

    private void CheckColumns()
    {
        var known = table.Schema.Fields.Select(field => field.Name).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (columns.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw new StorageException($"{table.Path}, line 1: the column '{twice}' stands twice. Take one of them out.");
        }

        if (columns.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StorageException(
                $"{table.Path}, line 1: there is no column '{unknown}'. The columns are {string.Join(", ", known)}."
            );
        }

        // An optional column may be missing, since it can be newer than the file. The observation must come with its period, since the stored days follow from both.
        if (table.Schema.Fields.FirstOrDefault(field => !columns.Contains(field.Name) && IsNeeded(field)) is { } missing)
        {
            throw new StorageException(
                $"{table.Path}, line 1: the column '{missing.Name}' is missing.{(missing.IsRequired ? "" : " Leave its cells empty where nothing is known.")}"
            );
        }
    }

    private bool IsNeeded(DataField field) =>
        (field.IsRequired && int.Parse(field.Since, CultureInfo.InvariantCulture) <= version)
        || table.Schema.PrimaryKey.Contains(field.Name)
        || (field.Name == "observed" && columns.Contains("period"));
}
