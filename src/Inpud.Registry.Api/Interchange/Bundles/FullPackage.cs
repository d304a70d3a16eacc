using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>Writes the whole registry as a data package, private records included. Keys and links are left out.</summary>
internal static class FullPackage
{
    public static Task WriteAsync(ReadSession read, Stream file, IWork work, CancellationToken ct) =>
        PackageWriter.WriteAsync(read, RegistryTables.Full, RegistryTables.DescribeFull(), Sql, file, work, ct);

    /// <summary>A table with all of its rows.</summary>
    private static string Sql(DataTable table) =>
        $"select {string.Join(", ", table.Schema.Fields.Select(field => field.Name))} from {table.Name} order by {string.Join(", ", table.Schema.PrimaryKey)}";
}
