using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Chooses the way on which a list or a count of groups looks for them.</summary>
internal static class GroupWalks
{
    /// <summary>A way with at most this many rows is few, whatever the order in which it has them.</summary>
    private const int Few = 1000;

    /// <summary>A way that is in order and has at most this many rows needs no other.</summary>
    private const int VeryFew = 100;

    /// <summary>A page of fifty rows looks at two hundred then.</summary>
    private const int ManyTimes = 4;

    /// <param name="read">The session.</param>
    /// <param name="filter">The groups that are asked for.</param>
    /// <param name="sort">The order of the list; null for a count, which needs none.</param>
    /// <param name="least">How many groups there are at least. Each way has all of them, so that none has few rows where they are many.</param>
    public static async Task<GroupWalk> ChooseAsync(ReadSession read, GroupFilter filter, string? sort, int least)
    {
        List<GroupWalk> walks = [.. Of(filter)];
        if (filter.Found?.Ids is not null)
        {
            return GroupWalk.Found;
        }

        var inOrder = walks.Find(walk => sort is null || (sort == "country" ? walk.ByCountry : walk.ByName)) ?? GroupWalk.Everywhere;
        if (least > Few)
        {
            return inOrder;
        }

        var others = inOrder.Filters == filter.Count ? [] : walks.Where(walk => walk != inOrder).ToList();
        if (filter.IsPast && !await IsLikeTodayAsync(read, filter, least))
        {
            others.Add(filter.IsOfOneNetwork ? GroupWalk.OfNetworkBy : GroupWalk.ExistedBy);
        }

        // One filter alone has a way of its own. Where several narrow each other, or the order is another one, that with few rows wins; where all have many, the page is soon full.
        if (others.Count == 0 || (inOrder.Filters > 0 && await HasAtMostAsync(read, inOrder, filter, VeryFew)))
        {
            return inOrder;
        }

        foreach (var other in others)
        {
            if (await HasAtMostAsync(read, other, filter, Few))
            {
                return other;
            }
        }

        return inOrder;
    }

    /// <summary>Whether there are not many times as many groups today as there were on the day, as kept counts say. So a way through those of today soon fills a page.</summary>
    private static async Task<bool> IsLikeTodayAsync(ReadSession read, GroupFilter filter, int least) =>
        await GroupCounting.KeptOrNullAsync(read, filter with { Day = filter.Today }) is { } today && today.Total <= ManyTimes * least;

    /// <summary>The ways that have all groups of the filter, the narrowest first.</summary>
    private static IEnumerable<GroupWalk> Of(GroupFilter filter)
    {
        if (filter.Country is not null)
        {
            yield return filter.IsOfOneNetwork ? GroupWalk.OfNetworkInCountry(filter.IsPast) : GroupWalk.OfCountry(filter.IsPast);
        }

        if (filter.IsOfOneNetwork)
        {
            yield return GroupWalk.OfNetwork;
        }

        if (filter.Regions is { Count: <= MostRegions and var count })
        {
            yield return GroupWalk.OfRegions(count, filter.IsPast);
        }

        if (filter.Type is not null)
        {
            yield return GroupWalk.OfType(filter.IsPast);
        }

        if (filter.Scope is not null)
        {
            yield return GroupWalk.OfScope;
        }

        if (filter.Network == "any")
        {
            yield return GroupWalk.OfAnyNetwork;
        }
    }

    /// <summary>A region of more parts is the world, which nearly every group is in.</summary>
    private const int MostRegions = 8;

    private static async Task<bool> HasAtMostAsync(ReadSession read, GroupWalk walk, GroupFilter filter, int most)
    {
        var rows = walk.Parts.Select(part => $"select * from (select 1 from {part.Counted} limit {most + 1}) as part");
        return await read.SingleAsync<int>($"select count(*) from ({string.Join("\nunion all\n", rows)}) as rows", filter.Parameters())
            <= most;
    }
}
