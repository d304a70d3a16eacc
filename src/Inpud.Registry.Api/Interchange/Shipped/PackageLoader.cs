using System.Text;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Shipped;

/// <summary>Loads the tables of a data package into an open write session, in the package's order.</summary>
internal sealed class PackageLoader(Func<string, string> readFile)
{
    public async Task LoadAsync(WriteSession write)
    {
        foreach (var table in RegistryTables.Public.Resources)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(readFile(table.Path)));
            foreach (var row in new TableReader(table, content).Rows())
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
}
