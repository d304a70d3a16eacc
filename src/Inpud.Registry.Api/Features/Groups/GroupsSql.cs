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

    public static Task<Rows<GroupRow>> ListAsync(ReadSession read, Filter filter, Slice slice, string sort)
    {
        var parameters = new DynamicParameters(filter with { Names = null });
        parameters.Add("day", filter.Day);
        parameters.Add("match", filter.Names?.Match);
        var conditions = new List<string> { "rank > 0" };
        AddIf(filter.Country, "g.country = @Country");
        AddIf(filter.Region, "g.country in (select r.country from public_region_countries as r where r.region = @Region)");
        AddIf(filter.Type, "g.type = @Type");
        AddIf(filter.Scope, "g.scope = @Scope");
        if (filter.Names is not null)
        {
            conditions.Add(
                filter.Names.Match is null
                    ? "false"
                    : $"g.id in (select n.resource_id {NameQuery.From(read)} and n.resource = 'groups' and n.kind <> 'place')"
            );
        }

        var rank = filter.Network is null ? AsOf.Rank("g") : MembershipRank(filter);
        var key = sort == "country" ? "g.country || ' ' || g.name_order" : "g.name_order";
        var rows = $"""
            select
                {key} as sort_key, g.row_key as row_id, {AsOf.Word("rank")} as certainty, g.*
            from (select g.*, coalesce({rank}, 0) as rank from public_groups as g) as g
            where {string.Join(" and ", conditions)}
            """;
        return read.ListAsync<GroupRow>(rows, parameters, slice);

        void AddIf(string? value, string condition)
        {
            if (value is not null)
            {
                conditions.Add(condition);
            }
        }
    }

    /// <summary>Reads the networks of each group as of a day.</summary>
    public static async Task<ILookup<string, string>> MemberOfAsync(ReadSession read, string day)
    {
        var rows = await read.QueryAsync<MembershipRow>(
            $"select distinct m.group_id, m.network_id from public_memberships as m where {AsOf.IsPossible("m")} order by m.network_id",
            new { day }
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
