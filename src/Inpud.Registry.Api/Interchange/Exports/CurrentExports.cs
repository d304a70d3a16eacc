using System.Security.Cryptography;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>A file with the public registry.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="At">When the public registry last changed before it was written.</param>
/// <param name="Cursor">The cursor of the feed of changes from which to go on.</param>
internal sealed record ExportedFile(string Path, byte[] Sha256, DateTimeOffset At, string Cursor);

/// <summary>
/// Keeps one file of the public registry for each form, and writes it again when the registry has changed. It writes row by row, so that memory does not grow with the data. It deletes
/// the earlier file first, since that file may contain records that are not public any more, and half a file where it fails.
/// </summary>
internal sealed class CurrentExports(Database database, PublicDay day, TimeProvider clock) : IDisposable
{
    private sealed record Version(Epoch Epoch, long Place, WorldDay Day);

    private readonly Unfinished folder = Unfinished.ExportFolder();
    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<ExportFormat, (Version Version, ExportedFile File)> written = [];
    private int serial;

    public async Task<ExportedFile> GetAsync(ExportFormat format, CancellationToken ct)
    {
        await day.SettleAsync(ct);
        await one.WaitAsync(ct);
        try
        {
            await using var read = await database.ReadAsync();
            var version = new Version(await Epoch.ReadAsync(read), await LatestAsync(read), WorldDay.At(clock.GetUtcNow()));
            if (written.TryGetValue(format, out var last) && last.Version == version)
            {
                return last.File;
            }

            if (written.Remove(format, out var stale))
            {
                // It goes before the next one is written: that can fail, and what was hidden since must not stay for so long.
                // A client that is reading the file can finish: deleting removes the name, and the open file stays until it is closed.
                File.Delete(stale.File.Path);
            }

            var file = await WriteAsync(read, format, version);
            written[format] = (version, file);
            return file;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        one.Dispose();
        folder.Dispose();
    }

    private async Task<ExportedFile> WriteAsync(ReadSession read, ExportFormat format, Version version)
    {
        var path = Path.Combine(folder.Path, $"{++serial}.{Kebab.Text(format)}");
        try
        {
            // No cancellation: the file serves later requests even where this client has left.
            await PublicExport.WriteAsync(read, format, path, IWork.Silent, CancellationToken.None);
            var at = await read.FindOrNullAsync<string>("select at from public_changes order by id desc limit 1");
            await using var done = File.OpenRead(path);
            return new ExportedFile(
                path,
                await SHA256.HashDataAsync(done),
                version.Epoch.LastChange(at is null ? DateTimeOffset.UnixEpoch : Instant.Parse(at)),
                version.Epoch.CursorOf(version.Place)
            );
        }
        catch
        {
            // Half a file would keep a full disk full, and everybody may ask for another one.
            Unfinished.Remove(path);
            throw;
        }
    }

    private static Task<long> LatestAsync(ReadSession read) => read.SingleAsync<long>("select coalesce(max(id), 0) from public_changes");
}
