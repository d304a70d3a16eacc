using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Reads yes and no in the languages of the registry, and the truth values that spreadsheet programs write in these and other languages.</summary>
internal static class YesOrNo
{
    private static readonly Dictionary<string, bool> Words = WordTable
        .Read("yes-and-no.csv")
        .SelectMany(row => WordsOf(row["yes"], meansYes: true).Concat(WordsOf(row["no"], meansYes: false)))
        .Distinct()
        .ToDictionary(word => word.Key, word => word.MeansYes, StringComparer.Ordinal);

    /// <summary>Null where the text is neither.</summary>
    public static bool? Read(string text) => Words.TryGetValue(KeyOf(text), out var answer) ? answer : null;

    private static IEnumerable<(string Key, bool MeansYes)> WordsOf(string words, bool meansYes) =>
        words.Split('|').Select(word => (KeyOf(word), meansYes));

    /// <summary>A tick has no letters; it is its own key.</summary>
    private static string KeyOf(string text) => UniqueName.Of(text) is { Length: > 0 } key ? key : text.Trim();
}
