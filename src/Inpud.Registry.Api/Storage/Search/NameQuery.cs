using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Search;

/// <summary>A search, as an expression for the index. Each word matches words that begin with it; where no name has one, it matches the words that are one typo away.</summary>
/// <param name="Whole">All words of the search as one.</param>
/// <param name="Words">The words of the search.</param>
/// <param name="Typos">For each word that begins no word of a name: the words that are one typo away.</param>
/// <param name="Match">The expression for the index; null where nothing can match.</param>
/// <param name="Test">The search for <see cref="IsMatch"/>; null where nothing can match.</param>
internal sealed record NameQuery(
    string Whole,
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Typos,
    string? Match,
    string? Test
)
{
    private const int ShortestWithTypo = 5;
    private const int MostWords = 12;

    /// <summary>Of more names, it is quicker to ask the index whether a word is a typo.</summary>
    private const int MostToShow = 10;

    /// <summary>The letters that a typo can put in. Words of the index are in these, whatever the script of the name.</summary>
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The search with its typos: it looks whether any name has a word that begins with each of its words.</summary>
    public static async Task<NameQuery> ReadAsync(ReadSession read, string text)
    {
        var words = WordsOf(text);
        var typos = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var word in words.Where(MayBeATypo).Distinct(StringComparer.Ordinal))
        {
            if (!await IsBeginningAsync(read, word))
            {
                typos[word] = await NearAsync(read, word);
            }
        }

        return Of(read, text, words, typos);
    }

    /// <summary>The search as it is written. It finds the same as the search with its typos, where <see cref="IsBorneOutBy"/> holds for what it finds.</summary>
    public static NameQuery AsWritten(ReadSession read, string text) =>
        Of(read, text, WordsOf(text), new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>Whether the names show that no word is a typo: each begins a word of one of them.</summary>
    /// <param name="names">Names, each with its <see cref="SearchText.Words"/>.</param>
    public bool IsBorneOutBy(IEnumerable<(string Name, string[] Words)> names)
    {
        var open = Words.Where(MayBeATypo).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, words) in names.Take(MostToShow).TakeWhile(_ => open.Count > 0))
        {
            Close(words);
            if (open.Count > 0)
            {
                // The index has words that are joined, too.
                Close(SearchText.Indexed(name).Split(' '));
            }
        }

        return open.Count == 0;

        void Close(string[] found) =>
            open.RemoveWhere(word => Array.Exists(found, other => other.StartsWith(word, StringComparison.Ordinal)));
    }

    private static string[] WordsOf(string text) => [.. SearchText.Words(text).Take(MostWords)];

    private static bool MayBeATypo(string word) => word.Length >= ShortestWithTypo && Ascii.IsValid(word);

    private static NameQuery Of(ReadSession read, string text, string[] words, IReadOnlyDictionary<string, IReadOnlyList<string>> typos)
    {
        var whole = SearchText.Whole(text);
        if (words.Length == 0)
        {
            return new NameQuery(whole, words, typos, Match: null, Test: null);
        }

        var (each, index, orThis) = (EachOf(words, typos), read.Dialect.Names, whole + "*");
        if (each is [[var only]] && only == orThis)
        {
            // A search of one word is the whole already. The index would look for it twice.
            each = null;
        }

        return new NameQuery(whole, words, typos, index.Expression(each, orThis), index.Test(each, orThis));
    }

    /// <summary>For each word of the search, the words of which a name must have one; null where no name can match a word.</summary>
    private static List<IReadOnlyList<string>>? EachOf(
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, IReadOnlyList<string>> typos
    )
    {
        var each = words.Select(word => typos.GetValueOrDefault(word) ?? [word + "*"]).ToList();
        return each.TrueForAll(choice => choice.Count > 0) ? each : null;
    }

    private static async Task<bool> IsBeginningAsync(ReadSession read, string word) =>
        await read.FindOrNullAsync<string>(
            read.Dialect.Names.AnyWordBetween,
            // This character sorts after every character of a word, so that the range covers all words with this beginning.
            new { word, after = word + "\U0010FFFF" }
        )
            is not null;

    /// <summary>The indexed words that differ from this one by one letter: added, missing, replaced or swapped with its neighbour.</summary>
    /// <remarks>Each word that could be meant is looked up. To compare the word with all words of the index takes longer with every name.</remarks>
    private static async Task<IReadOnlyList<string>> NearAsync(ReadSession read, string word)
    {
        var terms = await read.QueryAsync<string>(
            read.Dialect.Names.WordsAmong,
            new { words = JsonSerializer.Serialize(OneTypoFrom(word)) }
        );
        return [.. terms.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> OneTypoFrom(string word)
    {
        var missing = Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));
        var swapped = Enumerable.Range(1, word.Length - 1).Select(i => $"{word[..(i - 1)]}{word[i]}{word[i - 1]}{word[(i + 1)..]}");
        var replaced = Enumerable.Range(0, word.Length).SelectMany(i => Letters.Select(letter => $"{word[..i]}{letter}{word[(i + 1)..]}"));
        var added = Enumerable.Range(0, word.Length + 1).SelectMany(i => Letters.Select(letter => word.Insert(i, letter.ToString())));
        return missing.Concat(swapped).Concat(replaced).Concat(added).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The condition that the name <c>n.name</c> matches a search that is the parameter <c>@words</c>, as <see cref="Test"/> gives it.</summary>
    public static string IsMatch(ReadSession read) => read.Dialect.Names.IsMatch;

    /// <summary>What puts the names of <see cref="From"/> in the order of their numbers.</summary>
    public static string ByNumber(ReadSession read) => read.Dialect.Names.ByNumber;

    /// <summary>What puts names <c>n</c> in the order of the lengths of their keys, in a query that walks the lengths <c>l</c>.</summary>
    public static string ByLength(ReadSession read) => read.Dialect.Names.ByLength;

    /// <summary>The from clause of a query for the names <c>n</c> that match <see cref="Match"/>.</summary>
    public static string From(ReadSession read) => $"from {read.Dialect.Names.Matching}";
}
