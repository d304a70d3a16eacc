using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

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

    public static Task<Rows<NetworkRow>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var parameters = new DynamicParameters(
            new
            {
                day = filter.Day,
                network = filter.Network,
                standing = filter.Standing,
                kind = filter.Kind,
                country = filter.Country,
                documents = filter.Documents,
                evidence = filter.Evidence,
            }
        );
        var anyStanding = filter.Standing == "any";
        var standingRank = (anyStanding, filter.Documents) switch
        {
            (false, _) =>
                $"(select max({AsOf.Rank("s")}) from public_network_standings as s where s.network_id = n.id and s.standing = @standing)",
            (true, null) => AsOf.Rank("n"),
            // Evidence that a network reached a country shows that the network existed.
            _ => "2",
        };
        var ofEvidence = filter.Evidence is null ? "" : "and e.kind = @evidence";
        var evidenceRank = filter.Documents is null
            ? "2"
            : $"(select max({AsOf.Rank("e")}) from public_evidence as e where e.network_id = n.id and e.country = @documents {ofEvidence})";
        var ofId = filter.Network is null ? "" : "and row_id = @network";
        var ofKind = filter.Kind is null ? "" : "and kind = @kind";
        var inRemit = filter.Country is null
            ? ""
            : "and exists (select 1 from public_remit_countries as r where r.network_id = row_id and r.country = @country)";
        var rows = $"""
            select
                ranked.*,
                case when standing_rank = 2 and evidence_rank = 2 then 'certain' else 'possible' end as certainty
            from (
                select
                    n.name_order as sort_key, n.id as row_id, n.*,
                    {standingRank} as standing_rank, {evidenceRank} as evidence_rank,
                    (
                        select s.standing from public_network_standings as s
                        where s.network_id = n.id and {AsOf.IsPossible("s")}
                        order by {AsOf.Rank("s")} desc, s.standing desc
                        limit 1
                    ) as standing
                from public_networks as n
            ) as ranked
            where standing_rank > 0 and evidence_rank > 0 {ofId} {ofKind} {inRemit}
            """;
        return read.ListAsync<NetworkRow>(rows, parameters, slice);
    }
}
