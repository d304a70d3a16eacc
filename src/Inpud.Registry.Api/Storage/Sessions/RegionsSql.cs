namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>In which regions countries lie.</summary>
internal static class RegionsSql
{
    private sealed record Row
    {
        public required string Region { get; init; }
        public required string Country { get; init; }
    }

    /// <summary>Gives the regions of a country, the world among them.</summary>
    public static async Task<Func<string, IReadOnlyCollection<string>>> OfCountriesAsync(IQuerySession session)
    {
        var rows = await session.QueryAsync<Row>(
            """
            with recursive within (region, country) as (
                select region, alpha2 from countries
                union all
                select r.parent, w.country from within as w join regions as r on r.code = w.region where r.parent is not null
            )
            select region, country from within
            """
        );
        var regions = rows.ToLookup(row => row.Country, row => row.Region)
            .ToDictionary(country => country.Key, country => country.ToHashSet());
        return country => regions.TryGetValue(country, out var found) ? found : [];
    }
}
