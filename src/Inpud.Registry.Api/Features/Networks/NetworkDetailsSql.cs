using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Networks;

internal static class NetworkDetailsSql
{
    /// <param name="read">The session.</param>
    /// <param name="id">The network's id.</param>
    /// <param name="day">The day as of which the answer tells.</param>
    /// <param name="isGiven">Whether the request names the day, so that the addresses of lists name it too.</param>
    public static async Task<NetworkDetails?> FindOrNullAsync(ReadSession read, string id, string day, bool isGiven = false)
    {
        var asked = new { id, day };
        var network = await read.FindOrNullAsync<NetworkRow>(
            $"select n.*, {AsOf.Certainty("n")} as certainty from public_network_lives as n where n.id = @id",
            asked
        );
        if (network is null)
        {
            return null;
        }

        var formerIds = await read.QueryAsync<string>("select id from public_network_former_ids where network_id = @id order by id", asked);
        var names = await read.QueryAsync<NetworkNameRow>("select * from public_network_names where network_id = @id order by name", asked);
        var standings = await read.QueryAsync<NetworkStandingRow>(
            $"select s.*, {AsOf.Certainty("s")} as certainty from public_network_standings as s where s.network_id = @id order by s.possible_from, s.standing",
            asked
        );
        var headquarters = await read.QueryAsync<HeadquartersRow>(
            $"select h.*, {AsOf.Certainty("h")} as certainty from public_headquarters as h where h.network_id = @id order by h.possible_from, h.id",
            asked
        );
        var claims = await read.QueryAsync<ClaimRow>(
            $"select c.*, {AsOf.Certainty("c")} as certainty from public_claims as c where c.network_id = @id order by c.possible_from, c.id",
            asked
        );
        var remit = await read.SingleAsync<RemitRow>(
            """
            select * from public_remits_over_time as o where o.network_id = @id
            order by o.certain_from <= @day and o.certain_from <= o.possible_to desc, case when o.certain_from <= @day then o.possible_to end desc, o.possible_to
            limit 1
            """,
            asked
        );
        // A network that cannot exist on the day admits from no country then, and the list of the countries is empty.
        var countries =
            network.Certainty == Certainty.None
                ? 0
                : await read.SingleAsync<int>($"select count(*) from ({RemitOn.Countries}) as r where r.network_id = @id", asked);
        var formerValues = await read.QueryAsync<NetworkFormerValueRow>(
            "select * from public_network_former_values where network_id = @id order by attribute, replaced_by",
            asked
        );
        var shown = await NetworkValuesSql.AsOfAsync(read, [network], day);
        var externalIds = await read.QueryAsync<ExternalIdRow>(
            "select * from public_network_external_ids where network_id = @id order by scheme, value",
            asked
        );
        return new NetworkDetails(shown[0])
        {
            AsOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            Id = network.Id,
            Certainty = network.Certainty,
            FormerIds = formerIds,
            OtherNames = [.. names.Select(NameOf)],
            Successors = await SuccessionsSql.OfNetworks.SuccessorsAsync(read, network.Id, day),
            Predecessors = await SuccessionsSql.OfNetworks.PredecessorsAsync(read, network.Id, day),
            FormerValues = [.. formerValues.Select(NetworkFormerValue.Of)],
            Standings = [.. standings.Select(StandingOf)],
            Headquarters = [.. headquarters.Select(HeadquartersOf)],
            Claims = [.. claims.Select(ClaimOf)],
            ExternalIds = [.. externalIds.Select(ExternalId.Of)],
            Remit = new NetworkRemit
            {
                Basis = remit.Basis,
                Definition = remit.Definition,
                Countries = countries,
                Rows = PublicAddress.Link($"/v1/countries?remit={network.Id}{(isGiven ? $"&asOf={day}" : "")}"),
                Citation = remit.Citation,
            },
        };
    }

    private static NetworkName NameOf(NetworkNameRow row) =>
        new()
        {
            Name = row.Name,
            Kind = row.KindText,
            Period = row.Period,
            Observed = row.Observed,
            Citation = row.Citation,
        };

    private static NetworkStandingTerm StandingOf(NetworkStandingRow row) =>
        new()
        {
            Standing = row.Standing,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };

    private static NetworkHeadquarters HeadquartersOf(HeadquartersRow row) =>
        new()
        {
            Id = row.Id,
            Country = row.Country,
            Place = row.Place,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };

    private static NetworkClaim ClaimOf(ClaimRow row) =>
        new()
        {
            Id = row.Id,
            Countries = row.Countries,
            AsOf = row.Stated,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };
}
