using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>Finds the country or region that a code names.</summary>
internal static class CountryLookup
{
    private const string ByCode = "select alpha2 from public_countries where alpha2 = @code or alpha3 = @code or m49 = @code";
    private const string RegionByCode = "select code from public_regions where code = @code";

    /// <summary>The alpha-2 code of the country with this code, in any of the three forms and any case; null where there is none.</summary>
    public static async Task<string?> FindOrNullAsync(IQuerySession read, string text) =>
        CountryCode.TryParse(text, out var code, out _) ? await read.FindOrNullAsync<string>(ByCode, new { code = code.Text }) : null;

    /// <summary>The M49 number of the region with this number; null where there is none.</summary>
    public static Task<string?> FindRegionOrNullAsync(IQuerySession read, string code) =>
        read.FindOrNullAsync<string>(RegionByCode, new { code });
}
