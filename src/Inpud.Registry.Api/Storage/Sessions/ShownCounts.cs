using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Keeps the counts of groups and of the evidence that they give, so that no read counts rows. See ADR 37.</summary>
/// <remarks>
/// A count has its figure on one day, and its steps: by how much it changes from a day on. What a write changes is the difference between what was shown of a group before and what is shown
/// of it now, both worked out by <see cref="CountedGroup"/>.
/// </remarks>
internal static class ShownCounts
{
    private const int GroupsAtOnce = 2000;
    private const int ChangesAtOnce = 5000;

    private const string Same =
        "c.facet = j.value ->> 0 and c.place = j.value ->> 1 and c.members = j.value ->> 2 and c.source = j.value ->> 3 and c.certainty = j.value ->> 4";

    private sealed record StepRow
    {
        public required string Facet { get; init; }
        public required string Place { get; init; }
        public required string Members { get; init; }
        public required string Source { get; init; }
        public required int Certainty { get; init; }
        public required int Groups { get; init; }
        public required string? Day { get; init; }
        public required int Step { get; init; }
    }

    /// <summary>Counts the noted groups as they are shown now, and no longer as they were. It runs after their rows were filled in.</summary>
    public static async Task FillInAsync(WriteSession write)
    {
        var changes = new CountChanges();
        await AddAsync(write, changes, CountedGroupsSql.Was, "shown_was_groups", "group_key", -1);
        await AddAsync(write, changes, CountedGroupsSql.Shown, "shown_stale", "group_id", 1);
        await ApplyAsync(write, changes);
        foreach (var table in new[] { "groups", "group_values", "memberships" })
        {
            await write.ExecuteAsync($"delete from shown_was_{table}");
        }
    }

    /// <summary>Counts every group that is shown, in a database whose counts are empty.</summary>
    public static async Task BuildAsync(WriteSession write)
    {
        await write.ExecuteAsync("insert into shown_counted (day) values (registry_today())");
        await ApplyAsync(write, await OfAllAsync(write));
    }

    /// <summary>Moves the day of the figures to today, so that a question about today needs no step.</summary>
    public static async Task AdvanceAsync(WriteSession write)
    {
        await write.ExecuteAsync(
            """
            update shown_counts set groups = shown_counts.groups + moved.groups
            from (
                select s.count_id, sum(case when s.day > d.day then s.groups else -s.groups end) as groups
                from shown_counted as d cross join shown_count_steps as s
                where s.day > min(d.day, registry_today()) and s.day <= max(d.day, registry_today())
                group by s.count_id
            ) as moved
            where moved.count_id = shown_counts.id
            """
        );
        await write.ExecuteAsync("update shown_counted set day = registry_today()");
    }

    /// <summary>True where the counts are not those of the groups that are shown: something else than this program changed them.</summary>
    public static async Task<bool> AreDifferentAsync(WriteSession write)
    {
        var day = DateOnly.Parse((await write.QueryAsync<string>("select day from shown_counted"))[0], CultureInfo.InvariantCulture);
        var right = (await OfAllAsync(write)).ByCount(await RegionsSql.OfCountriesAsync(write));
        var rows = await write.QueryAsync<StepRow>(
            """
            select c.facet, c.place, c.members, c.source, c.certainty, c.groups, s.day, coalesce(s.groups, 0) as step
            from shown_counts as c left join shown_count_steps as s on s.count_id = c.id
            """
        );
        var kept = rows.ToLookup(row => new CountKey(row.Facet, row.Place, row.Members, row.Source, (Certainty)row.Certainty));
        return kept.Count != right.Count
            || right.Any(count =>
                kept[count.Key].FirstOrDefault()?.Groups != LevelOf(count.Value, day)
                || !kept[count.Key]
                    .Select(row => (row.Day, row.Step))
                    .ToHashSet()
                    .SetEquals(count.Value.Select(step => ((string?)CountChanges.Text(step.Key), step.Value)))
            );
    }

    private static async Task<CountChanges> OfAllAsync(WriteSession write)
    {
        var all = new CountChanges();
        await AddAsync(write, all, CountedGroupsSql.Shown, "shown_groups", "group_key", 1);
        return all;
    }

    private static async Task AddAsync(WriteSession write, CountChanges changes, CountedGroupsSql groups, string table, string key, int by)
    {
        var last = "";
        IReadOnlyList<string> keys;
        do
        {
            keys = await write.QueryAsync<string>(
                $"select {key} from {table} where {key} > @last order by {key} limit @most",
                new { last, most = GroupsAtOnce }
            );
            foreach (var group in await groups.ReadAsync(write, keys))
            {
                changes.Add(group, by);
            }

            last = keys.Count == 0 ? "" : keys[^1];
        } while (keys.Count == GroupsAtOnce);
    }

    private static async Task ApplyAsync(WriteSession write, CountChanges all)
    {
        if (all.AreNone)
        {
            return;
        }

        var changes = all.ByCount(await RegionsSql.OfCountriesAsync(write));
        var day = DateOnly.Parse((await write.QueryAsync<string>("select day from shown_counted"))[0], CultureInfo.InvariantCulture);
        foreach (var some in changes.Chunk(ChangesAtOnce))
        {
            await write.ExecuteAsync(
                """
                insert into shown_counts (facet, place, members, source, certainty, groups)
                select j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5 from json_each(@counts) as j where true
                on conflict (facet, place, members, source, certainty) do update set groups = groups + excluded.groups
                """,
                new { counts = Json(some, count => [LevelOf(count.Value, day)]) }
            );
        }

        foreach (var some in changes.SelectMany(count => count.Value.Select(step => (count.Key, step))).Chunk(ChangesAtOnce))
        {
            await write.ExecuteAsync(
                $"""
                insert into shown_count_steps (count_id, day, groups)
                select c.id, j.value ->> 5, j.value ->> 6 from json_each(@steps) as j cross join shown_counts as c on {Same} where true
                on conflict (count_id, day) do update set groups = groups + excluded.groups
                """,
                new
                {
                    steps = Json(
                        some.Select(change => KeyValuePair.Create(change.Key, change.step)),
                        step => [CountChanges.Text(step.Value.Key), step.Value.Value]
                    ),
                }
            );
        }

        await write.ExecuteAsync("delete from shown_count_steps where groups = 0");
        foreach (var some in changes.Chunk(ChangesAtOnce))
        {
            // Of what nothing is counted any more, nothing stays: a source or a country could tell of a group that was hidden.
            await write.ExecuteAsync(
                $"""
                delete from shown_counts where id in (
                    select c.id from json_each(@counts) as j cross join shown_counts as c on {Same}
                    where not exists (select 1 from shown_count_steps as s where s.count_id = c.id)
                )
                """,
                new { counts = Json(some, _ => []) }
            );
        }
    }

    /// <summary>The figure of a count on a day.</summary>
    private static int LevelOf(SortedDictionary<DateOnly, int> steps, DateOnly day) =>
        steps.Where(step => step.Key <= day).Sum(step => step.Value);

    private static string Json<T>(IEnumerable<KeyValuePair<CountKey, T>> counts, Func<KeyValuePair<CountKey, T>, object[]> figures) =>
        JsonSerializer.Serialize(
            counts.Select(count =>
                (object[])
                    [count.Key.Facet, count.Key.Place, count.Key.Members, count.Key.Source, (int)count.Key.Certainty, .. figures(count)]
            )
        );
}
