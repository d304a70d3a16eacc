using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>Writes the public registry into a new file, row by row, so that memory does not grow with the data.</summary>
internal static class PublicExport
{
    /// <param name="read">The snapshot to write.</param>
    /// <param name="format">The form of the file.</param>
    /// <param name="path">The path of the new file. An interrupted export leaves an incomplete file.</param>
    /// <param name="work">Receives the progress.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task WriteAsync(ReadSession read, ExportFormat format, string path, IWork work, CancellationToken ct)
    {
        if (format == ExportFormat.Sqlite)
        {
            await SqliteFile.WriteAsync(path, RegistryTables.Public, read, work, ct);
            return;
        }

        await using var file = File.Create(path);
        await (
            format == ExportFormat.Zip
                ? PackageWriter.WriteAsync(read, RegistryTables.Public, RegistryTables.DescribePublic(), PublicTableSql.Of, file, work, ct)
                : RecordLines.WriteAsync(read, file, work, ct)
        );
    }
}
