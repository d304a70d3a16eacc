using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Counts the groups, and the evidence of member groups, of a list from the kept counts.</summary>
internal static class GroupCounts
{
    private sealed record NetworkRow
    {
        public required string Id { get; init; }
        public required int Rank { get; init; }
    }

    /// <summary>How many groups a place has of a facet, members or not.</summary>
    public static async Task<Count> OfAllAsync(IQuerySession read, string day, string facet, string place)
    {
        var counts = await KeptCountsSql.ReadAsync(read, day, CountedFamily.Groups, facet, place);
        return CountOf(counts, count => count.Key.Certainty);
    }

    /// <summary>How many groups a place has that are members of the networks.</summary>
    /// <param name="read">The session.</param>
    /// <param name="day">The day.</param>
    /// <param name="place">The place.</param>
    /// <param name="networks">The networks, each with how certain it is that it counts.</param>
    public static async Task<Count> OfMembersAsync(
        IQuerySession read,
        string day,
        string place,
        IReadOnlyDictionary<string, Certainty> networks
    ) => CountOf(await KeptCountsSql.ReadAsync(read, day, CountedFamily.Members, place: place), count => count.AsMembersOf(networks));

    /// <summary>How many pieces of evidence member groups give in a country: of one network, or of all where it is null.</summary>
    public static async Task<Count> OfEvidenceAsync(IQuerySession read, string day, string country, string? network)
    {
        var counts = await KeptCountsSql.ReadAsync(read, day, CountedFamily.Evidence, CountKey.OfSources, country);
        return CountOf(
            counts,
            count =>
                count
                    .Members.Where(member => network is null || member.Network == network)
                    .Select(member => member.Certainty)
                    .DefaultIfEmpty()
                    .Max()
        );
    }

    /// <summary>The networks that a list of members asks for: one, or all; where it asks for a standing, each counts as far as it certainly has it.</summary>
    public static async Task<IReadOnlyDictionary<string, Certainty>> NetworksAsync(
        IQuerySession read,
        string day,
        string? network,
        string? standing
    )
    {
        var asked = new
        {
            day,
            network,
            standing,
        };
        var rows = await read.QueryAsync<NetworkRow>(
            standing is null
                ? $"select n.id, 2 as rank from public_networks as n {(network is null ? "" : "where n.id = @network")}"
                : $"""
                select s.network_id as id, max({AsOf.Rank("s")}) as rank from public_network_standings as s
                where s.standing = @standing {(network is null ? "" : "and s.network_id = @network")}
                group by s.network_id
                """,
            asked
        );
        return rows.ToDictionary(row => row.Id, row => (Certainty)row.Rank, StringComparer.Ordinal);
    }

    private static Count CountOf(IEnumerable<KeptCount> counts, Func<KeptCount, Certainty> certaintyOf)
    {
        var figures = counts.ToLookup(certaintyOf, count => count.Groups);
        return new Count(figures[Certainty.Certain].Sum(), figures[Certainty.Possible].Sum());
    }
}
