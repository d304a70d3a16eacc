using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// Cuts names and searches into words, in the same way, so that a search finds a name however somebody types it. A word has Latin letters, whatever its script: <c>ł</c> is <c>l</c>, and
/// <c>Rossiya</c> finds Россия. Scripts without spaces between words keep their letters, and each two that stand side by side are a word.
/// </summary>
internal static class SearchText
{
    /// <summary>The blocks of the scripts that put no space between words.</summary>
    private static readonly UnicodeRange[] Unspaced =
    [
        UnicodeRange.Create('\u3005', '\u3007'),
        UnicodeRanges.Hiragana,
        UnicodeRanges.Katakana,
        UnicodeRanges.KatakanaPhoneticExtensions,
        UnicodeRange.Create('\uFF66', '\uFF9F'),
        UnicodeRanges.CjkUnifiedIdeographs,
        UnicodeRanges.CjkUnifiedIdeographsExtensionA,
        UnicodeRanges.CjkCompatibilityIdeographs,
        UnicodeRanges.Thai,
        UnicodeRanges.Lao,
        UnicodeRanges.Khmer,
        UnicodeRanges.Myanmar,
    ];

    /// <summary>A word of a text, or one letter of a script without spaces.</summary>
    /// <param name="Start">Where it begins, counted in UTF-16 units, as JavaScript does.</param>
    /// <param name="Length">How long it is, in the same units.</param>
    /// <param name="Key">What is compared.</param>
    /// <param name="IsLetter">Whether it is one letter of a script without spaces.</param>
    internal readonly record struct Place(int Start, int Length, string Key, bool IsLetter);

    /// <summary>The words of a text. A letter that stands alone in a script without spaces is one.</summary>
    public static string[] Words(string text)
    {
        var words = new List<string>();
        IReadOnlyList<Place> places = [.. Places(text)];
        for (var i = 0; i < places.Count; i++)
        {
            if (!places[i].IsLetter)
            {
                words.Add(places[i].Key);
            }
            else if (i + 1 < places.Count && AreOfOneRun(places[i], places[i + 1]))
            {
                words.Add(places[i].Key + places[i + 1].Key);
            }
            else if (i == 0 || !AreOfOneRun(places[i - 1], places[i]))
            {
                words.Add(places[i].Key);
            }
        }

        return [.. words];
    }

    /// <summary>All words of a text as one.</summary>
    public static string Whole(string text) => string.Concat(Places(text).Select(place => place.Key));

    /// <summary>The indexed words of a name: its words, each pair of neighbours joined, the last letter of each run without spaces, and all words joined.</summary>
    public static string Indexed(string name)
    {
        IReadOnlyList<Place> places = [.. Places(name)];
        var pairs = places.Zip(places.Skip(1), (first, second) => first.Key + second.Key);
        var letters = places.Where(place => place.IsLetter).Select(place => place.Key);
        return string.Join(' ', Words(name).Concat(pairs).Concat(letters).Append(Whole(name)).Distinct(StringComparer.Ordinal));
    }

    private static readonly SearchValues<char> AsciiLettersAndDigits = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>The places of the words of a text, each with its key.</summary>
    public static IEnumerable<Place> Places(string text) => Ascii.IsValid(text) ? PlacesOfAscii(text) : PlacesOfAny(text);

    /// <summary>The same of a text without accents and other scripts, in a tenth of the time. Most names are one, and most searches.</summary>
    private static IEnumerable<Place> PlacesOfAscii(string text)
    {
        var at = 0;
        while (text.AsSpan(at).IndexOfAny(AsciiLettersAndDigits) is >= 0 and var gap)
        {
            var start = at + gap;
            var length = text.AsSpan(start).IndexOfAnyExcept(AsciiLettersAndDigits) is >= 0 and var found ? found : text.Length - start;
            yield return new Place(start, length, text.Substring(start, length).ToLowerInvariant(), IsLetter: false);
            at = start + length;
        }
    }

    /// <summary>The places of the words of any text.</summary>
    internal static IEnumerable<Place> PlacesOfAny(string text)
    {
        var start = -1;
        var at = 0;
        while (at < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var element = text.Substring(at, length);
            var isUnspaced = IsUnspaced(element);
            if (isUnspaced || !IsOfAWord(element))
            {
                if (start >= 0 && WordOrNull(text, start, at, isLetter: false) is { } word)
                {
                    yield return word;
                }

                start = -1;
                if (isUnspaced && WordOrNull(text, at, at + length, isLetter: true) is { } letter)
                {
                    yield return letter;
                }
            }
            else if (start < 0)
            {
                start = at;
            }

            at += length;
        }

        if (start >= 0 && WordOrNull(text, start, at, isLetter: false) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Whether two places belong to one run of letters without a space.</summary>
    public static bool AreOfOneRun(Place first, Place second) =>
        first.IsLetter && second.IsLetter && first.Start + first.Length == second.Start;

    private static Place? WordOrNull(string text, int start, int end, bool isLetter)
    {
        var folded = string.Concat(NameWords.Of(text[start..end]));
        // Letters that nobody has transliterated stay.
        var roman = isLetter ? "" : RomanLetters.Of(folded);
        var key = roman.Length > 0 ? roman : folded;
        return key.Length > 0 ? new Place(start, end - start, key, isLetter) : null;
    }

    private static bool IsOfAWord(string element) =>
        element
            .EnumerateRunes()
            .Any(rune => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

    private static bool IsUnspaced(string element)
    {
        var first = Rune.GetRuneAt(element, 0).Value;
        return Array.Exists(Unspaced, range => first >= range.FirstCodePoint && first < range.FirstCodePoint + range.Length)
            // The rarer Chinese letters are on planes of their own.
            || first is >= 0x20000 and < 0x40000;
    }
}
