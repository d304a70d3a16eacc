using System.Text.Json;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Storage;

/// <summary>Reads all that the membership rules speak of, private records included, for a check of the whole registry.</summary>
internal static class RegistryStateSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Admits { get; init; } = "[]";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
        public string? Country { get; init; }
        public bool? Led { get; init; }
        public string Visibility { get; init; } = "";
        public string? VisibilityBasis { get; init; }
        public string NetworkId { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string OfficeId { get; init; } = "";
        public string? PersonId { get; init; }

        public Period Dates => Domain.Dates.Period.Parse(Period, Observed);
    }

    public static async Task<RegistryState> LoadAsync(WriteSession write)
    {
        var remits = await write.QueryAsync<Row>("select network_id, country from remit_countries");
        var bases = await write.QueryAsync<Row>("select network_id, basis as kind from remits");
        var standings = await write.QueryAsync<Row>("select network_id, standing as kind, period, observed from network_standings");
        var networks = await write.QueryAsync<Row>("select id, name, kind, admits, period, observed from networks");
        var groups = await write.QueryAsync<Row>(
            "select id, name, country, led_by_people_who_use_drugs as led, visibility, visibility_basis, period, observed from groups where withdrawn is null"
        );
        var consents = await ConsentsSql.AllAsync(write);
        var names = await write.QueryAsync<Row>(
            "select id, name_key as name from groups where withdrawn is null union all select group_id, name_key from group_names"
        );
        var memberships = await write.QueryAsync<Row>(
            "select id, network_id, group_id, period, observed from memberships where withdrawn is null"
        );
        var seats = await write.QueryAsync<Row>("select id, network_id, person_id, country, period, observed from seat_terms");
        var offices = await write.QueryAsync<Row>("select id, office_id, person_id, period, observed from office_terms");
        return new RegistryState(
            [
                .. networks.Select(n => new Network(
                    n.Id,
                    n.Name,
                    Kebab.Parse<NetworkKind>(n.Kind),
                    [
                        .. standings
                            .Where(s => s.NetworkId == n.Id)
                            .Select(s => new StandingTerm(Kebab.Parse<NetworkStanding>(s.Kind), s.Dates)),
                    ],
                    n.Dates,
                    new Remit(
                        Kebab.Parse<RemitBasis>(bases.Single(b => b.NetworkId == n.Id).Kind),
                        remits.Where(r => r.NetworkId == n.Id).Select(r => r.Country!).ToHashSet()
                    ),
                    JsonSerializer.Deserialize<string[]>(n.Admits)!.Select(Kebab.Parse<MemberKind>).ToHashSet()
                )),
            ],
            [
                .. groups.Select(g => new Group(
                    g.Id,
                    g.Name,
                    g.Country!,
                    g.Led,
                    g.Dates,
                    Kebab.Parse<GroupVisibility>(g.Visibility),
                    g.VisibilityBasis is not null,
                    [.. consents[g.Id].Where(consent => consent.Ended is null).Select(consent => consent.Consent)]
                )),
            ],
            [.. names.Select(name => new GroupName(name.Id, name.Name))],
            [.. memberships.Select(m => new Membership(m.Id, m.NetworkId, m.GroupId, m.Dates))],
            [.. seats.Select(s => new SeatTerm(s.Id, s.NetworkId, s.PersonId, s.Country, s.Dates))],
            [.. offices.Select(o => new OfficeTerm(o.Id, o.OfficeId, o.PersonId, o.Dates))],
            await write.QueryAsync<string>("select id from network_former_ids"),
            DateOnly.FromDateTime(write.Now.UtcDateTime)
        );
    }
}
