using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Keeps the counts of groups and of the evidence that they give, so that no read counts rows. See ADR 42.</summary>
/// <remarks>
/// What a write changes is the difference between what was shown of a group before and what is shown of it now, both worked out by <see cref="CountedGroup"/>. A write that changes nothing
/// of what counts, such as a name, writes nothing here.
/// </remarks>
internal static class ShownCounts
{
    /// <summary>What was shown and counted of the groups that a write has touched.</summary>
    private static readonly IReadOnlyList<string> Was = ["shown_was_groups", "shown_was_group_values", "shown_was_memberships"];

    /// <summary>The tables of the counts.</summary>
    public static readonly IReadOnlyList<string> Tables =
    [
        .. Was,
        "shown_counted",
        "shown_states",
        "shown_state_steps",
        "shown_state_years",
        "shown_counts",
        "shown_count_stretches",
    ];

    private const int GroupsAtOnce = 2000;

    private sealed record StepRow
    {
        public required string State { get; init; }
        public required string Day { get; init; }
        public required int Groups { get; init; }
    }

    private sealed record StateRow
    {
        public required long Id { get; init; }
        public required string State { get; init; }
        public required int Uses { get; init; }
    }

    private sealed record FigureRow
    {
        public required long StateId { get; init; }
        public required string At { get; init; }
        public required int Groups { get; init; }
    }

    private sealed record CountRow
    {
        public required string Facet { get; init; }
        public required string Place { get; init; }
        public required string Members { get; init; }
        public required string Source { get; init; }
        public required int Certainty { get; init; }
        public required int Groups { get; init; }
    }

    private sealed record StretchRow
    {
        public required string Facet { get; init; }
        public required string Place { get; init; }
        public required string Unit { get; init; }
        public required string Stretch { get; init; }
        public required string Members { get; init; }
        public required int Certainty { get; init; }
        public required int Groups { get; init; }
    }

    /// <summary>Counts the noted groups as they are shown now, and no longer as they were. It runs after their rows were filled in.</summary>
    public static async Task FillInAsync(WriteSession write)
    {
        var changes = new CountChanges();
        await AddAsync(write, changes, CountedGroupsSql.Was, "shown_was_groups", "group_key", -1);
        await AddAsync(write, changes, CountedGroupsSql.Shown, "shown_stale", "group_id", 1);
        await CountsSql.ApplyAsync(write, changes);
        await ForgetAsync(write);
    }

    /// <summary>The same of a few groups, of which the caller knows what was counted of them.</summary>
    /// <param name="write">The open write.</param>
    /// <param name="before">What was counted of these groups and of others, before their rows were filled in.</param>
    /// <param name="groups">The ids of the groups of which something else is counted now.</param>
    public static async Task FillInAsync(WriteSession write, IEnumerable<CountedGroup> before, IReadOnlyCollection<string> groups)
    {
        var changes = new CountChanges();
        foreach (var group in before)
        {
            changes.Add(group, -1);
        }

        foreach (var group in await CountedGroupsSql.Shown.ReadAsync(write, groups))
        {
            changes.Add(group, 1);
        }

        await CountsSql.ApplyAsync(write, changes);
    }

    /// <summary>What was counted of groups that a trigger took out: something else than this program wrote, and nothing was filled in since.</summary>
    public static async Task<IEnumerable<CountedGroup>> TakenOutAsync(WriteSession write)
    {
        var keys = await write.QueryAsync<string>("select group_key from shown_was_groups");
        if (keys.Count == 0)
        {
            return [];
        }

        var taken = (await CountedGroupsSql.Was.ReadAsync(write, keys)).ToList();
        await ForgetAsync(write);
        return taken;
    }

    private static async Task ForgetAsync(WriteSession write)
    {
        foreach (var table in Was)
        {
            await write.ExecuteAsync($"delete from {table}");
        }
    }

    /// <summary>Counts every group that is shown, in a database whose counts are empty.</summary>
    public static async Task BuildAsync(WriteSession write, CancellationToken ct)
    {
        await write.ExecuteAsync("insert into shown_counted (day) values (registry_today())");
        await CountsSql.ApplyAsync(write, await OfAllAsync(write, ct));
    }

