using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>Finds the country that an address names, by any of its codes.</summary>
internal static class CountryAddress
{
    /// <summary>The alpha-2 code of the country. It throws where there is no such country.</summary>
    public static async Task<string> FindAsync(ReadSession read, string asked) =>
        await CountryLookup.FindOrNullAsync(read, asked)
        ?? throw ProblemException.NoSuchRecord("country", asked, hint: await CountryLookup.HintAsync(read, asked));
}
