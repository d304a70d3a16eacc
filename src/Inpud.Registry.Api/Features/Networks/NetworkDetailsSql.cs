using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

internal static class NetworkDetailsSql
{
    private sealed record NetworkRow : FactRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Abbreviation { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Focus { get; init; }
        public string? Activities { get; init; }
        public string Admits { get; init; } = "[]";
    }

    private sealed record PartRow : FactRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Country { get; init; } = "";
        public string? Place { get; init; }
        public int Countries { get; init; }
        public string? Stated { get; init; }
        public string Definition { get; init; } = "";
    }

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
        var names = await read.QueryAsync<PartRow>("select * from public_network_names where network_id = @id order by name", asked);
        var standings = await read.QueryAsync<PartRow>(
            $"select s.*, s.standing as kind, {AsOf.Certainty("s")} as certainty from public_network_standings as s where s.network_id = @id order by s.possible_from, s.standing",
            asked
        );
        var headquarters = await read.QueryAsync<PartRow>(
            $"select h.*, {AsOf.Certainty("h")} as certainty from public_headquarters as h where h.network_id = @id order by h.possible_from, h.id",
            asked
        );
        var claims = await read.QueryAsync<PartRow>("select * from public_claims where network_id = @id order by possible_from, id", asked);
        var remit = await read.SingleAsync<PartRow>(
            """
            select r.definition, r.basis as kind, r.source_id, r.locator, r.note,
                (select count(*) from public_remit_countries as c where c.network_id = r.network_id) as countries
            from public_remits as r where r.network_id = @id
            """,
            asked
        );
        return new NetworkDetails
        {
            AsOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            Id = network.Id,
            Name = network.Name,
            Abbreviation = network.Abbreviation,
            Kind = Kebab.Parse<NetworkKind>(network.Kind),
            Focus = network.Focus,
            Activities = network.Activities,
            Admits = AdmitsOf(network.Admits),
            Period = network.Dates,
            Observed = network.Seen,
            Certainty = network.AsOf,
            FormerIds = formerIds,
            OtherNames = [.. names.Select(NameOf)],
            Standings = [.. standings.Select(StandingOf)],
            Headquarters = [.. headquarters.Select(HeadquartersOf)],
            Claims = [.. claims.Select(ClaimOf)],
            Remit = new NetworkRemit
            {
                Basis = Kebab.Parse<RemitBasis>(remit.Kind),
                Definition = remit.Definition,
                Countries = remit.Countries,
                Rows = $"/v1/countries?remit={network.Id}",
                Citation = remit.Citation,
            },
            Citation = network.Citation,
        };
    }

    public static IReadOnlyList<MemberKind> AdmitsOf(string json) =>
        [.. JsonSerializer.Deserialize<string[]>(json)!.Select(Kebab.Parse<MemberKind>)];

    private static NetworkName NameOf(PartRow row) =>
        new()
        {
            Name = row.Name,
            Kind = row.Kind,
            Period = row.Dates,
            Observed = row.Seen,
            Citation = row.Citation,
        };

    private static NetworkStandingTerm StandingOf(PartRow row) =>
        new()
        {
            Standing = Kebab.Parse<NetworkStanding>(row.Kind),
            Period = row.Dates,
            Observed = row.Seen,
            Certainty = row.AsOf,
            Citation = row.Citation,
        };

    private static NetworkHeadquarters HeadquartersOf(PartRow row) =>
        new()
        {
            Id = row.Id,
            Country = row.Country,
            Place = row.Place,
            Period = row.Dates,
            Observed = row.Seen,
            Certainty = row.AsOf,
            Citation = row.Citation,
        };

    private static NetworkClaim ClaimOf(PartRow row) =>
        new()
        {
            Id = row.Id,
            Countries = row.Countries,
            AsOf = row.Stated is null ? null : PartialDate.Parse(row.Stated),
            Period = row.Dates,
            Observed = row.Seen,
            Citation = row.Citation,
        };
}
