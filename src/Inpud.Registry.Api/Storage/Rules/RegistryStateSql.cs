using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>Reads all that the membership rules speak of, private records included, for a check of the whole registry.</summary>
internal static class RegistryStateSql
{
    private const int GroupsAtOnce = 2000;

    private const string Groups =
        "select id, name, country, led_by_people_who_use_drugs as led, visibility, visibility_basis, period, observed from groups";

    private const string Memberships = "select id, network_id, group_id, period, observed from memberships";

    private const string Individuals = "select id, network_id, country, period, observed from individual_counts";

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Basis { get; init; } = "";
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

    /// <summary>
    /// Everything, in pieces that the rules can be held against one by one: first the networks and the board, then groups, so many at a time, with their memberships. Every piece has the
    /// networks, and of the names those that more than one group of a country bears.
    /// </summary>
    public static async IAsyncEnumerable<RegistryState> PiecesAsync(WriteSession write)
    {
        var board = await LoadBoardAsync(write) with
        {
            Individuals = [.. (await write.QueryAsync<Row>($"{Individuals} where withdrawn is null")).Select(IndividualsOf)],
            FormerIds = await write.QueryAsync<string>("select id from network_former_ids"),
        };
        yield return board;
        var names = await SharedNamesAsync(write);
        var after = "";
        while (true)
        {
            var groups = await write.QueryAsync<Row>(
                $"{Groups} where withdrawn is null and id > @after order by id limit @most",
                new { after, most = GroupsAtOnce }
            );
            if (groups.Count == 0)
            {
                break;
            }

            var range = new { after, last = groups[^1].Id };
            var consents = await ConsentsSql.OfGroupsAsync(write, range.after, range.last);
            var memberships = await write.QueryAsync<Row>(
                $"{Memberships} where withdrawn is null and group_id > @after and group_id <= @last",
                range
            );
            yield return board with
            {
                Groups =
                [
                    .. groups.Select(g =>
                        GroupOf(
                            g,
                            Kebab.Parse<GroupVisibility>(g.Visibility),
                            [.. consents[g.Id].Where(consent => consent.Ended is null).Select(consent => consent.Consent)]
                        )
                    ),
                ],
                GroupNames = names,
                Memberships = [.. memberships.Select(MembershipOf)],
                Individuals = [],
                SeatTerms = [],
                OfficeTerms = [],
            };
            after = range.last;
        }
    }

    /// <summary>The names that more than one public group of a country bears. Two hidden groups may share a name: to refuse it to the second would tell its stewards of the first.</summary>
    private static async Task<IReadOnlyList<GroupName>> SharedNamesAsync(WriteSession write)
    {
        var names = await write.QueryAsync<Row>(
            """
            with names as (
                select id, country, name_key as name from public_groups where not is_anonymous
                union
                select n.group_id, g.country, n.name_key
                from public_group_names as n join public_groups as g on g.id = n.group_id
            )
            select id, country, name from names
            where (country, name) in (select country, name from names group by country, name having count(*) > 1)
            """
        );
        return [.. names.Select(name => new GroupName(name.Id, name.Country!, name.Name))];
    }

    /// <summary>One network with its members, and the board: what a change of the network can break. Of the groups, their names and consents are left out.</summary>
    public static async Task<RegistryState> LoadNetworkAsync(WriteSession write, string id)
    {
        var groups = await write.QueryAsync<Row>(
            $"{Groups} where id in (select group_id from memberships where network_id = @id and withdrawn is null)",
            new { id }
        );
        var board = await LoadBoardAsync(write);
        return board with
        {
            Groups = [.. groups.Select(g => GroupOf(g, GroupVisibility.Private, []))],
            Memberships =
            [
                .. (await write.QueryAsync<Row>($"{Memberships} where network_id = @id and withdrawn is null", new { id })).Select(
                    MembershipOf
                ),
            ],
            Individuals =
            [
                .. (await write.QueryAsync<Row>($"{Individuals} where network_id = @id and withdrawn is null", new { id })).Select(
                    IndividualsOf
                ),
            ],
        };
    }

    /// <summary>The networks and the board.</summary>
    public static async Task<RegistryState> LoadBoardAsync(WriteSession write)
    {
        var remits = (await write.QueryAsync<Row>("select network_id, country from remit_countries")).ToLookup(row => row.NetworkId);
        var standings = (
            await write.QueryAsync<Row>("select network_id, standing as kind, period, observed from network_standings")
        ).ToLookup(row => row.NetworkId);
        var networks = await write.QueryAsync<Row>(
            """
            select n.id, n.name, n.kind, n.admits, n.period, n.observed, r.basis
            from networks as n join remits as r on r.network_id = n.id
            where n.withdrawn is null
            """
        );
        var seats = await write.QueryAsync<Row>(
            "select id, network_id, person_id, country, period, observed from seat_terms where withdrawn is null"
        );
        var offices = await write.QueryAsync<Row>(
            "select id, office_id, person_id, period, observed from office_terms where withdrawn is null"
        );
        return new RegistryState(
            [
                .. networks.Select(n => new Network(
                    n.Id,
                    n.Name,
                    Kebab.Parse<NetworkKind>(n.Kind),
                    [.. standings[n.Id].Select(s => new StandingTerm(Kebab.Parse<NetworkStanding>(s.Kind), s.Dates))],
                    n.Dates,
                    new Remit(Kebab.Parse<RemitBasis>(n.Basis), remits[n.Id].Select(r => r.Country!).ToHashSet()),
                    JsonSerializer.Deserialize<string[]>(n.Admits)!.Select(Kebab.Parse<MemberKind>).ToHashSet()
                )),
            ],
            Groups: [],
            GroupNames: [],
            Memberships: [],
            Individuals: [],
            [.. seats.Select(s => new SeatTerm(s.Id, s.NetworkId, s.PersonId, s.Country, s.Dates))],
            [.. offices.Select(o => new OfficeTerm(o.Id, o.OfficeId, o.PersonId, o.Dates))],
            FormerIds: [],
            DateOnly.FromDateTime(write.Now.UtcDateTime)
        );
    }

    private static Group GroupOf(Row row, GroupVisibility visibility, IReadOnlyList<Consent> consents) =>
        new(row.Id, row.Name, row.Country!, row.Led, row.Dates, visibility, row.VisibilityBasis is not null, consents);

    private static Membership MembershipOf(Row row) => new(row.Id, row.NetworkId, row.GroupId, row.Dates);

    private static IndividualCount IndividualsOf(Row row) => new(row.Id, row.NetworkId, row.Country!, row.Dates);
}
