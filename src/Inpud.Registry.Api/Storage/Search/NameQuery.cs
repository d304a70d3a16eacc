using F23.StringSimilarity;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Search;

/// <summary>A question as the index takes it: each word as it is or as a beginning, or, where no name has such a word, those that are one typo away.</summary>
/// <param name="Words">The words that were asked for.</param>
/// <param name="Typos">For words that no name has, those that are meant perhaps.</param>
/// <param name="Match">The expression for the index; null where nothing can match.</param>
internal sealed record NameQuery(IReadOnlyList<string> Words, IReadOnlyDictionary<string, IReadOnlyList<string>> Typos, string? Match)
{
    private const int ShortestWithTypo = 5;
    private const int MostWords = 12;

    public static async Task<NameQuery> ReadAsync(ReadSession read, string text)
    {
        string[] words = [.. SearchText.Words(text).Take(MostWords)];
        var typos = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var word in words.Where(word => word.Length >= ShortestWithTypo).Distinct(StringComparer.Ordinal))
        {
            if (!await IsBeginningAsync(read, word))
            {
                typos[word] = await NearAsync(read, word);
            }
        }

        var match = words.Length == 0 ? null : read.Dialect.Names.Expression(EachOf(words, typos), string.Concat(words) + "*");
        return new NameQuery(words, typos, match);
    }

    /// <summary>For each word, those of which a name needs one; null where there is a word that no name can have.</summary>
    private static List<IReadOnlyList<string>>? EachOf(string[] words, Dictionary<string, IReadOnlyList<string>> typos)
    {
        var each = words.Select(word => typos.GetValueOrDefault(word) ?? [word + "*"]).ToList();
        return each.TrueForAll(choice => choice.Count > 0) ? each : null;
    }

    private static async Task<bool> IsBeginningAsync(ReadSession read, string word) =>
        await read.FindOrNullAsync<string>(
            read.Dialect.Names.AnyWordBetween,
            // The next character after every one that a word can go on with.
            new { word, after = word + "\U0010FFFF" }
        )
            is not null;

    /// <summary>The words of all names that one letter more, less, other or changed with its neighbour makes of this one.</summary>
    private static async Task<IReadOnlyList<string>> NearAsync(ReadSession read, string word)
    {
        var distance = new OptimalStringAlignment();
        var terms = await read.QueryAsync<string>(
            read.Dialect.Names.WordsOfLength,
            new { shortest = word.Length - 1, longest = word.Length + 1 }
        );
        return [.. terms.Where(term => distance.Distance(word, term) <= 1)];
    }

    /// <summary>The names <c>n</c> that answer <see cref="Match"/>, as a query goes on after its columns.</summary>
    public static string From(ReadSession read) => $"from {read.Dialect.Names.Matching}";
}
