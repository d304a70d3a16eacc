using System.Text.Json;
using CsvHelper;

namespace Inpud.Registry.Api.Storage.Interchange;

/// <summary>Loads the tables of a data package into an open write session, in the package's order.</summary>
internal sealed class PackageLoader(Func<string, string> readFile)
{
    public async Task LoadAsync(WriteSession write)
    {
        var package = DataPackage.Parse(readFile("datapackage.json"));
        foreach (var table in package.Resources)
        {
            var rows = ReadRows(table);
            foreach (var row in rows)
            {
                await RowsSql.InsertAsync(write, table.Name, row);
            }
        }
    }

    private List<Dictionary<string, object?>> ReadRows(DataTable table)
    {
        // Only a header is needed to find a cell; a row with a cell too many or too few is an error of the file, not a row to guess at.
        var options = new CsvReaderOptions
        {
            Separator = ',',
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.FromText(readFile(table.Path), options);
        var rows = new List<Dictionary<string, object?>>();
        try
        {
            while (csv.Read())
            {
                var cells = table.Schema.Fields.ToDictionary(field => field.Name, field => csv.GetString(field.Name));
                rows.Add(CellReader.Read(table.Schema.Fields, cells));
            }
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or KeyNotFoundException or JsonException)
        {
            throw new StorageException($"{table.Path}, line {csv.LineNumber}: {e.Message}", e);
        }

        return rows;
    }
}
