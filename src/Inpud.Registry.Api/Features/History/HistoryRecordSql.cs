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
        public long? Cause { get; init; }
    }

    public static async Task<IReadOnlyList<HistoryEntry>> ListAsync(ReadSession read, string resource, string id)
    {
        var rows = await read.QueryAsync<Row>(
            """
            select at, actor, action, reason, before, after, cause from changes
            where
                resource = @resource
                and resource_id in (select @id union all select former_id from former_ids where resource = @resource and id = @id)
            order by id desc
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
                Import = row.Cause?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            }),
        ];
    }

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
