using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Search;

/// <summary>Cuts names and searches into words, in the same way, so that a search finds a name however somebody types it.</summary>
internal static class SearchText
{
    /// <summary>The words of a text, without case, accents and punctuation.</summary>
    public static string[] Words(string text) => NameKey.Of(text).Split('-', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The indexed words of a name: its words, each pair of neighbours joined, and all words joined.</summary>
    public static string Indexed(string name)
    {
        var words = Words(name);
        var pairs = words.Zip(words.Skip(1), (first, second) => first + second);
        return string.Join(' ', words.Concat(pairs).Append(string.Concat(words)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The positions of the words of a text, each with its key. Offsets count UTF-16 units, as JavaScript does.</summary>
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
