using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Reads the counts that writes keep. Those of the last settled day are there; those of another day are worked out: of a country, or of each, from the states of its year; of everything or of a region, from what changed in each stretch.</summary>
internal static class KeptCountsSql
{
    private sealed record Row
    {
        public required string Place { get; init; }
        public required string Members { get; init; }
        public required string Source { get; init; }
        public required int Certainty { get; init; }
        public required int Groups { get; init; }
    }

    private sealed record DayRow
    {
        public required string Day { get; init; }
        public required bool HasHidden { get; init; }
    }

    /// <summary>A state as its text, and a number of groups in it.</summary>
    internal sealed record StateRow
    {
        public required string State { get; init; }
        public required int Groups { get; init; }
    }

    /// <summary>The counts of a family and a facet, of all places or of one.</summary>
    public static async Task<IReadOnlyList<KeptCount>> ReadAsync(
        IQuerySession read,
        string day,
        CountedFamily family,
        string facet = CountKey.AnyKind,
        string? place = null
    )
    {
        // One look says both.
        var settled = (await read.QueryAsync<DayRow>($"select day, {HiddenGroups.AreSome} as has_hidden from shown_counted"))[0];
        var isKept = settled.Day == day;
        var hidden = settled.HasHidden ? await HiddenGroups.ReadAsync(read) : null;
        if (isKept && hidden is null)
        {
            return await KeptAsync(read, family, facet, place);
        }

        var (asked, counted) = (DayOf(day), DayOf(settled.Day));
        var country = place is not null && CountKey.IsCountry(place) ? place : null;
        // Only a count of a region, or of every place, needs to know which countries lie where.
        var regions = country is not null || place == CountKey.Anywhere ? InNoRegion : await RegionsSql.OfCountriesAsync(read);
        var counts =
            isKept ? (await KeptAsync(read, family, facet, place)).Select(count => (count.Key, By: count.Groups))
            : place is null || country is not null ? Of(await StatesAsync(read, asked, counted.Year, family, country))
            : (await KeptStretchesSql.AtBeginningOfMonthAsync(read, asked, family, facet, place)).Concat(
                Of(await KeptStretchesSql.StepsOfMonthAsync(read, asked, family))
            );
        return
        [
            .. counts
                .Concat(Of(hidden?.AsOf(asked) ?? []))
                .GroupBy(count => count.Key, count => count.By)
                .Select(of => new KeptCount(of.Key, of.Sum()))
                .Where(count => count.Groups != 0),
        ];

        IEnumerable<(CountKey Key, int By)> Of(IEnumerable<(CountedState State, int By)> states) =>
            states
                .Where(state =>
                    state.State.Family == family && (country is null || state.State.Countries.Contains(country, StringComparison.Ordinal))
                )
                .SelectMany(state => state.State.Counts(regions, facet).Select(key => (Key: key, state.By)))
                .Where(count => place is null || count.Key.Place == place);
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyCollection<string> InNoRegion(string country) => [];

    private static async Task<IReadOnlyList<KeptCount>> KeptAsync(IQuerySession read, CountedFamily family, string facet, string? place)
    {
        var rows = await read.QueryAsync<Row>(
            $"select place, members, source, certainty, groups from shown_counts where facet = @facet {(place is null ? "" : "and place = @place")} and {IsOf(family)}",
            new { facet, place }
        );
        return
        [
            .. rows.Select(row => new KeptCount(
                new CountKey(facet, row.Place, row.Members, row.Source, (Certainty)row.Certainty),
                row.Groups
            )),
        ];
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
        var rows = await read.QueryAsync<StateRow>(
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
        return rows.Select(row => (CountedState.Parse(row.State), row.Groups));
    }

    private static string OfStates(string with) =>
        $"""
            select s.state, f.groups
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
    private const string OfCountry = $"""
        with here as materialized (
            select id, state from shown_states where {CountryOfState} = @country
            union all
            select id, state from shown_states where {CountryOfState} is null and state like @with_country
        )
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
        """;
}
