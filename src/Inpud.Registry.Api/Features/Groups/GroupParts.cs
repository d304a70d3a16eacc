namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Asks which parts a group has. Most groups have few, so that one look for all of them saves a query for each.</summary>
internal static class GroupParts
{
    /// <summary>The columns that say which parts the group <c>g</c> has.</summary>
    /// <param name="view">What the names of the tables begin with: <c>public_</c> for what is public, and nothing for what a steward keeps.</param>
    public static string Columns(string view) =>
        $"""
            exists (select 1 from {view}group_names as n where n.group_id = g.id) as has_names,
            exists (select 1 from {view}consents as c where c.group_id = g.id) as has_consents,
            exists (select 1 from {view}group_external_ids as e where e.group_id = g.id) as has_external_ids,
            exists (select 1 from {view}group_former_values as f where f.group_id = g.id) as has_former_values,
            exists (select 1 from {view}group_successors as s where s.group_id = g.id) as has_successors,
            exists (select 1 from {view}group_successors as p where p.successor_id = g.id) as has_predecessors
            """;

    /// <summary>Reads a part that the group has, and nothing where it has none.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(bool has, Func<Task<IReadOnlyList<T>>> readAsync) =>
        has ? await readAsync() : [];
}
