using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Keys;

/// <summary>Finds the key of a request and notes its use.</summary>
internal sealed class UsedKey(Database database, TimeProvider clock)
{
    /// <summary>A use is noted at most once a minute, so that the reads of a busy client do not become writes.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public async Task<Key?> FindOrNullAsync(string hash, CancellationToken ct)
    {
        if (await KeysSql.FindByHashOrNullAsync(database, hash) is not { } found)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (found.Key.WhyNotValid(now) is null && (found.LastUsed is null || now - found.LastUsed > Noted) && now >= notBefore)
        {
            await NoteAsync(found.Key.Id, now, ct);
        }

        return found.Key;
    }

    /// <summary>No request waits for this, and none fails because of it: while another write is under way, or after a failed one, it leaves the note to a later request.</summary>
    private async Task NoteAsync(string id, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await using var write = database.WriteOrNull();
            if (write is not null)
            {
                await KeysSql.NoteUseAsync(write, id, ct);
            }
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            notBefore = now + Noted;
        }
    }
}