    /// <summary>Moves the day of the counts to today, so that a question about today adds up nothing.</summary>
    public static async Task AdvanceAsync(WriteSession write)
    {
        var day = await CountsSql.DayAsync(write);
        var turned = await write.QueryAsync<StepRow>(
            """
            select s.state, t.day, sum(t.groups) as groups
            from shown_state_steps as t join shown_states as s on s.id = t.state_id
            where t.family in (0, 1, 2) and t.day > min(@day, registry_today()) and t.day <= max(@day, registry_today())
            group by s.state, t.day
            """,
            new { day = CountsSql.Text(day) }
        );
        await CountsSql.AddCountsAsync(
            write,
            turned.Select(row =>
                (CountedState.Parse(row.State), string.CompareOrdinal(row.Day, CountsSql.Text(day)) > 0 ? row.Groups : -row.Groups)
            ),
            await RegionsSql.OfCountriesAsync(write)
        );
        await write.ExecuteAsync("update shown_counted set day = registry_today()");
        // A clock that was set back begins its years anew.
        await write.ExecuteAsync(
            "delete from shown_state_years where family in (0, 1, 2) and year > cast(substr(registry_today(), 1, 4) as integer)"
        );
        for (var year = day.Year + 1; year <= (await CountsSql.DayAsync(write)).Year; year++)
        {
            await write.ExecuteAsync(
                """
                insert into shown_state_years (family, year, state_id, groups)
                select family, @year, state_id, sum(groups)
                from (
                    select family, state_id, groups from shown_state_years where family in (0, 1, 2) and year = @year - 1
                    union all
                    select family, state_id, groups from shown_state_steps
                    where family in (0, 1, 2) and day >= (@year - 1) || '-01-01' and day < @year || '-01-01'
                ) as figures
                group by family, state_id having sum(groups) <> 0
                """,
                new { year }
            );
        }
    }

    /// <summary>True where the counts are not those of the groups that are shown: something else than this program changed them.</summary>
    public static async Task<bool> AreDifferentAsync(WriteSession write)
    {
        var day = await CountsSql.DayAsync(write);
        var right = await OfAllAsync(write, CancellationToken.None);
        var states = (await write.QueryAsync<StateRow>("select id, state, uses from shown_states")).ToDictionary(row => row.Id);
        var steps = await write.QueryAsync<FigureRow>("select state_id, family || ' ' || day as at, groups from shown_state_steps");
        var years = await write.QueryAsync<FigureRow>("select state_id, family || ' ' || year as at, groups from shown_state_years");
        var counts = await write.QueryAsync<CountRow>("select facet, place, members, source, certainty, groups from shown_counts");
        var stretches = await write.QueryAsync<StretchRow>(
            "select facet, place, unit, stretch, members, certainty, groups from shown_count_stretches"
        );
        var regions = await RegionsSql.OfCountriesAsync(write);
        return !Same(states.Values.Select(row => (row.Id, "", row.Uses)), right.Uses.Select(use => (use.State, "", use.By)))
            || !Same(
                steps.Select(Of),
                right.Steps.Select(step => (step.State, $"{(int)step.State.Family} {CountsSql.Text(step.From)}", step.By))
            )
            || !Same(
                years.Select(Of),
                CountsSql.YearsOf(right, day.Year).Select(of => (of.State, $"{(int)of.State.Family} {of.Year}", of.By))
            )
            || !counts
                .Select(row => (new CountKey(row.Facet, row.Place, row.Members, row.Source, (Certainty)row.Certainty), row.Groups))
                .ToHashSet()
                .SetEquals(CountsSql.CountsOf(right.AsOf(day), regions))
            || !stretches
                .Select(row => new StretchChange(
                    new CountKey(row.Facet, row.Place, row.Members, "", (Certainty)row.Certainty),
                    row.Unit,
                    row.Stretch,
                    row.Groups
                ))
                .ToHashSet()
                .SetEquals(CountStretchesSql.ChangesOf(right, regions));

        bool Same(IEnumerable<(long Id, string At, int Groups)> kept, IEnumerable<(CountedState State, string At, int Groups)> wanted)
        {
            var ids = states.Values.ToDictionary(row => row.State, row => row.Id, StringComparer.Ordinal);
            return kept.ToHashSet()
                .SetEquals(wanted.Where(row => row.Groups != 0).Select(row => (ids.GetValueOrDefault(row.State.Text), row.At, row.Groups)));
        }

        static (long, string, int) Of(FigureRow row) => (row.StateId, row.At, row.Groups);
    }

    private static async Task<CountChanges> OfAllAsync(WriteSession write, CancellationToken ct)
    {
        var all = new CountChanges();
        await AddAsync(write, all, CountedGroupsSql.Shown, "shown_groups", "group_key", 1, ct);
        return all;
    }

    private static async Task AddAsync(
        WriteSession write,
        CountChanges changes,
        CountedGroupsSql groups,
        string table,
        string key,
        int by,
        CancellationToken ct = default
    )
    {
        var last = "";
        IReadOnlyList<string> keys;
        do
        {
            // Of a million groups, this takes minutes, in which somebody may stop an upgrade.
            ct.ThrowIfCancellationRequested();
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
}
