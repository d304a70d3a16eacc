using CsvHelper;

namespace Inpud.Registry.Api.Storage.Spreadsheets;

/// <summary>A row of a spreadsheet: its number as the program shows it, and the cells that have something in them, by their column.</summary>
internal sealed record SpreadsheetRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>A table as a spreadsheet program saves it: with commas, semicolons or tabs, and a row of column names first.</summary>
/// <param name="Columns">The names of the columns, in their order.</param>
/// <param name="Rows">The rows that are not empty.</param>
internal sealed record Spreadsheet(IReadOnlyList<string> Columns, IReadOnlyList<SpreadsheetRow> Rows)
{
    /// <summary>Reads the text.</summary>
    /// <exception cref="StorageException">The text is no table; it says which line is wrong.</exception>
    public static Spreadsheet Parse(string text)
    {
        var options = new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
            SkipEmptyLines = false,
        };
        var number = 1;
        try
        {
            using var csv = CsvReader.FromText(text, options);
            if (!csv.Read())
            {
                throw new StorageException("The file is empty. Its first line has the names of the columns.");
            }

            string[] columns = [.. Cells(csv).Select(cell => cell.Trim())];
            if (columns.FirstOrDefault(name => columns.Count(other => other == name) > 1) is { } twice)
            {
                throw new StorageException($"Line 1: the column '{twice}' stands twice. Take one of them out.");
            }

            var rows = new List<SpreadsheetRow>();
            number = 2;
            for (; csv.Read(); number++)
            {
                var cells = Cells(csv)
                    .Select((cell, i) => (Column: columns[i], Text: cell.Trim()))
                    .Where(cell => cell.Text.Length > 0)
                    .ToDictionary(cell => cell.Column, cell => cell.Text, StringComparer.Ordinal);
                if (cells.Count > 0)
                {
                    rows.Add(new SpreadsheetRow(number, cells));
                }
            }

            return new Spreadsheet(columns, rows);
        }
        catch (CsvFormatException e)
        {
            throw new StorageException(
                $"Line {number}: the row is not like the first line: a quotation mark is left open, or there is a cell too many or too few.",
                e
            );
        }
    }

    /// <summary>The address of a cell as a spreadsheet program shows it, such as <c>C5</c>.</summary>
    public string AddressOf(string column, int row)
    {
        var index = Columns.ToList().IndexOf(column);
        var letters = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }

        return $"{letters}{row}";
    }

    private static IEnumerable<string> Cells(CsvReader csv)
    {
        for (var i = 0; i < csv.FieldCount; i++)
        {
            yield return csv.GetString(i);
        }
    }

    /// <summary>What stands most often in the first line: names of columns have none of these in them.</summary>
    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        return new[] { ',', ';', '\t' }.MaxBy(separator => first.Count(letter => letter == separator));
    }
}
