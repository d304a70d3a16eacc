using Dapper;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The groups that a request names, as of a day; null where a filter is left out. The network is an id, or <c>any</c>.</summary>
internal sealed record GroupFilter(string Day)
{
    public string? Network { get; init; }
    public string? Standing { get; init; }
    public string? Country { get; init; }

    public string? Region { get; init; }

    /// <summary>The lowest regions of the region that the request names.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    public string? Type { get; init; }
    public string? Scope { get; init; }

    /// <summary>The search for a name, with the groups that it finds.</summary>
    public FoundGroups? Found { get; init; }

    /// <summary>The present day.</summary>
    public required string Today { get; init; }

    /// <summary>Whether the day is before today, so that perhaps few groups existed on it.</summary>
    public bool IsPast => string.CompareOrdinal(Day, Today) < 0;

    /// <summary>How many filters the request has.</summary>
    public int Count => new object?[] { Network, Country, Regions, Type, Scope, Found }.Count(of => of is not null);

    public bool IsOfOneNetwork => Network is not null and not "any";

    public DynamicParameters Parameters()
    {
        var parameters = new DynamicParameters(
            new
            {
                day = Day,
                Network,
                Standing,
                Country,
                Type,
                Scope,
                found = Found?.Ids is { } ids ? System.Text.Json.JsonSerializer.Serialize(ids) : null,
                match = Found?.Query.Match,
                words = Found?.Query.Test,
            }
        );
        for (var i = 0; i < Regions?.Count; i++)
        {
            parameters.Add(GroupWalk.Region(i), Regions[i]);
        }

        return parameters;
    }

    /// <summary>The condition that a group <c>g</c> is possibly, or certainly, one of them: each filter has to fit as of the day.</summary>
    public string Is(bool certain)
    {
        List<string> conditions =
        [
            Network is null ? AsOf.MayHold("g") + (certain ? $" and {AsOf.IsCertain("g")}" : "") : IsMember(certain),
        ];
        if (Country is not null)
        {
            conditions.Add(GroupValuesSql.Has(GroupAttribute.Country, of => $"{of}.country = @Country", certain));
        }

        if (Regions is not null)
        {
            conditions.Add(
                GroupValuesSql.Has(
                    GroupAttribute.Country,
                    of => $"{(of == "v" ? "v.in_region" : "g.region")} in {GroupWalk.AnyOf(Regions.Count)}",
                    certain
                )
            );
        }

        if (Type is not null)
        {
            conditions.Add(GroupValuesSql.Has(GroupAttribute.Type, of => $"{of}.type = @Type", certain));
        }

        if (Scope is not null)
        {
            conditions.Add("g.scope = @Scope");
        }

        if (Found is { Ids: null })
        {
            conditions.Add(Found.IsFound);
        }

        return string.Join(" and ", conditions);
    }

    private static string Holds(bool certain, params IEnumerable<string> aliases) =>
        certain ? AsOf.IsCertain(aliases) : AsOf.IsPossible(aliases);

    private string IsMember(bool certain)
    {
        var ofNetwork = Network == "any" ? "" : "and m.network_id = @Network";
        return Standing is null
            ? $"exists (select 1 from public_memberships as m where m.group_id = g.id {ofNetwork} and {Holds(certain, "m")})"
            : $"""
                exists (
                    select 1 from public_memberships as m
                    join public_network_standings as s on s.network_id = m.network_id and s.standing = @Standing
                    where m.group_id = g.id {ofNetwork} and {Holds(certain, "m", "s")}
                )
                """;
    }
}
