using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Reads the counts that writes keep. Those of the last settled day are there; those of another day are worked out: of one place, from what changed in each stretch; of each place, and of evidence, from the states of its year.</summary>
internal static class KeptCountsSql
{
    private sealed record DayRow
    {
        public required string Day { get; init; }
        public required bool HasHidden { get; init; }
    }

    /// <summary>The counts of a family and a facet, of all places or of one.</summary>
    /// <param name="read">The session.</param>
    /// <param name="day">The day.</param>
    /// <param name="family">What is counted.</param>
    /// <param name="facet">Which of it.</param>
    /// <param name="place">The place; null for all.</param>
    /// <param name="withRegions">Whether all places are the regions, too. A state stands in the counts of four of them, which take as long to add up as all others.</param>
    public static async Task<IReadOnlyList<KeptCount>> ReadAsync(
        IQuerySession read,
        string day,
        CountedFamily family,
        string facet = CountKey.AnyKind,
        string? place = null,
        bool withRegions = true
    )
    {
        // One look says both.
        var settled = (await read.QueryAsync<DayRow>($"select day, {HiddenGroups.AreSome} as has_hidden from shown_counted"))[0];
        var isKept = settled.Day == day;
        var hidden = settled.HasHidden ? await HiddenGroups.ReadAsync(read) : null;
        if (isKept && hidden is null)
        {
            return await KeptAsync(read, family, facet, place, withRegions);
        }

        var (asked, counted) = (DayOf(day), DayOf(settled.Day));
        var country = place is not null && CountKey.IsCountry(place) ? place : null;
        // Only a count of a region, or of every place, needs to know which countries lie where.
        var regions =
            country is not null || place == CountKey.Anywhere || !withRegions ? InNoRegion : await RegionsSql.OfCountriesAsync(read);
        var counts =
            isKept ? (await KeptAsync(read, family, facet, place, withRegions)).Select(count => (count.Key, By: count.Groups))
            : place is null || family == CountedFamily.Evidence ? Of(await StatesAsync(read, asked, counted.Year, family, country))
            : (await KeptStretchesSql.AtBeginningOfMonthAsync(read, asked, family, facet, place)).Concat(
                Of(await KeptStretchesSql.StepsOfMonthAsync(read, asked, family, country))
            );
        return KeptCount.Of(
            counts
                .Concat(Of(hidden?.AsOf(asked) ?? []))
                .AggregateBy(count => count.Key, 0, (sum, count) => sum + count.By)
                .Where(of => of.Value != 0)
                .Select(of => (of.Key, of.Value))
        );

        IEnumerable<(CountKey Key, int By)> Of(IEnumerable<(CountedState State, int By)> states) =>
            states
                .Where(state =>
                    state.State.Family == family && (country is null || state.State.Countries.Contains(country, StringComparison.Ordinal))
                )
                // Very many states differ in what a count does not ask for.
                .AggregateBy(state => state.State.AsCountedBy(facet), 0, (sum, state) => sum + state.By)
                .SelectMany(of => of.Key.Counts(regions, facet).Select(key => (Key: key, By: of.Value)))
                .Where(count => place is null || count.Key.Place == place);
    }

    private static int NumberOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyCollection<string> InNoRegion(string country) => [];

    private static async Task<IReadOnlyList<KeptCount>> KeptAsync(
        IQuerySession read,
        CountedFamily family,
        string facet,
        string? place,
        bool withRegions
    )
    {
        var ofPlaces =
            place is not null ? "and place = @place"
            : withRegions ? ""
            // Countries are letters, and regions are numbers.
            : "and (place = '' or place >= 'A')";
        var rows = await read.QueryAsync<string>(
            $"""
            select {JoinedRows.Of("place", "members", "source", "certainty", "groups")} from shown_counts
            where facet = @facet {ofPlaces} and {IsOf(family)}
            """,
            new { facet, place }
        );
        return KeptCount.Of(
            JoinedRows
                .Split(rows[0])
                .Select(row => (new CountKey(facet, row[0], row[1], row[2], (Certainty)NumberOf(row[3])), NumberOf(row[4])))
        );
    }

    /// <summary>The condition that a count is one of the family. Evidence has a facet of its own.</summary>
    public static string IsOf(CountedFamily family) =>
        family switch
        {
            CountedFamily.Groups => "members = ''",
            CountedFamily.Members => "members <> ''",
            _ => "true",
        };

    /// <summary>
    /// The number of groups in each state on a day: that of the beginning of the year, and the steps since; or that of the beginning of the next year, without the steps until then, where these are
    /// fewer. Where a country is asked for, states without it can be left out.
    /// </summary>
    private static async Task<IEnumerable<(CountedState State, int By)>> StatesAsync(
        IQuerySession read,
        DateOnly day,
        int lastYear,
        CountedFamily family,
        string? country
    )
    {
        var year = Math.Min(day.Year, lastYear);
        var isOfNextYear = day.Month > 6 && year >= CountsSql.FirstYear && year < lastYear;
        var rows = await read.QueryAsync<string>(
            country is null ? OfStates("")
                // Of the time before the years have figures, there are fewer steps than states of a country.
                : year < CountsSql.FirstYear ? OfStates("and s.state like @with_country")
                : OfCountry,
            new
            {
                family = (int)family,
                year = isOfNextYear ? year + 1 : year,
                from = isOfNextYear ? CountsSql.Text(day.AddDays(1))
                : year < CountsSql.FirstYear ? ""
                : CountsSql.Text(new DateOnly(year, 1, 1)),
                until = CountsSql.Text(isOfNextYear ? new DateOnly(year, 12, 31) : day),
                sign = isOfNextYear ? -1 : 1,
                country,
                with_country = $"%{country}%",
            }
        );
        return JoinedRows.SplitLast(rows[0]).Select(row => (CountedState.Parse(row.Text), row.Number));
    }

    private static string OfStates(string with) =>
        $"""
            select {JoinedRows.Of("s.state", "f.groups")}
            from (
                select state_id, sum(groups) as groups
                from (
                    select state_id, groups from shown_state_years where family = @family and year = @year
                    union all
                    select state_id, @sign * groups from shown_state_steps where family = @family and day >= @from and day <= @until
                ) as figures
                group by state_id
            ) as f cross join shown_states as s
            where s.id = f.state_id and f.groups <> 0 {with}
            """;

    /// <summary>The country of a state that has one alone, as an index has it; null for a state of a group that may be in several.</summary>
    private const string CountryOfState = "case when substr(state, 5, 1) = '|' then substr(state, 3, 2) end";

    /// <summary>The states of a country are few, and so are those of groups that may be in several.</summary>
    private static readonly string OfCountry = $"""
        with here as materialized (
            select id, state from shown_states where {CountryOfState} = @country
            union all
            select id, state from shown_states where {CountryOfState} is null and state like @with_country
        )
        select {JoinedRows.Of("c.state", "c.groups")}
        from (
            select f.state, sum(f.groups) as groups
            from (
                select h.state, y.groups
                from here as h cross join shown_state_years as y where y.family = @family and y.year = @year and y.state_id = h.id
                union all
                select h.state, @sign * t.groups
                from here as h cross join shown_state_steps as t
                where t.state_id = h.id and t.family = @family and t.day >= @from and t.day <= @until
            ) as f
            group by f.state having sum(f.groups) <> 0
        ) as c
        """;
}
