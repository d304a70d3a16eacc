using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Keys;

/// <summary>Finds the key of a request, and notes when it was used.</summary>
internal sealed class UsedKey(Database database, TimeProvider clock)
{
    /// <summary>A use is noted once a minute at most: a busy client must not make a write of each read.</summary>
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

    /// <summary>No request waits for this, and none fails for it: while somebody else writes, or nobody can, the next one sees to it.</summary>
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
