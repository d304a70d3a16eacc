using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Keys;

/// <summary>Finds the key of a request, and notes when it was used.</summary>
internal static class UsedKey
{
    /// <summary>A use is noted once a minute at most: a busy client must not make a write of each read.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    public static async Task<Key?> FindOrNullAsync(Database database, TimeProvider clock, string hash, CancellationToken ct)
    {
        if (await KeysSql.FindByHashOrNullAsync(database, hash) is not { } found)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (found.Key.WhyNotValid(now) is null && (found.LastUsed is null || now - found.LastUsed > Noted))
        {
            await KeysSql.NoteUseAsync(database, found.Key.Id, ct);
        }

        return found.Key;
    }
}
