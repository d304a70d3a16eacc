using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>The rows of a CSV file by the names of its columns.</summary>
internal static class CsvRows
{
    public static List<JsonObject> Read(Stream content)
    {
        using var csv = CsvReader.Create(content, new CsvReaderOptions { HasHeader = false }, true);
        Assert.That(csv.Read(), "a table has the names of its columns");
        var columns = Cells(csv);
        var rows = new List<JsonObject>();
        while (csv.Read())
        {
            rows.Add(new JsonObject(columns.Zip(Cells(csv), (name, cell) => KeyValuePair.Create(name, (JsonNode?)cell))));
        }

        return rows;
    }

    private static List<string> Cells(CsvReader csv) =>
        [.. Enumerable.Range(0, csv.FieldCount).Select(i => Encoding.UTF8.GetString(csv.GetSpan(i)))];
}
