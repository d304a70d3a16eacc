using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The history. Each entry has a checksum over itself and the entry before it, so that a later check finds an entry that somebody altered, added or removed.</summary>
internal static class ChangesSql
{
    private const int EntriesAtOnce = 1000;

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

        public string ChecksumAfter(string previous) =>
            Convert.ToHexStringLower(
                SHA256.HashData(
                    JsonSerializer.SerializeToUtf8Bytes<object?[]>([
                        previous,
                        At,
                        Actor,
                        Action,
                        Resource,
                        ResourceId,
                        Before,
                        After,
                        Reason,
                        Cause,
                    ])
                )
            );
    }

    /// <summary>Adds an entry and returns its number.</summary>
    /// <param name="write">The write that made the change.</param>
    /// <param name="change">What happened.</param>
    /// <param name="cause">The number of the entry that caused this one; null where there is none.</param>
    public static async Task<long> AddAsync(WriteSession write, Change change, long? cause)
    {
        var previous = await write.FindOrNullAsync<string>("select checksum from changes order by id desc limit 1");
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
        };
        var id = await write.QueryAsync<long>(
            """
            insert into changes (at, actor, action, resource, resource_id, before, after, reason, cause, checksum)
            values (@At, @Actor, @Action, @Resource, @ResourceId, @Before, @After, @Reason, @Cause, @Checksum)
            returning id
            """,
            row with
            {
                Checksum = row.ChecksumAfter(previous ?? ""),
            }
        );
        return id[0];
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
                if (row.Checksum != row.ChecksumAfter(last.Checksum))
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
}
