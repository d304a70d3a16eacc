using System.Globalization;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Shipped;

/// <summary>Loads the shipped tables into an open write session, in the order of the description.</summary>
internal static class PackageLoader
{
    /// <summary>The shipped tables have the present form.</summary>
    private static readonly int Version = int.Parse(RegistryTables.Public.Version, CultureInfo.InvariantCulture);

    public static async Task LoadAsync(WriteSession write)
    {
        foreach (var table in RegistryTables.Public.Resources)
        {
            // A table without a file ships empty, as does a column that its file does not have.
            using var content = typeof(PackageLoader).Assembly.GetManifestResourceStream($"seed/{table.Path}");
            if (content is not null)
            {
                await LoadAsync(write, table, content);
            }
        }
    }

    private static async Task LoadAsync(WriteSession write, DataTable table, Stream content)
    {
        foreach (var row in new TableReader(table, content, Version).Rows())
        {
            var bad = new List<BadCell>();
            var columns = CellReader.Read(table.Schema.Fields, row.Cells, bad);
            if (bad.Count > 0)
            {
                throw new StorageException($"{table.Path}, line {row.Number}: {bad[0].Why}");
            }

            await RowsSql.InsertAsync(write, table.Name, columns);
        }
    }
}
