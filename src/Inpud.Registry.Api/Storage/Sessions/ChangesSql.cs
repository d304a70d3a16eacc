using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The history. Each entry has a checksum over itself and the entry before it, so that a later check finds an entry that somebody altered, added or removed.</summary>
internal static class ChangesSql
{
    private const int EntriesAtOnce = 1000;

    private const string Insert = """
        insert into changes (at, actor, action, resource, resource_id, before, after, reason, cause, salt, content_hash, checksum)
        values (@at, @actor, @action, @resource, @resource_id, @before, @after, @reason, @cause, @salt, @content_hash, @checksum)
        """;

    private static readonly string[] Columns =
    [
        "at",
        "actor",
        "action",
        "resource",
        "resource_id",
        "before",
        "after",
        "reason",
        "cause",
        "salt",
        "content_hash",
        "checksum",
    ];

    private sealed record Row
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Action { get; init; } = "";
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
        public string Reason { get; init; } = "";
        public long? Cause { get; init; }
        public string Checksum { get; init; } = "";

        public string? Salt { get; init; }
        public string? ContentHash { get; init; }
        public string? Erased { get; init; }

        /// <summary>The hash of what can be erased. The salt goes with it, so that nobody can prove a guess by the hash.</summary>
        public string HashOfContent() => Hash(Salt, ResourceId, Before, After, Reason);

        public string ChecksumAfter(string previous) => Hash(previous, At, Actor, Action, Resource, ContentHash, Cause);

        /// <summary>The checksum of versions before an entry could be erased.</summary>
        public string FormerChecksumAfter(string previous) =>
            Hash(previous, At, Actor, Action, Resource, ResourceId, Before, After, Reason, Cause);
    }

    private static string Hash(params object?[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));

    /// <summary>Adds an entry and returns its number.</summary>
    /// <param name="write">The write that made the change.</param>
    /// <param name="change">What happened.</param>
    /// <param name="cause">The number of the entry that caused this one; null where there is none.</param>
    public static async Task<long> AddAsync(WriteSession write, Change change, long? cause)
    {
        // No other writer adds an entry while this write is open.
        write.LastChecksum ??= await write.FindOrNullAsync<string>("select checksum from changes order by id desc limit 1") ?? "";
        var row = new Row
        {
            At = Instant.Text(change.At),
            Actor = change.Actor,
            Action = change.Action,
            Resource = change.Resource,
            ResourceId = change.ResourceId,
            Before = change.Before,
            After = change.After,
            Reason = change.Reason,
            Cause = cause,
            Salt = NewSalt(),
        };
        row = row with { ContentHash = row.HashOfContent() };
        row = row with { Checksum = row.ChecksumAfter(write.LastChecksum) };
        var id = write
            .NumberedStatement(Insert, Columns)
            .Number(
                row.At,
                row.Actor,
                row.Action,
                row.Resource,
                row.ResourceId,
                row.Before,
                row.After,
                row.Reason,
                row.Cause,
                row.Salt,
                row.ContentHash,
                row.Checksum
            );
        write.LastChecksum = row.Checksum;
        return id;
    }

    /// <summary>A sentence that names the first entry whose checksum does not match its content; empty where all match.</summary>
    public static async Task<IReadOnlyList<string>> AlteredAsync(IQuerySession session, CancellationToken ct)
    {
        var last = new Row();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var rows = await session.QueryAsync<Row>(
                "select * from changes where id > @Id order by id limit @most",
                new { last.Id, most = EntriesAtOnce }
            );
            foreach (var row in rows)
            {
                // Of an erased entry, only the hash of its content is left.
                if (row.Checksum != row.ChecksumAfter(last.Checksum) || (row.Erased is null && row.ContentHash != row.HashOfContent()))
                {
                    return
                    [
                        $"The history was altered at or before its entry {row.Id} ({row.Resource} {row.ResourceId}): its checksum does not match.",
                    ];
                }

                last = row;
            }

            if (rows.Count < EntriesAtOnce)
            {
                return [];
            }
        }
    }

    /// <summary>
    /// Computes the hashes and the chain of a history from a version before an entry could be erased. Returns the number of the first entry that did not match its former checksum; null
    /// where all matched.
    /// </summary>
    public static async Task<long?> ChainAnewAsync(WriteSession write, CancellationToken ct)
    {
        long? altered = null;
        var (last, former) = (new Row(), "");
        IReadOnlyList<Row> rows;
        do
        {
            ct.ThrowIfCancellationRequested();
            rows = await write.QueryAsync<Row>(
                "select * from changes where id > @Id order by id limit @most",
                new { last.Id, most = EntriesAtOnce }
            );
            foreach (var row in rows)
            {
                altered ??= row.Checksum == row.FormerChecksumAfter(former) ? null : row.Id;
                former = row.Checksum;
                // The salt follows from the former checksum: a restore holds the histories of a copy and of the present database against each other, and both were chained anew.
                var salted = row with
                {
                    Salt = Hash("salt", row.Checksum)[..32],
                };
                var hashed = salted with { ContentHash = salted.HashOfContent() };
                last = hashed with { Checksum = hashed.ChecksumAfter(last.Checksum) };
                await write.ExecuteAsync(
                    "update changes set salt = @Salt, content_hash = @ContentHash, checksum = @Checksum where id = @Id",
                    last
                );
            }
        } while (rows.Count == EntriesAtOnce);
        write.LastChecksum = null;
        return altered;
    }

    private static string NewSalt() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
