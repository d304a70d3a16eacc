using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

internal static class NetworkCountriesSql
{
    internal sealed record Row : ListRow
    {
        public string Name { get; init; } = "";
        public bool InRemit { get; init; }
        public string Documented { get; init; } = "";
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, string network, string day, string language, Slice slice)
    {
        var rows = $"""
            select
                name_order as sort_key, alpha2 as row_id,
                case when remit_rank = 2 or evidence_rank = 2 then 'certain' else 'possible' end as certainty,
                name, remit_rank > 0 as in_remit, {AsOf.Word("evidence_rank")} as documented
            from (
                select c.alpha2, o.name, o.name_order,
                    coalesce((
                        select {RemitOn.Least("existence_rank", "remit_rank")}
                        from (
                            select r.country, r.remit_rank, {AsOf.Rank("n")} as existence_rank
                            from ({RemitOn.Countries}) as r join public_network_lives as n on n.id = r.network_id
                            where n.id = @network
                        ) as own
                        where own.country = c.alpha2
                    ), 0) as remit_rank,
                    coalesce((
                        select max({AsOf.Rank("e")}) from public_evidence as e where e.country = c.alpha2 and e.network_id = @network
                    ), 0) as evidence_rank
                from public_countries as c
                join public_country_names as o on o.country = c.alpha2 and o.language = @language
            ) as ranked
            where remit_rank > 0 or evidence_rank > 0
            """;
        return read.ListAsync<Row>(
            rows,
            new DynamicParameters(
                new
                {
                    network,
                    day,
                    language,
                }
            ),
            slice
        );
    }
}
