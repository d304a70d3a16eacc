using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Reads the former names that groups or networks certainly had on a day. An answer about that day calls them so.</summary>
/// <param name="Names">The public view that has the names.</param>
/// <param name="Owner">Its column that names whose they are.</param>
internal sealed record FormerNames(string Names, string Owner)
{
    private sealed record NameRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
    }

    private static readonly Dictionary<string, string> None = [];

    public static readonly FormerNames OfGroups = new("public_group_names", "group_id");

    public static readonly FormerNames OfNetworks = new("public_network_names", "network_id");

    /// <summary>The former names, by id, of those that had one on the day. Nobody has a former name today, and so nothing is asked.</summary>
    /// <param name="read">The session.</param>
    /// <param name="ids">The ids of what an answer names: of the rows of a page, and not of a whole list.</param>
    /// <param name="day">The day as of which the answer tells.</param>
    public async Task<IReadOnlyDictionary<string, string>> OnAsync(ReadSession read, IEnumerable<string> ids, string day)
    {
        if (string.CompareOrdinal(day, read.Today) >= 0)
        {
            return None;
        }

        var named = ids.Distinct(StringComparer.Ordinal).ToList();
        if (named.Count == 0)
        {
            return None;
        }

        var rows = await read.QueryAsync<NameRow>(
            $"""
            select n.{Owner} as id, n.name from json_each(@ids) as i cross join {Names} as n
            where n.{Owner} = i.value and n.kind = 'former' and n.certain_from <= @day and @day < n.certain_to and n.certain_to <= registry_today()
            order by n.certain_to
            """,
            new { ids = JsonSerializer.Serialize(named), day }
        );
        return rows.DistinctBy(row => row.Id, StringComparer.Ordinal).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }
}
