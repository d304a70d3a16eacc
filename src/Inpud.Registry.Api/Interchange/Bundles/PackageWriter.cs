using System.IO.Compression;
using System.Text;
using CsvHelper;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>Writes the public tables as a data package. The same registry gives the same bytes: rows are ordered by their keys, and files have no time of writing.</summary>
internal static class PackageWriter
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="read">The snapshot to write.</param>
    /// <param name="package">The tables.</param>
    /// <param name="description">The text of datapackage.json.</param>
    /// <param name="rows">The query for a table's rows.</param>
    /// <param name="file">The stream that receives the package.</param>
    /// <param name="work">Receives the progress.</param>
    /// <param name="ct">Stops the work; the stream then has no complete package.</param>
    public static async Task WriteAsync(
        ReadSession read,
        DataPackage package,
        string description,
        Func<DataTable, string> rows,
        Stream file,
        IWork work,
        CancellationToken ct
    )
    {
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        await using (var entry = await OpenAsync(zip, "datapackage.json"))
        {
            await entry.WriteAsync(Encoding.UTF8.GetBytes(description), ct);
        }

        work.Begin("Writing the tables", package.Resources.Count);
        foreach (var table in package.Resources)
        {
            await using var entry = await OpenAsync(zip, table.Path);
            await WriteTableAsync(read, table, rows(table), entry, ct);
            work.Advance(1);
        }
    }

    private static async Task<Stream> OpenAsync(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        return await entry.OpenAsync();
    }

    private static async Task WriteTableAsync(ReadSession read, DataTable table, string rows, Stream entry, CancellationToken ct)
    {
        await using var buffer = new BufferedStream(entry, 64 * 1024);
        using var csv = CsvWriter.Create(buffer, new CsvWriterOptions { NewLine = "\n" }, true);
        var fields = table.Schema.Fields;
        csv.WriteHeader(fields.Select(field => field.Name).ToArray());
        await foreach (var row in read.RowsAsync(rows))
        {
            ct.ThrowIfCancellationRequested();
            csv.WriteRecord(fields.Select(field => CellText.Of(field, row[field.Name])).ToArray());
        }
    }
}
