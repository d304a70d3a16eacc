using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Inpud.Registry.Api.Site.Words;

/// <summary>A text of the interface, and the language that it is in.</summary>
internal readonly record struct Said(string Text, string Language);

/// <summary>
/// The texts of the interface: a file for each language in <c>Site/Texts</c>. A text that a language does not have yet is said in English, and the page marks it as English. The files are in the
/// program itself and not beside it, so that it stays one file.
/// </summary>
internal static class Texts
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByLanguage = Language.All.ToFrozenDictionary(
        language => language.Code,
        language => Read(language.Code)
    );

    /// <summary>The keys of the texts that a language has.</summary>
    public static IReadOnlyCollection<string> KeysOf(string language) => ByLanguage[language].Keys;

    /// <summary>The text in the language, or else in English. A text that is in no file is a defect.</summary>
    public static Said Of(string language, string key) =>
        ByLanguage[language].TryGetValue(key, out var text) ? new Said(text, language)
        : ByLanguage[Language.English].TryGetValue(key, out var english) ? new Said(english, Language.English)
        : throw new KeyNotFoundException($"No file of texts has '{key}'.");

    private static FrozenDictionary<string, string> Read(string language)
    {
        var manager = new ResourceManager($"texts.{language}", typeof(Texts).Assembly);
        using var set = manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }
}
