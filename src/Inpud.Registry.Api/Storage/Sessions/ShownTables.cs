using System.Text.Json;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>
/// Fills in what is shown of the groups that a write has touched. What was shown of them before is there still, since the write promised this. Where nobody promised it, the triggers of the tables
/// have taken it out.
/// </summary>
/// <remarks>See ADR 28. A write that touched no group costs one look into an empty table.</remarks>
internal static class ShownTables
{
    /// <summary>The tables that keep what the views of the same name, with <c>showable_</c> in place of <c>shown_</c>, give.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "groups",
        "consents",
        "group_names",
        "group_former_values",
        "group_values",
        "group_successors",
        "group_external_ids",
        "memberships",
        "memberships_of_moved",
    ];

    private sealed record IndexRow
    {
        public required string Name { get; init; }
        public required string OfTable { get; init; }
        public required string Making { get; init; }
    }

    /// <summary>Those whose definition reads what is shown. They are filled in last.</summary>
    public static readonly IReadOnlyList<string> OfWhatIsShown = ["memberships_of_moved"];

    /// <summary>The others.</summary>
    public static readonly IReadOnlyList<string> OfRecords = [.. Names.Except(OfWhatIsShown)];

    /// <summary>Those that are made of the rows of a table, which stands beside: of a group with no such row, they show nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfParts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["consents"] = "consents",
        ["group_names"] = "group_names",
        ["group_former_values"] = "group_former_values",
        ["group_values"] = "group_former_values",
        ["group_successors"] = "group_successors",
        ["group_external_ids"] = "group_external_ids",
        ["memberships"] = "memberships",
        ["memberships_of_moved"] = "group_former_values",
    };

    /// <summary>The indexed column with the id of the group. Of the parts that named groups alone have, it is the one that the public sees, too.</summary>
    public static string KeyOf(string table) =>
        table is "groups" or "consents" or "memberships" or "memberships_of_moved" ? "group_key" : "group_id";

    /// <summary>The statements that fill in what is shown of the noted groups.</summary>
    public static IReadOnlyList<string> Filling { get; } = [.. OfRecords.Select(Fill)];

    /// <summary>Those that read what the others filled in.</summary>
    public static IReadOnlyList<string> FillingLast { get; } = [.. OfWhatIsShown.Select(Fill)];

    /// <summary>The statements that take out what was shown of the noted groups, where that is there still.</summary>
    private static IReadOnlyList<string> TakingOut { get; } =
    [
        .. CountedGroupsSql.Keeping,
        .. Names.Select(table => $"delete from shown_{table} where {KeyOf(table)} in (select group_id from shown_stale)"),
    ];

    /// <summary>Up to this many groups are filled in one by one: the definitions of one group read its own rows. The definitions of many at once read everything, once.</summary>
    private const int Few = 100;

    public static async Task FillInAsync(WriteSession write)
    {
        var groups = await write.QueryAsync<string>($"select group_id from shown_stale limit {Few + 1}");
        if (groups.Count == 0)
        {
            return;
        }

        if (groups.Count > Few)
        {
            await FillInManyAsync(write);
        }
        else
        {
            await ShownDifferences.FillInAsync(write, groups);
        }

        await write.ExecuteAsync("delete from shown_stale");
        write.Touched(groups.Count > Few ? null : await WithSuccessionsAsync(write, groups));
    }

    private static string Fill(string table) =>
        $"insert into shown_{table} select v.* from shown_stale as s cross join showable_{table} as v where v.group_key = s.group_id";

    private static async Task FillInManyAsync(WriteSession write)
    {
        foreach (var statement in TakingOut)
        {
            await write.ExecuteAsync(statement);
        }

        var indexes = await IndexesToMakeAnewAsync(write);
        foreach (var index in indexes)
        {
            await write.ExecuteAsync($"drop index {index.Name}");
        }

        foreach (var statement in Filling.Concat(indexes.Select(index => index.Making)).Concat(FillingLast))
        {
            await write.ExecuteAsync(statement);
        }

        await ShownCounts.FillInAsync(write);
    }

    /// <summary>The indexes, where most of what they will have is new.</summary>
    private static async Task<IReadOnlyList<IndexRow>> IndexesToMakeAnewAsync(WriteSession write)
    {
        if (
            write.Dialect.IndexesOfWhatIsShown is not { } query
            || !await write.HasAsync("select (select count(*) from shown_stale) > (select count(*) from shown_groups)")
        )
        {
            return [];
        }

        var tables = OfRecords.Select(table => $"shown_{table}").ToHashSet(StringComparer.Ordinal);
        return [.. (await write.QueryAsync<IndexRow>(query)).Where(index => tables.Contains(index.OfTable))];
    }

    /// <summary>These groups, and those of which an answer has the name of one of them: what came before it, or after it.</summary>
    private static async Task<IEnumerable<string>> WithSuccessionsAsync(WriteSession write, IReadOnlyList<string> groups)
    {
        var others = await write.QueryAsync<string>(
            """
            select s.successor_id from json_each(@groups) as g cross join group_successors as s where s.group_id = g.value
            union all
            select s.group_id from json_each(@groups) as g cross join group_successors as s where s.successor_id = g.value
            """,
            new { groups = JsonSerializer.Serialize(groups) }
        );
        return groups.Concat(others);
    }

    /// <summary>Notes the groups whose consents began or ran out, which no write says.</summary>
    public static Task RenewAsync(WriteSession write, string group) =>
        write.ExecuteAsync("insert into shown_stale (group_id) values (@group) on conflict do nothing", new { group });

    /// <summary>The tables that do not have what the views give; empty in a sound registry.</summary>
    public static async Task<IReadOnlyList<string>> DifferentAsync(WriteSession write)
    {
        var different = new List<string>();
        foreach (var table in Names)
        {
            if (
                await write.HasAsync(
                    $"""
                    select
                        exists (select * from shown_{table} except select * from showable_{table})
                        or exists (select * from showable_{table} except select * from shown_{table})
                    """
                )
            )
            {
                different.Add($"shown_{table}");
            }
        }

        if (different.Count == 0 && await ShownCounts.AreDifferentAsync(write))
        {
            different.Add("shown_counts");
        }

        return different;
    }
}
