using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>What the rules need to know of single records, private ones included. It decides on writes and is never answered.</summary>
internal static class RuleFactsSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string? NetworkId { get; init; }
        public string GroupId { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Basis { get; init; }
        public bool? Led { get; init; }
        public string Admits { get; init; } = "[]";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
        public string Country { get; init; } = "";

        public Period Dates => Domain.Dates.Period.Parse(Period, Observed);
    }

    public static async Task<Network> NetworkAsync(WriteSession write, string id)
    {
        var network = (
            await write.QueryAsync<Row>(
                "select n.id, n.name, n.kind, n.admits, n.period, n.observed, r.basis from networks as n join remits as r on r.network_id = n.id where n.id = @id",
                new { id }
            )
        ).Single();
        var countries = await write.QueryAsync<string>("select country from remit_countries where network_id = @id", new { id });
        return new Network(
            network.Id,
            network.Name,
            Kebab.Parse<NetworkKind>(network.Kind),
            [],
            network.Dates,
            new Remit(Kebab.Parse<RemitBasis>(network.Basis!), countries.ToHashSet()),
            JsonSerializer.Deserialize<string[]>(network.Admits)!.Select(Kebab.Parse<MemberKind>).ToHashSet()
        );
    }

    /// <summary>The memberships of a group that were not withdrawn.</summary>
    public static async Task<IReadOnlyList<Membership>> MembershipsAsync(WriteSession write, string groupId) =>
        [
            .. (
                await write.QueryAsync<Row>(
                    "select id, network_id, group_id, period, observed from memberships where group_id = @groupId and withdrawn is null",
                    new { groupId }
                )
            ).Select(row => new Membership(row.Id, row.NetworkId!, row.GroupId, row.Dates)),
        ];

    /// <summary>The group, where it is public or a steward with these scopes may know of it; null otherwise.</summary>
    public static async Task<Group?> FindGroupOrNullAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var row = await write.FindOrNullAsync<Row>(
            """
            select id, name, country, led_by_people_who_use_drugs as led, visibility as kind, visibility_basis as basis, kept_by as network_id, period, observed
            from groups where id = @id and withdrawn is null
            """,
            new { id }
        );
        if (row is null)
        {
            return null;
        }

        var mayKnow =
            scopes.CoverEverything
            || scopes.Cover(row.NetworkId ?? "")
            || await IsPublicGroupAsync(write, id)
            || (await MembershipsAsync(write, id)).Any(membership => scopes.Cover(membership.NetworkId));
        var consents = (await ConsentsSql.OfGroupAsync(write, id)).Where(kept => kept.Ended is null).Select(kept => kept.Consent);
        return mayKnow
            ? new Group(
                row.Id,
                row.Name,
                row.Country,
                row.Led,
                row.Dates,
                Kebab.Parse<GroupVisibility>(row.Kind),
                row.Basis is not null,
                [.. consents]
            )
            : null;
    }

    public static async Task<bool> IsPublicGroupAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<string>("select id from public_groups where id = @id", new { id }) is not null;

    /// <summary>Whether a steward with these scopes may cite the source: it is public, or of its own making.</summary>
    public static async Task<bool> MayCiteAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var source = await write.FindOrNullAsync<Row>(
            "select id, kept_by as network_id from sources where id = @id and withdrawn is null",
            new { id }
        );
        return source is not null
            && (
                scopes.CoverEverything
                || scopes.Cover(source.NetworkId ?? "")
                || await write.FindOrNullAsync<string>("select id from public_sources where id = @id", new { id }) is not null
            );
    }

    /// <summary>Whether a steward with these scopes may name the person: he or she is public, or of its own recording.</summary>
    public static async Task<bool> MayNameAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var person = await write.FindOrNullAsync<Row>(
            "select id, kept_by as network_id from people where id = @id and withdrawn is null",
            new { id }
        );
        return person is not null
            && (
                scopes.CoverEverything
                || scopes.Cover(person.NetworkId ?? "")
                || await write.FindOrNullAsync<string>("select id from public_people where id = @id", new { id }) is not null
            );
    }

    /// <summary>Whether a record has, or once had, the id. Ids of groups are among them, private ones too: only INPUD's own stewards choose ids.</summary>
    public static async Task<bool> IdIsTakenAsync(WriteSession write, string id) =>
        (
            await write.QueryAsync<string>(
                "select id from networks where id = @id union all select id from network_former_ids where id = @id union all select id from groups where id = @id",
                new { id }
            )
        ).Count > 0;

    /// <summary>A network other than the one with the id that bears or bore one of the names; null where there is none.</summary>
    public static async Task<string?> NetworkOfNameAsync(WriteSession write, IReadOnlyList<string> nameKeys, string id)
    {
        var bearers = await write.QueryAsync<string>(
            """
            select id from networks where name_key in @nameKeys and id <> @id
            union all
            select network_id from network_names where name_key in @nameKeys and network_id <> @id
            """,
            new { nameKeys, id }
        );
        return bearers.Count == 0 ? null : bearers[0];
    }
}
