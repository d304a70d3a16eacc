using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Reads the counts that writes keep, as of any day: the figure of the last settled day, and the steps from it to the day.</summary>
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

    /// <summary>The counts of a facet, of all places or of one.</summary>
    public static async Task<IReadOnlyList<KeptCount>> ReadAsync(IQuerySession read, string day, string facet, string? place = null)
    {
        var rows = await read.QueryAsync<Row>(
            $"""
            select place, members, source, certainty, groups
            from (
                select
                    c.place, c.members, c.source, c.certainty,
                    c.groups + case
                        when @day = d.day then 0
                        when @day > d.day
                            then coalesce((select sum(s.groups) from shown_count_steps as s where s.count_id = c.id and s.day > d.day and s.day <= @day), 0)
                        else -coalesce((select sum(s.groups) from shown_count_steps as s where s.count_id = c.id and s.day > @day and s.day <= d.day), 0)
                    end as groups
                from shown_counted as d cross join shown_counts as c
                where c.facet = @facet {(place is null ? "" : "and c.place = @place")}
            )
            where groups <> 0
            """,
            new
            {
                day,
                facet,
                place,
            }
        );
        var counts = rows.Select(row => new KeptCount(
            new CountKey(facet, row.Place, row.Members, row.Source, (Certainty)row.Certainty),
            row.Groups
        ));
        return await NotToCount.OrNullAsync(read) is { } hidden
            ? hidden.TakenFrom(counts, DateOnly.Parse(day, CultureInfo.InvariantCulture))
            : [.. counts];
    }
}
