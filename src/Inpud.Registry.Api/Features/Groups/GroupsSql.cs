using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

internal static class GroupsSql
{
    /// <summary>The groups that the request names; null where a filter is left out. The network is an id, or <c>any</c>.</summary>
    internal sealed record Filter(string Day)
    {
        public string? Network { get; init; }
        public string? Standing { get; init; }
        public string? Country { get; init; }
        public string? Region { get; init; }
        public string? Type { get; init; }
        public string? Scope { get; init; }
        public NameQuery? Names { get; init; }
    }

    public static async Task<Rows<GroupRow>> ListAsync(ReadSession read, Filter filter, Slice slice, string sort)
    {
        var parameters = new DynamicParameters(filter with { Names = null });
        parameters.Add("day", filter.Day);
        parameters.Add("match", filter.Names?.Match);
        List<string> ranks = [filter.Network is null ? AsOf.Rank("g") : MembershipRank(filter)];
        List<string> conditions = [];
        if (filter.Country is not null)
        {
            ranks.Add(GroupValuesSql.Rank(GroupAttribute.Country, of => $"{of}.country = @Country"));
            conditions.Add(
                "(g.country = @Country or g.id in (select v.group_id from public_group_values as v where v.country = @Country))"
            );
        }

        if (filter.Region is not null)
        {
            ranks.Add(
                GroupValuesSql.Rank(
                    GroupAttribute.Country,
                    of => $"{of}.country in (select r.country from public_region_countries as r where r.region = @Region)"
                )
            );
        }

        if (filter.Type is not null)
        {
            ranks.Add(GroupValuesSql.Rank(GroupAttribute.Type, of => $"{of}.type = @Type"));
        }

        if (filter.Scope is not null)
        {
            conditions.Add("g.scope = @Scope");
        }

        if (filter.Names is not null)
        {
            conditions.Add(
                filter.Names.Match is null
                    ? "false"
                    : $"g.id in (select n.resource_id {NameQuery.From(read)} and n.resource = 'groups' and n.kind <> 'place')"
            );
        }

        var key = sort == "country" ? "g.country || ' ' || g.name_order" : "g.name_order";
        var columns = string.Join(", ", ranks.Select((rank, i) => $"coalesce({rank}, 0) as rank_{i}"));
        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        var rows = $"""
            select
                {key} as sort_key, g.row_key as row_id, case when {EachIs("= 2")} then 'certain' else 'possible' end as certainty, g.*
            from (select g.*, {columns} from public_groups as g {where}) as g
            where {EachIs("> 0")}
            """;
        var list = await read.ListAsync<GroupRow>(rows, parameters, slice);
        return list with { Items = await GroupValuesSql.AsOfAsync(read, list.Items, filter.Day) };

        string EachIs(string rank) => string.Join(" and ", ranks.Select((_, i) => $"g.rank_{i} {rank}"));
    }

    /// <summary>Reads the networks of which the groups are members as of a day.</summary>
    public static async Task<ILookup<string, string>> MemberOfAsync(ReadSession read, IEnumerable<GroupRow> groups, string day)
    {
        var rows = await read.QueryAsync<MembershipRow>(
            $"select distinct m.group_id, m.network_id from public_memberships as m where m.group_id in @ids and {AsOf.IsPossible("m")} order by m.network_id",
            new { ids = groups.Select(group => group.Id).ToList(), day }
        );
        return rows.ToLookup(row => row.GroupId, row => row.NetworkId);
    }

    private static string MembershipRank(Filter filter)
    {
        var ofNetwork = filter.Network == "any" ? "" : "and m.network_id = @Network";
        return filter.Standing is null
            ? $"(select max({AsOf.Rank("m")}) from public_memberships as m where m.group_id = g.id {ofNetwork})"
            : $"""
                (
                    select max({AsOf.Rank("m", "s")})
                    from public_memberships as m
                    join public_network_standings as s on s.network_id = m.network_id and s.standing = @Standing
                    where m.group_id = g.id {ofNetwork}
                )
                """;
    }
}
