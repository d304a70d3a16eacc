using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class TimelineSql
{
    internal sealed record Row : SourcedRow
    {
        public string Date { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Title { get; init; } = "";
        public string Summary { get; init; } = "";

        /// <summary>When it was withdrawn; null in a public view, which does not have the column.</summary>
        public string? Withdrawn { get; init; }
    }

    private sealed record PlaceRow
    {
        public string MilestoneId { get; init; } = "";
        public string Place { get; init; } = "";
        public string? Country { get; init; }
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, Slice slice, string day, string? kind, string? country)
    {
        var parameters = new DynamicParameters(
            new
            {
                day,
                kind,
                country,
            }
        );
        var ofKind = kind is null ? "" : "and m.kind = @kind";
        var inCountry = country is null
            ? ""
            : "and exists (select 1 from public_milestone_places as p where p.milestone_id = m.id and p.country = @country)";
        var rows = $"""
            select m.possible_from || ' ' || m.date as sort_key, m.id as row_id, {AsOf.Certainty("m")} as certainty,
                m.date, m.kind, m.title, m.summary, m.source_id, m.locator, m.note
            from public_milestones as m
            where {AsOf.IsPossible("m")} {ofKind} {inCountry}
            """;
        return read.ListAsync<Row>(rows, parameters, slice);
    }

    public static async Task<ILookup<string, MilestonePlace>> PlacesAsync(ReadSession read)
    {
        var places = await read.QueryAsync<PlaceRow>(
            "select milestone_id, place, country from public_milestone_places order by milestone_id, position"
        );
        return places.ToLookup(row => row.MilestoneId, row => new MilestonePlace { Place = row.Place, Country = row.Country });
    }
}
