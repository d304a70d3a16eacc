using System.Data.Common;
using Inpud.Registry.Api.Storage.Reads;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Retention;

/// <summary>Deletes the notes of reads that are older than the registry keeps them, with the first request of a day.</summary>
/// <param name="notes">The notes.</param>
/// <param name="clock">Says which day it is.</param>
/// <param name="kept">How long a note is kept.</param>
internal sealed class ReadRetention(ReadNotes notes, TimeProvider clock, TimeSpan kept)
{
    private DateOnly settled;

    public async Task SettleAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = WorldDay.At(now).Utc;
        if (settled == today)
        {
            return;
        }

        // No request of the same day tries again: notes that stay a day longer are no reason to hold up the public's reads.
        settled = today;
        try
        {
            await notes.ForgetAsync(now - kept, ct);
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // A file that cannot be used shows with the next note, which refuses its read.
        }
    }
}
