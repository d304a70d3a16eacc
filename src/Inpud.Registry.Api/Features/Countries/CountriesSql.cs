using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountriesSql
{
    /// <summary>The countries that the request names; null where a filter is left out.</summary>
    internal sealed record Filter(string Day, string Language)
    {
        public string? Region { get; init; }
        public string? Remit { get; init; }
        public string? DocumentedBy { get; init; }
        public string? Evidence { get; init; }
        public string? Standing { get; init; }
    }

    internal sealed record Row : ListRow
    {
        public string Alpha3 { get; init; } = "";
        public string? M49 { get; init; }
        public string Name { get; init; } = "";
        public string Region { get; init; } = "";
        public string Status { get; init; } = "";
        public string SourceId { get; init; } = "";
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice, string sort)
    {
        var parameters = new DynamicParameters(filter);
        parameters.Add("day", filter.Day);
        var inRegion = filter.Region is null
            ? ""
            : "and c.alpha2 in (select r.country from public_region_countries as r where r.region = @Region)";
        var rows = $"""
            select
                {(sort == "code" ? "alpha2" : "name_order")} as sort_key, alpha2 as row_id,
                case when remit_rank = 2 and evidence_rank = 2 then 'certain' else 'possible' end as certainty,
                alpha3, m49, name, region, status, source_id
            from (
                select c.*, o.name, o.name_order, {RemitRank(filter)} as remit_rank, {EvidenceRank(filter)} as evidence_rank
                from public_countries as c
                join public_country_names as o on o.country = c.alpha2 and o.language = @Language
                {RemitRanks(filter)}
                where true {inRegion}
            ) as ranked
            where remit_rank > 0 and evidence_rank > 0
            """;
        return read.ListAsync<Row>(rows, parameters, slice);
    }

    /// <summary>
    /// Ranks how certain it is that the country is in a remit of the request. The rank is that of the network, or of its standing where the request names one, as of the day.
    /// </summary>
    private static string RemitRank(Filter filter) =>
        filter.Remit switch
        {
            null => "2",
            "none" => "case when q.rank > 0 then 0 else 2 end",
            _ => "coalesce(q.rank, 0)",
        };

    /// <summary>Joins the ranks of all countries in the remits of the request. They are worked out once, and not for each country.</summary>
    private static string RemitRanks(Filter filter)
    {
        if (filter.Remit is null)
        {
            return "";
        }

        var existence = filter.Standing is null ? AsOf.Rank("n") : AsOf.Rank("s");
        var standing = filter.Standing is null
            ? ""
            : "join public_network_standings as s on s.network_id = n.id and s.standing = @Standing";
        var which = filter.Remit switch
        {
            "any" => "",
            "none" => "and n.kind = 'regional'",
            _ => "and n.id = @Remit",
        };
        return $"""
            left join (
                select country, max({RemitOn.Least("existence_rank", "remit_rank")}) as rank
                from (
                    select r.country, r.remit_rank, n.existence_rank
                    from ({RemitOn.Countries}) as r
                    join (
                        select n.id, {existence} as existence_rank from public_network_lives as n {standing} where true {which}
                    ) as n on n.id = r.network_id
                )
                group by country
            ) as q on q.country = c.alpha2
            """;
    }

    private static string EvidenceRank(Filter filter) =>
        filter.DocumentedBy is null
            ? "2"
            : EvidenceOn.Rank(
                "c.alpha2",
                filter.DocumentedBy == "any" ? null : "@DocumentedBy",
                filter.Evidence,
                filter.DocumentedBy == "any" && filter.Standing is not null ? "@Standing" : null
            );
}
