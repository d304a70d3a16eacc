namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>In which regions countries lie.</summary>
internal static class RegionsSql
{
    private sealed record Row
    {
        public required string Place { get; init; }
        public required string? Parent { get; init; }
        public required bool IsCountry { get; init; }
    }

    /// <summary>Gives the regions of a country, the world among them.</summary>
    /// <remarks>The tree of the regions is walked here. A recursive query gave each country once for each of its regions, four times as many rows.</remarks>
    public static async Task<Func<string, IReadOnlyCollection<string>>> OfCountriesAsync(IQuerySession session)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select code as place, parent, false as is_country from regions
            union all
            select alpha2 as place, region as parent, true as is_country from countries
            """
        );
        var parents = rows.Where(row => !row.IsCountry).ToDictionary(row => row.Place, row => row.Parent, StringComparer.Ordinal);
        var within = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var regions = rows.Where(row => row is { IsCountry: true, Parent: not null })
            .ToDictionary(row => row.Place, row => Within(row.Parent!), StringComparer.Ordinal);
        return country => regions.TryGetValue(country, out var found) ? found : [];

        // Countries of one region share its set.
        HashSet<string> Within(string region)
        {
            if (!within.TryGetValue(region, out var found))
            {
                found = [region];
                found.UnionWith(parents.GetValueOrDefault(region) is { } parent ? Within(parent) : []);
                within.Add(region, found);
            }

            return found;
        }
    }
}
