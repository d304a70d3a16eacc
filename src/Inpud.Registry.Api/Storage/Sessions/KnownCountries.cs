using System.Collections.Concurrent;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The codes of countries that the database was seen to have, each with the alpha-2 code. A version of the program brings its countries, and nothing takes one away.</summary>
internal sealed class KnownCountries
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public string? OfOrNull(string code) => known.GetValueOrDefault(code);

    public void Add(string code, string alpha2) => known[code] = alpha2;
}
