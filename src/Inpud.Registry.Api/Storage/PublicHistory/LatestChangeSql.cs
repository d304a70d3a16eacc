using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>When the public registry last changed, and in which epoch.</summary>
internal static class LatestChangeSql
{
    public static async Task<(DateTimeOffset At, Epoch Epoch)> ReadAsync(Database database)
    {
        await using var read = database.Read();
        var text = await read.FindOrNullAsync<string>("select at from public_changes order by id desc limit 1");
        var at = text is null ? DateTimeOffset.UnixEpoch : Instant.Parse(text);
        var epoch = await Epoch.ReadAsync(read);
        return (epoch.LastChange(at), epoch);
    }
}
