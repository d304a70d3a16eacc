using Dapper;
using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountriesSql
{
    private sealed record NameRow
    {
        public required string Country { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>The names of all countries in a language, by alpha-2 code.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(ReadSession read, string language) =>
        (
            await read.QueryAsync<NameRow>("select country, name from public_country_names where language = @language", new { language })
        ).ToDictionary(row => row.Country, row => row.Name);

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

    public static async Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice, string sort)
    {
        var parameters = new DynamicParameters(filter);
        parameters.Add("day", filter.Day);
        if (filter.DocumentedBy is not null)
        {
            parameters.Add("evidence", EvidenceRanks.Json(await EvidenceAsync(read, filter)));
        }

        var inRegion = filter.Region is null
            ? ""
            : "and c.alpha2 in (select r.country from public_region_countries as r where r.region = @Region)";
        var rows = $"""
            select
                {(sort == "code" ? "alpha2" : "name_order")} as sort_key, alpha2 as row_id,
                case when remit_rank = 2 and evidence_rank = 2 then 'certain' else 'possible' end as certainty,
                alpha3, m49, name, region, status, source_id
            from (
                select c.*, o.name, o.name_order, {RemitRank(filter)} as remit_rank, {(
                filter.DocumentedBy is null ? "2" : "coalesce(d.rank, 0)"
            )} as evidence_rank
                from public_countries as c
                join public_country_names as o on o.country = c.alpha2 and o.language = @Language
                {RemitRanks(filter)}
                {EvidenceOfCountries(filter)}
                where true {inRegion}
            ) as ranked
            where remit_rank > 0 and evidence_rank > 0
            """;
        return await read.ListAsync<Row>(rows, parameters, slice);
    }

    /// <summary>
    /// Ranks how certain it is that the country is in a remit of the request. The rank is that of the network, or of its standing where the request names one, as of the day.
    /// </summary>
    private static string RemitRank(Filter filter) =>
        filter.Remit switch
        {
            null => "2",
            // A country that is only possibly in a remit is possibly in none.
            "none" => "2 - coalesce(q.rank, 0)",
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
                ) as remits
                group by country
            ) as q on q.country = c.alpha2
            """;
    }

    /// <summary>Joins the surest evidence of each country.</summary>
    private static string EvidenceOfCountries(Filter filter) =>
        filter.DocumentedBy is null
            ? ""
            : $"left join (select country, max(rank) as rank from {EvidenceRanks.Table} as e group by country) as d on d.country = c.alpha2";

    /// <summary>The evidence that counts, each piece as certain as the standing of its network where the request names one.</summary>
    private static async Task<IEnumerable<EvidenceRank>> EvidenceAsync(ReadSession read, Filter filter)
    {
        var ranks = await EvidenceRanks.ReadAsync(read, filter.Day);
        var networks = await GroupCounts.NetworksAsync(
            read,
            filter.Day,
            filter.DocumentedBy == "any" ? null : filter.DocumentedBy,
            filter.Standing
        );
        return ranks
            .Where(rank => (filter.Evidence is null || Kebab.Text(rank.Kind) == filter.Evidence) && networks.ContainsKey(rank.Network))
            .Select(rank => rank.Certainty < networks[rank.Network] ? rank : rank with { Certainty = networks[rank.Network] });
    }
}
