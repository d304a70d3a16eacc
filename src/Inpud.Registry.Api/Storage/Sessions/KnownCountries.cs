using System.Collections.Concurrent;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The codes of countries that the database was seen to have, each with the alpha-2 code. A version of the program brings its countries, and nothing takes one away.</summary>
/// <param name="others">What others have found already; null where there are none. What is added here stays here: a write may have found what is there for as long as the write alone.</param>
internal sealed class KnownCountries(KnownCountries? others = null)
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public string? OfOrNull(string code) => known.GetValueOrDefault(code) ?? others?.OfOrNull(code);

    public void Add(string code, string alpha2) => known[code] = alpha2;
}
