using System.Text.Json;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The history of groups, for the stewards who may see the record.</summary>
internal static class GroupHistoryRecordSql
{
    private sealed record Row
    {
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Action { get; init; } = "";
        public string Reason { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
    }

    public static async Task<IReadOnlyList<GroupHistoryEntry>> ListAsync(ReadSession read, string group)
    {
        var rows = await read.QueryAsync<Row>(
            "select at, actor, action, reason, before, after from changes where resource = 'group' and resource_id = @group order by id desc",
            new { group }
        );
        return [.. rows.Select(EntryOf)];
    }

    private static GroupHistoryEntry EntryOf(Row row) =>
        new()
        {
            At = Instant.Parse(row.At),
            Actor = row.Actor,
            Action = row.Action,
            Reason = row.Reason,
            Before = Parse(row.Before),
            After = Parse(row.After),
        };

    private static JsonElement? Parse(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement.Clone();
}
