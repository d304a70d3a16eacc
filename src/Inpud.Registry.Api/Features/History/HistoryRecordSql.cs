using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Reads the whole history of a record, for its stewards.</summary>
internal static class HistoryRecordSql
{
    private sealed record Row
    {
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Action { get; init; } = "";
        public string Reason { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
        public string? CauseChecksum { get; init; }
    }

    public static async Task<IReadOnlyList<HistoryEntry>> ListAsync(ReadSession read, string resource, string id)
    {
        var rows = await read.QueryAsync<Row>(
            """
            select c.at, c.actor, c.action, c.reason, c.before, c.after, cause.checksum as cause_checksum
            from changes as c
            left join changes as cause on cause.id = c.cause
            where
                c.resource = @resource
                and c.resource_id in (select @id union all select former_id from former_ids where resource = @resource and id = @id)
            order by c.id desc
            """,
            new { resource, id }
        );
        return
        [
            .. rows.Select(row => new HistoryEntry
            {
                At = Instant.Parse(row.At),
                Action = row.Action,
                After = Parse(row.After),
                Before = Parse(row.Before),
                Actor = row.Actor,
                Reason = row.Reason,
                Import = row.CauseChecksum is { } checksum ? ImportId(checksum) : null,
            }),
        ];
    }

    /// <summary>The record, and for a group also its memberships, proposals and application, which show stewards something of it. They are looked for at the time of the question, so that no note ties them to the group.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ShowingAsync(ReadSession read, string resource, string id)
    {
        var showing = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [resource] = [id] };
        if (resource == "groups")
        {
            showing["memberships"] = await read.QueryAsync<string>("select id from memberships where group_id = @id", new { id });
            showing["proposals"] = await read.QueryAsync<string>("select id from proposals where group_id = @id", new { id });
            showing["applications"] = await read.QueryAsync<string>("select id from applications where group_id = @id", new { id });
        }

        return showing;
    }

    /// <summary>
    /// Names an import without its number: numbers count all writes of the registry, so that two of them tell how much others wrote in between. The checksum of its entry holds a random salt
    /// and never changes.
    /// </summary>
    private static string ImportId(string checksum) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("import " + checksum)))[..16];

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
