using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Writes the tables of the kept counts.</summary>
/// <remarks>A state has its steps, and its figure at the beginning of each year, so that no question about a day adds up more than one year. The counts have the figures of one day alone.</remarks>
internal static class CountsSql
{
    /// <summary>The first year with figures of its own. Of a day before it, all steps until then are added up: there are few.</summary>
    public const int FirstYear = 1990;

    private const int RowsAtOnce = 5000;

    /// <summary>The day of the figures in the counts.</summary>
    public static async Task<DateOnly> DayAsync(IQuerySession session) =>
        DateOnly.ParseExact(
            (await session.QueryAsync<string>("select day from shown_counted"))[0],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task ApplyAsync(WriteSession write, CountChanges changes)
    {
        if (changes.AreNone)
        {
            return;
        }

        var day = await DayAsync(write);
        await AddStatesAsync(write, changes);
        await AddStepsAsync(write, changes, day.Year);
        var regions = await RegionsSql.OfCountriesAsync(write);
        await AddCountsAsync(write, changes.AsOf(day), regions);
        await CountStretchesSql.AddAsync(write, changes, regions);
        // Of what nothing is counted any more, nothing stays: a source or a country could tell of a group that was hidden.
        await write.ExecuteAsync("delete from shown_state_steps where groups = 0");
        await write.ExecuteAsync("delete from shown_state_years where groups = 0");
        await write.ExecuteAsync("delete from shown_states where uses = 0");
    }

    /// <summary>Adds to the counts of the one day.</summary>
    public static async Task AddCountsAsync(
        WriteSession write,
        IEnumerable<(CountedState State, int By)> states,
        Func<string, IReadOnlyCollection<string>> regions
    )
    {
        var changed = states.Where(state => state.By != 0).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var counts = CountsOf(changed, regions);
        await EachAsync(
            write,
            """
            insert into shown_counts (facet, place, members, source, certainty, groups)
            select j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, cast(j.value ->> 4 as integer), cast(j.value ->> 5 as integer) from json_each(@rows) as j where true
            on conflict (facet, place, members, source, certainty) do update set groups = shown_counts.groups + excluded.groups
            """,
            counts.Select(count =>
                (object[])[count.Key.Facet, count.Key.Place, count.Key.Members, count.Key.Source, (int)count.Key.Certainty, count.By]
            )
        );
        await write.ExecuteAsync("delete from shown_counts where groups = 0");
    }

    /// <summary>The counts of the numbers of groups in each state.</summary>
    public static IEnumerable<(CountKey Key, int By)> CountsOf(
        IEnumerable<(CountedState State, int By)> states,
        Func<string, IReadOnlyCollection<string>> regions
    ) =>
        states
            .SelectMany(state => state.State.Counts(regions).Select(key => (Key: key, state.By)))
            .GroupBy(count => count.Key, count => count.By)
            .Select(of => (of.Key, By: of.Sum()))
            .Where(count => count.By != 0);

    /// <summary>The figures of the states at the beginning of each year.</summary>
    public static IEnumerable<(CountedState State, int Year, int By)> YearsOf(CountChanges changes, int lastYear)
    {
        // By how much a figure changes from a year on, and then what it is in each year: a sum for each step and year would be very many.
        var turns = new Dictionary<CountedState, int[]>();
        foreach (var (state, from, by) in changes.Steps.Where(step => step.From.Year < lastYear && FirstYear <= lastYear))
        {
            if (!turns.TryGetValue(state, out var years))
            {
                turns[state] = years = new int[lastYear - FirstYear + 1];
            }

            years[Math.Max(0, from.Year + 1 - FirstYear)] += by;
        }

        foreach (var (state, years) in turns)
        {
            var figure = 0;
            for (var i = 0; i < years.Length; i++)
            {
                figure += years[i];
                yield return (state, FirstYear + i, figure);
            }
        }
    }

    private static Task AddStatesAsync(WriteSession write, CountChanges changes) =>
        EachAsync(
            write,
            """
            insert into shown_states (state, uses)
            select j.value ->> 0, cast(j.value ->> 1 as integer) from json_each(@rows) as j where true
            on conflict (state) do update set uses = shown_states.uses + excluded.uses
            """,
            changes.Uses.Select(use => (object[])[use.State.Text, use.By])
        );

    private static async Task AddStepsAsync(WriteSession write, CountChanges changes, int lastYear)
    {
        await EachAsync(
            write,
            """
            insert into shown_state_steps (family, day, state_id, groups)
            select cast(j.value ->> 3 as integer), j.value ->> 1, s.id, cast(j.value ->> 2 as integer)
            from json_each(@rows) as j cross join shown_states as s where s.state = j.value ->> 0
            on conflict (family, day, state_id) do update set groups = shown_state_steps.groups + excluded.groups
            """,
            changes.Steps.Select(step => (object[])[step.State.Text, Text(step.From), step.By, (int)step.State.Family])
        );
        await EachAsync(
            write,
            """
            insert into shown_state_years (family, year, state_id, groups)
            select cast(j.value ->> 3 as integer), cast(j.value ->> 1 as integer), s.id, cast(j.value ->> 2 as integer)
            from json_each(@rows) as j cross join shown_states as s where s.state = j.value ->> 0
            on conflict (family, year, state_id) do update set groups = shown_state_years.groups + excluded.groups
            """,
            YearsOf(changes, lastYear).Where(of => of.By != 0).Select(of => (object[])[of.State.Text, of.Year, of.By, (int)of.State.Family])
        );
    }

    /// <summary>Executes a statement for rows, some thousands at once.</summary>
    public static async Task EachAsync(WriteSession write, string sql, IEnumerable<object[]> rows)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await write.ExecuteAsync(sql, new { rows = JsonSerializer.Serialize(some) });
        }
    }
}
