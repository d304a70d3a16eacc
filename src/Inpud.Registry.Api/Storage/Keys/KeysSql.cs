using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Keys;

/// <summary>A key, and when it was last used; null for never.</summary>
internal sealed record ListedKey(Key Key, DateTimeOffset? LastUsed);

internal static class KeysSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Label { get; init; } = "";
        public string Scopes { get; init; } = "[]";
        public string Created { get; init; } = "";
        public string? Expires { get; init; }
        public string? Revoked { get; init; }
        public string? LastUsed { get; init; }

        public Key Key =>
            new(
                Id,
                Label,
                new StewardScopes(JsonSerializer.Deserialize<string[]>(Scopes)!),
                Instant.Parse(Created),
                Instant.ParseOrNull(Expires),
                Instant.ParseOrNull(Revoked)
            );
    }

    private const string Keys = """
        select k.id, k.label, k.scopes, k.created, k.expires, k.revoked, u.last_used
        from keys as k left join key_uses as u on u.key_id = k.id
        """;

    /// <summary>The key with this hash; null where there is none.</summary>
    public static async Task<ListedKey?> FindByHashOrNullAsync(Database database, string hash)
    {
        await using var read = await database.ReadAsync();
        return Listed(await read.FindOrNullAsync<Row>($"{Keys} where k.hash = @hash", new { hash }));
    }

    public static async Task<IReadOnlyList<ListedKey>> ListAsync(Database database)
    {
        await using var read = await database.ReadAsync();
        return [.. (await read.QueryAsync<Row>($"{Keys} order by k.created, k.id")).Select(row => Listed(row)!)];
    }

    public static async Task<Key?> FindOrNullAsync(WriteSession write, string id) =>
        (await write.QueryAsync<Row>($"{Keys} where k.id = @id", new { id })).SingleOrDefault()?.Key;

    public static async Task AddAsync(WriteSession write, Key key, string hash)
    {
        await write.ExecuteAsync(
            "insert into keys (id, hash, label, scopes, created, expires) values (@Id, @hash, @Label, @scopes, @created, @expires)",
            new
            {
                key.Id,
                hash,
                key.Label,
                scopes = JsonSerializer.Serialize(key.Scopes.Names),
                created = Instant.Text(key.Created),
                expires = key.Expires is null ? null : Instant.Text(key.Expires.Value),
            }
        );
        await write.RecordAsync(ChangeOf(write, key, "create", "A key was made on the command line."));
    }

    public static async Task RevokeAsync(WriteSession write, Key key)
    {
        await write.ExecuteAsync("update keys set revoked = @now where id = @Id", new { now = Instant.Text(write.Now), key.Id });
        await write.RecordAsync(ChangeOf(write, key, "close", "The key was revoked on the command line."));
    }

    /// <summary>Notes the use of a key. That is no fact of the registry and has no entry in the history.</summary>
    public static async Task NoteUseAsync(WriteSession write, string id, CancellationToken ct)
    {
        await write.ExecuteAsync(
            "insert into key_uses (key_id, last_used) values (@id, @now) on conflict (key_id) do update set last_used = excluded.last_used",
            new { id, now = Instant.Text(write.Now) }
        );
        await write.CommitBookkeepingAsync(ct);
    }

    private static ListedKey? Listed(Row? row) => row is null ? null : new ListedKey(row.Key, Instant.ParseOrNull(row.LastUsed));

    private static Change ChangeOf(WriteSession write, Key key, string action, string reason) =>
        new(
            write.Now,
            "operator",
            action,
            "key",
            key.Id,
            null,
            JsonSerializer.Serialize(new { key.Label, scopes = key.Scopes.Names }),
            reason
        );
}
