using CsvHelper;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Reads the tables of words that the program carries.</summary>
internal static class WordTable
{
    /// <summary>The rows, each with the texts of its columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using var text = new StreamReader(typeof(WordTable).Assembly.GetManifestResourceStream($"words/{name}")!);
        using var csv = CsvReader.FromText(text.ReadToEnd(), new CsvReaderOptions { Separator = ',', HasHeader = false });
        csv.Read();
        var columns = Cells(csv);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(columns.Zip(Cells(csv)).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
        }

        return rows;
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
}
