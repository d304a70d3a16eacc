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
        public string? Mark { get; init; }
    }

    /// <summary>One look, for where the version of the registry is not known. It begins another epoch where the server has gone back to an earlier state, before anybody reads anything of that.</summary>
    public static async Task<(DateTimeOffset At, Epoch Epoch)> ReadAsync(Database database, CancellationToken ct)
    {
        var row = await RowAsync(database);
        if (row.Mark is not (null or Epoch.Own))
        {
            await Epoch.SettleAsync(database, ct);
            row = await RowAsync(database);
        }

        var epoch = new Epoch(row.Name, Instant.ParseOrNull(row.Began));
        return (epoch.LastChange(row.At is null ? DateTimeOffset.UnixEpoch : Instant.Parse(row.At)), epoch);
    }

    private static async Task<Row> RowAsync(Database database)
    {
        await using var read = await database.ReadAsync();
        return await read.SingleAsync<Row>(
            $"select (select at from public_changes order by id desc limit 1) as at, name, began, ({database.Dialect.EpochMark ?? "null"}) as mark from epoch"
        );
    }
}
