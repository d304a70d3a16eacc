namespace Inpud.Registry.Api.Storage;

/// <summary>When the public registry last changed.</summary>
internal static class LatestChangeSql
{
    public static async Task<DateTimeOffset> ReadAsync(Database database)
    {
        await using var read = database.Read();
        var at = await read.SingleAsync<string?>("select max(at) from public_changes");
        return at is null ? DateTimeOffset.UnixEpoch : Instant.Parse(at);
    }
}
