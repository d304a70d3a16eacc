using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>When the public registry last changed, and in which epoch.</summary>
internal static class LatestChangeSql
{
    private sealed record Row
    {
        public string? At { get; init; }
        public string Name { get; init; } = "";
        public string? Began { get; init; }
    }

    /// <summary>One look, since every request takes it.</summary>
    public static async Task<(DateTimeOffset At, Epoch Epoch)> ReadAsync(Database database)
    {
        await using var read = database.Read();
        var row = await read.SingleAsync<Row>(
            "select (select at from public_changes order by id desc limit 1) as at, name, began from epoch"
        );
        var epoch = new Epoch(row.Name, Instant.ParseOrNull(row.Began));
        return (epoch.LastChange(row.At is null ? DateTimeOffset.UnixEpoch : Instant.Parse(row.At)), epoch);
    }
}
