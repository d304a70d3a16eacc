using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

internal static class NetworkDetailsSql
{
    public static async Task<NetworkDetails?> FindOrNullAsync(ReadSession read, string id, string day)
    {
        var asked = new { id, day };
        var network = await read.FindOrNullAsync<NetworkRow>(
            $"select n.*, {AsOf.Certainty("n")} as certainty from public_networks as n where n.id = @id",
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
            "select * from public_claims where network_id = @id order by possible_from, id",
            asked
        );
        var remit = await read.SingleAsync<RemitRow>("select * from public_remits where network_id = @id", asked);
        var countries = await read.SingleAsync<int>("select count(*) from public_remit_countries where network_id = @id", asked);
        var externalIds = await read.QueryAsync<ExternalIdRow>(
            "select * from public_network_external_ids where network_id = @id order by scheme, value",
            asked
        );
        return new NetworkDetails(network)
        {
            AsOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            Id = network.Id,
            Certainty = network.Certainty,
            FormerIds = formerIds,
            OtherNames = [.. names.Select(NameOf)],
            Standings = [.. standings.Select(StandingOf)],
            Headquarters = [.. headquarters.Select(HeadquartersOf)],
            Claims = [.. claims.Select(ClaimOf)],
            ExternalIds = [.. externalIds.Select(ExternalId.Of)],
            Remit = new NetworkRemit
            {
                Basis = remit.Basis,
                Definition = remit.Definition,
                Countries = countries,
                Rows = PublicAddress.Link($"/v1/countries?remit={network.Id}"),
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
            Citation = row.Citation,
        };
}
