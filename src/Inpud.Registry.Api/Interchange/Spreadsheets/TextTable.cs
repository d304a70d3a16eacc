using CsvHelper;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>A table that a spreadsheet program saved as text, with commas, semicolons or tabs between its cells.</summary>
internal sealed class TextTable : IWorkbook
{
    private const int LongestRow = 1_000_000;

    private readonly Stream file;
    private readonly string? charset;

    public TextTable(Stream file, string? charset)
    {
        (this.file, this.charset) = (file, charset);
        Sheets = [new Sheet(Name: null, IsHidden: false, Rows)];
    }

    public IReadOnlyList<Sheet> Sheets { get; }

    public void Dispose()
    {
        // Each reading of the rows closes what it opened. The file is its sender's.
    }

    private IEnumerable<SheetRow> Rows()
    {
        var encoding = SpreadsheetText.EncodingOf(file, charset);
        var options = new CsvReaderOptions
        {
            Separator = SeparatorOf(SpreadsheetText.Read(file, encoding)),
            HasHeader = false,
            // Excel leaves out the separators behind the last cell that it finds filled in.
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Throw,
            // An empty line counts: the numbers of the rows are those that a spreadsheet program shows.
            SkipEmptyLines = false,
            MaxRecordSize = LongestRow,
        };
        using var csv = CsvReader.Create(SpreadsheetText.Read(file, encoding), options, false);
        for (var line = 1; Read(csv, line); line++)
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i);
            }

            yield return new SheetRow(line, cells);
        }
    }

    private static bool Read(CsvReader csv, int line)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new StorageException(
                $"Line {line}: the row cannot be read: a quotation mark is left open or stands inside a cell, or the row is too long.",
                e
            );
        }
    }

    /// <summary>The separator that occurs most often in the first line that is not empty. The names of columns contain none of the separators.</summary>
    private static char SeparatorOf(StreamReader reader)
    {
        using (reader)
        {
            var start = new char[LongestRow / 100];
            var text = start.AsSpan(0, reader.ReadBlock(start)).TrimStart("\r\n ");
            var end = text.IndexOfAny('\r', '\n');
            var first = (end < 0 ? text : text[..end]).ToArray();
            return new[] { ',', ';', '\t' }.MaxBy(separator => first.Count(letter => letter == separator));
        }
    }
}
