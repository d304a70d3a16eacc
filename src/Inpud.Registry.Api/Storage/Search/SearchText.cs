using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Search;

/// <summary>How names and questions are cut into words, so that the two meet however somebody types them.</summary>
internal static class SearchText
{
    /// <summary>The words of a text, without case, accents and punctuation.</summary>
    public static string[] Words(string text) => NameKey.Of(text).Split('-', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is indexed of a name: its words, each two neighbours as one word, and all of them as one.</summary>
    public static string Indexed(string name)
    {
        var words = Words(name);
        var pairs = words.Zip(words.Skip(1), (first, second) => first + second);
        return string.Join(' ', words.Concat(pairs).Append(string.Concat(words)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Where the words of a text stand in it, each with its key; offsets count UTF-16 units, as JavaScript does.</summary>
    public static IEnumerable<(int Start, int Length, string Key)> Places(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || IsMark(text[i]));
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                yield return (start, i - start, NameKey.Of(text[start..i]));
                start = -1;
            }
        }
    }

    private static bool IsMark(char letter) =>
        char.GetUnicodeCategory(letter)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
