using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>Reads the facts about single records that the rules need, private ones included. They decide on writes and never appear in an answer.</summary>
internal static class RuleFactsSql
{
    private sealed record KeeperRow
    {
        public required string? KeptBy { get; init; }
    }

    /// <summary>The network without its standings, which the rules on members do not need.</summary>
    public static async Task<Network> NetworkAsync(WriteSession write, string id)
    {
        var networks = await write.QueryAsync<RuledNetworkRow>($"{RuledNetworkRow.Select} where n.id = @id", new { id });
        var countries = await write.QueryAsync<string>("select country from remit_countries where network_id = @id", new { id });
        var former = await write.QueryAsync<RuledNetworkValueRow>($"{RuledNetworkValueRow.Select} where network_id = @id", new { id });
        return networks.Single().Network(standings: [], countries, former);
    }

    /// <summary>The memberships of a group that were not withdrawn.</summary>
    public static async Task<IReadOnlyList<Membership>> MembershipsAsync(WriteSession write, string groupId)
    {
        var rows = await write.QueryAsync<RuledMembershipRow>(
            $"{RuledMembershipRow.Select} where group_id = @groupId and withdrawn is null",
            new { groupId }
        );
        return [.. rows.Select(row => row.Membership)];
    }

    /// <summary>The group; null where it is not public and a steward with these scopes may not know of it.</summary>
    public static async Task<Group?> FindGroupOrNullAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var row = await write.FindOrNullAsync<RuledGroupRow>($"{RuledGroupRow.Select} where id = @id and withdrawn is null", new { id });
        if (row is null)
        {
            return null;
        }

        var mayKnow =
            scopes.CoverEverything
            || scopes.Cover(row.KeptBy ?? "")
            || await IsPublicGroupAsync(write, id)
            || (await MembershipsAsync(write, id)).Any(membership => scopes.Cover(membership.NetworkId));
        return mayKnow ? row.Group(row.Visibility, await ConsentsSql.OfGroupAsync(write, id), await FormerValuesAsync(write, id)) : null;
    }

    /// <summary>What attributes of the group were before they changed.</summary>
    public static Task<IReadOnlyList<RuledGroupValueRow>> FormerValuesAsync(WriteSession write, string groupId) =>
        write.QueryAsync<RuledGroupValueRow>($"{RuledGroupValueRow.Select} where group_id = @groupId", new { groupId });

    /// <summary>Whether a steward with these scopes keeps the group. INPUD's stewards keep every group.</summary>
    public static async Task<bool> IsKeptGroupAsync(WriteSession write, string id, StewardScopes scopes) =>
        scopes.CoverEverything
        || await write.FindOrNullAsync<KeeperRow>("select kept_by from groups where id = @id", new { id }) is { KeptBy: { } keeper }
            && scopes.Cover(keeper);

    public static async Task<bool> IsPublicGroupAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<string>("select id from public_groups where id = @id", new { id }) is not null;

    /// <summary>Whether a steward with these scopes may cite the source: the source is public, or within these scopes.</summary>
    public static async Task<bool> MayCiteAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var source = await write.OnceAsync(
            "keeper of a source",
            id,
            () => write.FindOrNullAsync<KeeperRow>("select kept_by from sources where id = @id and withdrawn is null", new { id })
        );
        return source is not null
            && (
                scopes.CoverEverything
                || scopes.Cover(source.KeptBy ?? "")
                || await write.FindOrNullAsync<string>("select id from public_sources where id = @id", new { id }) is not null
            );
    }

    /// <summary>
    /// Whether a steward with these scopes may name the person: the person is public, or recorded within these scopes, or represents one of their networks. So a network can still end the term
    /// of somebody whose name was withheld since.
    /// </summary>
    public static async Task<bool> MayNameAsync(WriteSession write, string id, StewardScopes scopes)
    {
        var person = await write.FindOrNullAsync<KeeperRow>("select kept_by from people where id = @id and withdrawn is null", new { id });
        return person is not null
            && (
                scopes.CoverEverything
                || scopes.Cover(person.KeptBy ?? "")
                || await write.FindOrNullAsync<string>("select id from public_people where id = @id", new { id }) is not null
                || (
                    await write.QueryAsync<string>(
                        "select network_id from seat_terms where person_id = @id and withdrawn is null",
                        new { id }
                    )
                ).Any(scopes.Cover)
            );
    }

    /// <summary>Whether a record has, or once had, the id. It looks at private groups, too. That reveals none to others, since only INPUD's own stewards choose ids.</summary>
    public static async Task<bool> IdIsTakenAsync(WriteSession write, string id) =>
        (
            await write.QueryAsync<string>(
                "select id from networks where id = @id union all select id from network_former_ids where id = @id union all select id from groups where id = @id",
                new { id }
            )
        ).Count > 0;

    /// <summary>Another network that has or had one of the names; null where there is none.</summary>
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
