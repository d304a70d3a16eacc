using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>How certain it is, as of a day, that a kind of evidence shows a network in a country.</summary>
internal sealed record EvidenceRank(string Network, string Country, EvidenceKind Kind, Certainty Certainty);

/// <summary>Reads the evidence of all networks and countries. That of member groups is read from the counts, since there can be very many groups.</summary>
internal static class EvidenceRanks
{
    private sealed record Row
    {
        public required string NetworkId { get; init; }
        public required string Country { get; init; }
        public required string Kind { get; init; }
        public required int Rank { get; init; }
    }

    /// <summary>The evidence in all countries, or in one, from which the caller takes what counts.</summary>
    public static async Task<IReadOnlyList<EvidenceRank>> ReadAsync(IQuerySession read, string day, string? country = null)
    {
        var counts = await KeptCountsSql.ReadAsync(read, day, CountedFamily.Members, place: country);
        return [.. OfMembers(counts), .. await OfSeatsAsync(read, day, country)];
    }

    /// <summary>The evidence that member groups give.</summary>
    public static IEnumerable<EvidenceRank> OfMembers(IEnumerable<KeptCount> counts) =>
        counts
            .Where(count => CountKey.IsCountry(count.Key.Place))
            .SelectMany(count =>
                count.Members.Select(member => (member.Network, count.Key.Place, Certainty: count.AsMembersOf(member.Network)))
            )
            .AggregateBy(
                piece => (piece.Network, piece.Place),
                Certainty.None,
                (surest, piece) => piece.Certainty > surest ? piece.Certainty : surest
            )
            .Select(surest => new EvidenceRank(surest.Key.Network, surest.Key.Place, EvidenceKind.MemberGroup, surest.Value));

    /// <summary>The evidence that headquarters and representatives give.</summary>
    private static async Task<IEnumerable<EvidenceRank>> OfSeatsAsync(IQuerySession read, string day, string? country)
    {
        var rows = await read.QueryAsync<Row>(
            $"""
            select e.network_id, e.country, e.kind, max({AsOf.Rank("e")}) as rank
            from public_seat_evidence as e
            where {AsOf.IsPossible("e")} {(country is null ? "" : "and e.country = @country")}
            group by e.network_id, e.country, e.kind
            """,
            new { day, country }
        );
        return rows.Select(row => new EvidenceRank(row.NetworkId, row.Country, Kebab.Parse<EvidenceKind>(row.Kind), (Certainty)row.Rank));
    }

    /// <summary>The ranks as a parameter of a query, for <see cref="Table"/>.</summary>
    public static string Json(IEnumerable<EvidenceRank> ranks) =>
        JsonSerializer.Serialize(ranks.Select(rank => new object[] { rank.Network, rank.Country, (int)rank.Certainty }));

    /// <summary>The table of the parameter <c>@evidence</c>, with <c>network_id</c>, <c>country</c> and <c>rank</c>.</summary>
    public const string Table =
        "(select e.value ->> 0 as network_id, e.value ->> 1 as country, cast(e.value ->> 2 as integer) as rank from json_each(@evidence) as e)";
}
