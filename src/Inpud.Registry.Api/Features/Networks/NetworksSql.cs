using Dapper;
using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Networks;

internal static class NetworksSql
{
    /// <summary>The networks that the request names; null where a filter is left out.</summary>
    internal sealed record Filter(
        string Day,
        string? Network,
        string Standing,
        string? Kind,
        string? Country,
        string? Documents,
        string? Evidence
    );

    private sealed record NameRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>The names that all networks have in an answer about a day, by id. Networks are few.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(ReadSession read, string day)
    {
        var networks = await read.QueryAsync<NameRow>("select id, name from public_networks");
        var former = await FormerNames.OfNetworks.OnAsync(read, networks.Select(row => row.Id), day);
        return networks.ToDictionary(row => row.Id, row => former.GetValueOrDefault(row.Id, row.Name));
    }

    public static async Task<Rows<NetworkRow>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var parameters = new DynamicParameters(
            new
            {
                day = filter.Day,
                network = filter.Network,
                standing = filter.Standing,
                kind = filter.Kind,
                country = filter.Country,
            }
        );
        var anyStanding = filter.Standing == "any";
        var standingRank = anyStanding
            ? AsOf.Rank("n")
            : $"(select max({AsOf.Rank("s")}) from public_network_standings as s where s.network_id = n.id and s.standing = @standing)";
        if (filter.Documents is { } country)
        {
            var ranks = await EvidenceRanks.ReadAsync(read, filter.Day, country);
            parameters.Add(
                "evidence",
                EvidenceRanks.Json(ranks.Where(rank => filter.Evidence is null || Kebab.Text(rank.Kind) == filter.Evidence))
            );
        }

        var evidenceRank = filter.Documents is null
            ? "2"
            : $"coalesce((select max(e.rank) from {EvidenceRanks.Table} as e where e.network_id = n.id), 0)";
        var ofId = filter.Network is null ? "" : "and row_id = @network";
        var ofKind = filter.Kind is null ? "" : "and kind = @kind";
        var remitRank = filter.Country is null
            ? "2"
            : $"coalesce((select r.remit_rank from ({RemitOn.Countries}) as r where r.network_id = n.id and r.country = @country), 0)";
        var rows = $"""
            select
                ranked.*,
                case when standing_rank = 2 and evidence_rank = 2 and remit_rank = 2 then 'certain' else 'possible' end as certainty
            from (
                select
                    n.name_order as sort_key, n.id as row_id, n.*,
                    {standingRank} as standing_rank, {evidenceRank} as evidence_rank, {remitRank} as remit_rank,
                    (
                        select s.standing from public_network_standings as s
                        where s.network_id = n.id and {AsOf.IsPossible("s")}
                        order by {AsOf.Rank("s")} desc, s.standing desc
                        limit 1
                    ) as standing
                from public_network_lives as n
            ) as ranked
            where standing_rank > 0 and evidence_rank > 0 and remit_rank > 0 {ofId} {ofKind}
            """;
        var list = await read.ListAsync<NetworkRow>(rows, parameters, slice);
        return list with { Items = await NetworkValuesSql.AsOfAsync(read, list.Items, filter.Day) };
    }
}
