using System.Text.Json;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Fills in what is shown of the groups that a write has touched. The triggers of the tables have taken out what was shown of them before.</summary>
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

    /// <summary>The statements that fill in what is shown of the noted groups.</summary>
    public static IReadOnlyList<string> Filling { get; } =
    [
        .. Names.Select(table =>
            $"insert into shown_{table} select v.* from shown_stale as s cross join showable_{table} as v where v.group_key = s.group_id"
        ),
    ];

    /// <summary>Up to this many groups are filled in one by one: the definitions of one group read its own rows. The definitions of many at once read everything, once.</summary>
    private const int Few = 100;

    public static async Task FillInAsync(WriteSession write)
    {
        if (!await write.HasAsync("select exists (select 1 from shown_stale)"))
        {
            return;
        }

        // The query names no public view: it would fill in again.
        var groups = await write.QueryAsync<string>($"select group_id from shown_stale limit {Few + 1}");
        if (groups.Count > Few)
        {
            foreach (var statement in Filling)
            {
                await write.ExecuteAsync(statement);
            }
        }
        else
        {
            foreach (var table in Names)
            {
                foreach (var group in groups)
                {
                    await write.ExecuteAsync(
                        $"insert into shown_{table} select v.* from showable_{table} as v where v.group_key = @group",
                        new { group }
                    );
                }
            }
        }

        await ShownCounts.FillInAsync(write);
        await write.ExecuteAsync("delete from shown_stale");
        write.Touched(groups.Count > Few ? null : await WithSuccessionsAsync(write, groups));
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
