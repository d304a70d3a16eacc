using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The groups with a name that matches a search: their ids where they are few, otherwise a condition, which a list tests group by group.</summary>
/// <param name="Query">The search.</param>
/// <param name="Ids">The ids; null where they are many.</param>
/// <param name="IsFound">The condition that a group <c>g</c> is one of them.</param>
/// <param name="IsIndexed">The same condition, for a query that looks at all of them.</param>
internal sealed record FoundGroups(NameQuery Query, IReadOnlyList<string>? Ids, string IsFound, string IsIndexed)
{
    public FoundGroups ForCounting => this with { IsFound = IsIndexed };

    /// <summary>To read and sort this many takes about as long as to walk past those that do not match, where more match.</summary>
    private const int Few = 2000;

    public static async Task<FoundGroups> FindAsync(ReadSession read, NameQuery query)
    {
        var indexed = $"{NameQuery.From(read)} and n.resource = 'groups' and n.kind <> 'place'";
        IReadOnlyList<string> ids = query.Match is null
            ? []
            : await read.QueryAsync<string>($"select distinct n.resource_id {indexed} limit {Few + 1}", new { match = query.Match });
        return new FoundGroups(
            query,
            ids.Count <= Few ? ids : null,
            $"exists (select 1 from public_names as n where n.resource = 'groups' and n.resource_id = g.id and n.kind <> 'place' and {NameQuery.IsMatch(read)})",
            $"g.id in (select n.resource_id {indexed})"
        );
    }
}
