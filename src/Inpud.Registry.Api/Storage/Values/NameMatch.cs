using System.Text.Json;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Matches one name with a search as the index does, word for word.</summary>
internal static class NameMatch
{
    private sealed record Search(IReadOnlyList<IReadOnlyList<string>>? Each, string OrThis);

    /// <summary>The last search of this thread: a query asks for the same one name by name.</summary>
    [ThreadStatic]
    private static (string Text, Search Search)? last;

    /// <param name="each">For each word of the search, the words of which a name must have one; null where no name can have them all.</param>
    /// <param name="orThis">The word that is enough by itself. A word that ends in <c>*</c> stands for every word with this beginning.</param>
    public static string Serialise(IReadOnlyList<IReadOnlyList<string>>? each, string orThis) =>
        JsonSerializer.Serialize(new Search(each, orThis));

    public static bool IsMatch(string name, string search)
    {
        if (last is not { } known || known.Text != search)
        {
            last = known = (search, JsonSerializer.Deserialize<Search>(search)!);
        }

        var words = SearchText.Indexed(name).Split(' ');
        return Has(words, known.Search.OrThis)
            || (known.Search.Each is { } each && each.All(choice => choice.Any(word => Has(words, word))));
    }

    private static bool Has(string[] words, string word) =>
        word.EndsWith('*')
            ? Array.Exists(words, of => of.StartsWith(word[..^1], StringComparison.Ordinal))
            : Array.Exists(words, of => of == word);
}
