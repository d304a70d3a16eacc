using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>When the public registry last changed.</summary>
internal static class LatestChangeSql
{
    public static async Task<DateTimeOffset> ReadAsync(Database database)
    {
        await using var read = database.Read();
        var at = await read.FindOrNullAsync<string>("select at from public_changes order by id desc limit 1");
        return at is null ? DateTimeOffset.UnixEpoch : Instant.Parse(at);
    }
}
