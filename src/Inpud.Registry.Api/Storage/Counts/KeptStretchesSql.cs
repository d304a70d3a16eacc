using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Reads the counts of a place as of any day: what years and months before have changed, and the steps of the day's own month.</summary>
internal static class KeptStretchesSql
{
    private sealed record Row
    {
        public required string Members { get; init; }
        public required int Certainty { get; init; }
        public required int Groups { get; init; }
    }

    /// <summary>The counts of a facet and a place at the beginning of the month.</summary>
    public static async Task<IEnumerable<(CountKey Key, int By)>> AtBeginningOfMonthAsync(
        IQuerySession read,
        DateOnly day,
        CountedFamily family,
        string facet,
        string place
    )
    {
        var rows = await read.QueryAsync<Row>(
            $"""
            select members, certainty, sum(groups) as groups
            from (
                select members, certainty, groups from shown_count_stretches
                where facet = @facet and place = @place and unit = '{CountStretchesSql.Year}' and stretch < @year
                union all
                select members, certainty, groups from shown_count_stretches
                where facet = @facet and place = @place and unit = '{CountStretchesSql.Month}' and stretch >= @january and stretch < @month
            ) as changes
            where {KeptCountsSql.IsOf(family)}
            group by members, certainty
            """,
            new
            {
                facet,
                place,
                year = CountStretchesSql.Text(day.Year),
                january = CountStretchesSql.Text(day.Year, 1),
                month = CountStretchesSql.Text(day.Year, day.Month),
            }
        );
        return rows.Select(row => (new CountKey(facet, place, row.Members, "", (Certainty)row.Certainty), row.Groups));
    }

    /// <summary>By how much the number of groups in each state has changed from the beginning of the month until the day. Where a country is asked for, states without it can be left out.</summary>
    public static async Task<IEnumerable<(CountedState State, int By)>> StepsOfMonthAsync(
        IQuerySession read,
        DateOnly day,
        CountedFamily family,
        string? country
    )
    {
        var rows = await read.QueryAsync<string>(
            $"""
            select {JoinedRows.Of("s.state", "t.groups")}
            from (
                select state_id, sum(groups) as groups from shown_state_steps where family = @family and day >= @first and day <= @day
                group by state_id
            ) as t cross join shown_states as s
            where s.id = t.state_id and t.groups <> 0 {(country is null ? "" : "and s.state like @with_country")}
            """,
            new
            {
                family = (int)family,
                first = CountsSql.Text(new DateOnly(day.Year, day.Month, 1)),
                day = CountsSql.Text(day),
                with_country = $"%{country}%",
            }
        );
        return JoinedRows.SplitLast(rows[0]).Select(row => (CountedState.Parse(row.Text), row.Number));
    }
}
