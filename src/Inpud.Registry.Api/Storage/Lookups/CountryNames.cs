using CsvHelper;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>
/// The further names of countries, by which people know them: everyday, official and former ones, and codes that are in use without being ISO's. They belong to the program: they find a
/// country, and no list shows them. <c>eng/reference-data</c> makes them.
/// </summary>
internal static class CountryNames
{
    /// <param name="Country">The alpha-2 code of the country.</param>
    /// <param name="Language">The language of the name; null for a code.</param>
    /// <param name="Name">The name.</param>
    /// <param name="Kind"><c>alias</c>, <c>official</c>, <c>former</c> or <c>code</c>.</param>
    internal sealed record Other(string Country, string? Language, string Name, string Kind);

    private static readonly string[] Articles = ["the", "la", "le", "les", "el", "los", "las", "l"];

    private static readonly Lazy<IReadOnlyList<Other>> All = new(Read);

    private static readonly Lazy<ILookup<string, Other>> ByCountry = new(() => All.Value.ToLookup(other => other.Country));

    private static readonly Lazy<ILookup<string, string>> Named = new(() =>
        All.Value.Where(other => other.Kind != "code").ToLookup(other => UniqueName.Of(other.Name), other => other.Country)
    );

    private static readonly Lazy<ILookup<string, string>> Coded = new(() =>
        All.Value.Where(other => other.Kind == "code").ToLookup(other => other.Name, other => other.Country)
    );

    /// <summary>The further names of a country.</summary>
    public static IEnumerable<Other> Of(string country) => ByCountry.Value[country];

    /// <summary>The countries that have one of the keys.</summary>
    public static IEnumerable<string> WithKey(IEnumerable<string> keys) => keys.SelectMany(key => Named.Value[key]);

    /// <summary>The country for which some use a code that is not ISO's.</summary>
    public static IEnumerable<string> WithCode(string text) => Coded.Value[text.ToUpperInvariant()];

    /// <summary>The keys by which the name of a country is looked up: with its article, and without it: <c>The Gambia</c>, <c>Gambia (the)</c>.</summary>
    public static IReadOnlyList<string> KeysOf(string text)
    {
        var words = NameWords.Of(text);
        return
        [
            UniqueName.Of(text),
            .. words is [var first, _, ..] && Articles.Contains(first, StringComparer.Ordinal)
                ? [string.Concat(words.Skip(1))]
                : Array.Empty<string>(),
            .. words is [_, .., var last] && Articles.Contains(last, StringComparer.Ordinal)
                ? [string.Concat(words.SkipLast(1))]
                : Array.Empty<string>(),
        ];
    }

    private static List<Other> Read()
    {
        using var text = new StreamReader(typeof(CountryNames).Assembly.GetManifestResourceStream("other-names.csv")!);
        using var csv = CsvReader.FromText(text.ReadToEnd(), new CsvReaderOptions { Separator = ',' });
        var names = new List<Other>();
        while (csv.Read())
        {
            var language = csv.GetString("language");
            names.Add(
                new Other(csv.GetString("country"), language.Length == 0 ? null : language, csv.GetString("name"), csv.GetString("kind"))
            );
        }

        return names;
    }
}
