using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>
/// The texts of pictures in one language: a file for each language in <c>Site/Map/Texts</c>, which has every text, since a picture cannot mark a part of itself as English. They stand apart from
/// those of the pages, because a picture takes only words that fit into a line.
/// </summary>
internal sealed class MapTexts(string language)
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByLanguage = Languages.All.ToFrozenDictionary(
        code => code,
        Read
    );

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    public bool IsRightToLeft => culture.TextInfo.IsRightToLeft;

    /// <summary>The mark between the items of an enumeration.</summary>
    public string Comma => IsRightToLeft ? "، " : ", ";

    public string this[string key] =>
        ByLanguage[language].TryGetValue(key, out var text)
            ? text
            : throw new KeyNotFoundException($"The file of texts for '{language}' has no '{key}'.");

    /// <summary>All texts of a language, by their keys.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) => ByLanguage[language];

    /// <summary>The text with values in its places. Each value keeps its own direction.</summary>
    public string Of(string key, params IReadOnlyList<object> values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], [.. values.Select(value => Apart(Text(value)))]);

    /// <summary>A name or another value, for a place among words of the language.</summary>
    public string Apart(string value) => WritingDirection.Apart(value, IsRightToLeft);

    private static string Text(object value) =>
        value is DateOnly day
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static FrozenDictionary<string, string> Read(string language)
    {
        var manager = new ResourceManager($"map-texts.{language}", typeof(MapTexts).Assembly);
        using var set = manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }
}
