using System.Text.Json;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Reads the public history.</summary>
internal static class PublicHistorySql
{
    internal sealed record Row
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string? Record { get; init; }
        public bool IsFirst { get; init; }

        /// <summary>True for a state that the history keeps no more.</summary>
        public bool IsFormer { get; init; }

        public string Action =>
            Record is null && !IsFormer ? "withdrawn"
            : IsFirst ? "create"
            : "change";

        public JsonElement? Json => Record is null ? null : JsonElement.Parse(Record);
    }

    private const string Changes = """
        select
            c.id, c.at, c.resource, c.resource_id, c.is_former,
            c.record,
            not exists (
                select 1 from public_changes as e
                where e.resource = c.resource and e.resource_id = c.resource_id and e.id < c.id and (e.record is not null or e.is_former)
            ) as is_first
        from public_changes as c
        """;

    /// <summary>
    /// Reads the public history of a record, the latest change first; empty where the record is not public. Former states of what is about a group or a person have only their time.
    /// </summary>
    public static async Task<IReadOnlyList<HistoryEntry>> ListAsync(ReadSession read, string resource, string id)
    {
        var rows = await read.QueryAsync<Row>(
            $"{Changes} where c.resource = @resource and c.resource_id = @id order by c.id desc",
            new { resource, id }
        );
        rows = await AsShownAsync(read, rows);
        return rows is [{ Record: null }, ..]
            ? []
            :
            [
                .. rows.Where(row => row.Record is not null || row.IsFormer)
                    .Select(row => new HistoryEntry
                    {
                        At = Instant.Parse(row.At),
                        Action = row.Action,
                        After = row.Json,
                        Before = null,
                        Actor = null,
                        Reason = null,
                        Import = null,
                    }),
            ];
    }

    /// <summary>Reads the public changes that follow a place in the feed: later ones from the earliest on, or earlier ones from the latest on.</summary>
    public static async Task<IReadOnlyList<Row>> FeedAsync(ReadSession read, long after, int limit, bool newestFirst) =>
        await AsShownAsync(
            read,
            await read.QueryAsync<Row>(
                newestFirst
                    ? $"{Changes} where c.id < @after and not c.is_former order by c.id desc limit @limit"
                    : $"{Changes} where c.id > @after and not c.is_former order by c.id limit @limit",
                new { after, limit }
            )
        );

    /// <summary>The rows without the records that the views do not show any more.</summary>
    private static async Task<IReadOnlyList<Row>> AsShownAsync(ReadSession read, IReadOnlyList<Row> rows)
    {
        var shown = await ShownRecords.OfAsync(
            read,
            rows.Where(row => row.Record is not null).Select(row => (row.Resource, row.ResourceId))
        );
        return [.. rows.Select(row => shown.Contains((row.Resource, row.ResourceId)) ? row : row with { Record = null })];
    }

    /// <summary>The place of the latest change; 0 where there is none.</summary>
    public static Task<long> LatestAsync(ReadSession read) => read.SingleAsync<long>("select coalesce(max(id), 0) from public_changes");
}
