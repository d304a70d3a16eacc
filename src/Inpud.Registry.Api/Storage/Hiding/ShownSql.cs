using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Hiding;

internal static class ShownSql
{
    private const int EntriesAtOnce = 1000;
    private const int RowsAtOnce = 5000;

    private static readonly string[] Columns =
    [
        "kept_by",
        "group_id",
        "visibility",
        "visibility_basis",
        "consent_given",
        "consent_until",
        "country",
    ];

    private sealed record Entry
    {
        public long Id { get; init; }
        public string Checksum { get; init; } = "";
    }

    private sealed record Touch
    {
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
    }

    /// <summary>The rows of a table; null where a database of an earlier version does not have the table, or cannot take its rows back.</summary>
    public static async Task<IReadOnlyList<ShownRow>?> RowsOrNullAsync(IQuerySession session, Hideable kind) =>
        await SelectOrNullAsync(session, kind) is { } select ? await session.QueryAsync<ShownRow>(select) : null;

    /// <summary>The same rows, a number at a time: a large registry need not be in memory twice. None where the table cannot be read. The rows may change meanwhile.</summary>
    public static async IAsyncEnumerable<ShownRow> RowsAsync(IQuerySession session, Hideable kind)
    {
        var select = await SelectOrNullAsync(session, kind);
        var after = "";
        while (select is not null)
        {
            var rows = await session.QueryAsync<ShownRow>(
                $"{select} where id > @after order by id limit @most",
                new { after, most = RowsAtOnce }
            );
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < RowsAtOnce)
            {
                break;
            }

            after = rows[^1].Id;
        }
    }

    private static async Task<string?> SelectOrNullAsync(IQuerySession session, Hideable kind)
    {
        var columns = await session.QueryAsync<string>("select name from pragma_table_info(@Table)", new { kind.Table });
        if (!columns.Contains(kind.EndColumn))
        {
            return null;
        }

        // A database of an earlier version may lack a column.
        var known = Columns.Select(column => columns.Contains(column) ? column : $"null as {column}");
        // Only what ends is read, since most memberships do not.
        var ending =
            kind == Hideable.Memberships
                ? "nullif(certain_to, '9999-12-31') as ends_on, case when certain_to < '9999-12-31' then period end as ending_period"
                : "null as ends_on, null as ending_period";
        // Only a name that tells a record apart is one: that of a key does not.
        var name = columns.Contains("name_key") ? "name" : "null as name";
        return $"select id, {name}, {kind.EndColumn} as ended_at, {ending}, {string.Join(", ", known)} from {kind.Table}";
    }

    private static async Task<long> LatestEntryAsync(IQuerySession session) =>
        (await session.QueryAsync<long>("select coalesce(max(id), 0) from changes"))[0];

    /// <summary>The number of the last entry that both histories have; 0 where they have none in common. An entry's checksum stands for all entries before it.</summary>
    public static async Task<long> LastCommonEntryAsync(IQuerySession one, IQuerySession other)
    {
        var last = Math.Min(await LatestEntryAsync(one), await LatestEntryAsync(other));
        while (last > 0)
        {
            var range = new { last, first = last - EntriesAtOnce };
            const string Entries = "select id, checksum from changes where id > @first and id <= @last";
            var entries = await one.QueryAsync<Entry>(Entries, range);
            var common = entries.Intersect(await other.QueryAsync<Entry>(Entries, range)).MaxBy(entry => entry.Id);
            if (common is not null)
            {
                return common.Id;
            }

            last -= EntriesAtOnce;
        }

        return 0;
    }

    /// <summary>The records that the history names after the entry.</summary>
    public static async Task<IReadOnlySet<(string Resource, string Id)>> TouchedAfterAsync(IQuerySession session, long entry) =>
        (await session.QueryAsync<Touch>("select distinct resource, resource_id from changes where id > @entry", new { entry }))
            .Select(touch => (touch.Resource, touch.ResourceId))
            .ToHashSet();

    /// <summary>True where the history says that stewards made the record after the entry, false where they changed it after it, null where it says nothing.</summary>
    /// <remarks>What the program writes by itself, such as what this restore hides, is nobody's decision.</remarks>
    public static async Task<bool?> IsMadeAfterOrNullAsync(IQuerySession session, string resource, string id, long entry)
    {
        var actions = await session.QueryAsync<string>(
            "select action from changes where resource = @resource and resource_id = @id and id > @entry and actor <> 'registry' order by id",
            new
            {
                resource,
                id,
                entry,
            }
        );
        return actions.Count == 0 ? null : actions[0] == "create";
    }
}
