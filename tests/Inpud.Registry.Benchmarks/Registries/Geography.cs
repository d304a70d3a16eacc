using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Benchmarks.Registries;

/// <summary>Where the invented groups are. A few countries have most of them (Zipf's law), and each country has some.</summary>
internal sealed class Geography
{
    /// <summary>A network that takes in every country.</summary>
    public const string TopicalNetwork = "inwud";

    private readonly string[] countries;
    private readonly double[] upTo;
    private readonly ILookup<string, string> networks;
    private readonly ILookup<string, string> remits;

    private Geography(IReadOnlyList<Remit> rows)
    {
        networks = rows.Where(row => row.Network != TopicalNetwork).ToLookup(row => row.Country, row => row.Network);
        remits = rows.ToLookup(row => row.Network, row => row.Country);
        // A fixed order that is not the alphabet's, so that the large countries lie in several networks.
        countries =
        [
            .. rows.Select(row => row.Country)
                .Distinct()
                .OrderBy(country => (country[0] * 31 + country[1] * 17) % 251)
                .ThenBy(country => country),
        ];
        var shares = countries.Select((_, rank) => 1d / (rank + 1)).ToList();
        var sum = 0d;
        upTo = [.. shares.Select(share => (sum += share) / shares.Sum())];
    }

    internal sealed record Remit
    {
        public string Network { get; init; } = "";
        public string Country { get; init; } = "";
    }

    /// <summary>The countries, the one with the most groups first.</summary>
    public IReadOnlyList<string> Countries => countries;

    public static async Task<Geography> ReadAsync(IQuerySession session) =>
        new(await session.QueryAsync<Remit>("select network_id as network, country from remit_countries order by network_id, country"));

    public string CountryFor(double share)
    {
        var at = Array.BinarySearch(upTo, share);
        return countries[Math.Min(at < 0 ? ~at : at, countries.Length - 1)];
    }

    public string? RegionalNetworkOrNull(string country) => networks[country].FirstOrDefault();

    /// <summary>Another country of the same network; of any country where it has no regional one.</summary>
    public string NeighbourOf(string country, string? network, int number)
    {
        var near = remits[network ?? TopicalNetwork].ToList();
        var neighbour = near[number % near.Count];
        return network is null || networks[neighbour].FirstOrDefault() == network ? neighbour : country;
    }
}
