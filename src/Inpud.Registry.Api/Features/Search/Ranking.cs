using Inpud.Registry.Api.Storage.Search;

namespace Inpud.Registry.Api.Features.Search;

/// <summary>How a name matches the query, the closest first.</summary>
internal enum SearchMatch
{
    /// <summary>The whole name, id or code.</summary>
    Exact,

    /// <summary>The beginning of the name.</summary>
    Beginning,

    /// <summary>Words of the name.</summary>
    Words,

    /// <summary>Beginnings of words of the name.</summary>
    Beginnings,

    /// <summary>Words that are one typo away.</summary>
    Typo,
}

/// <summary>Orders the found names: first by how closely they match, then by what they name, then by the kind of name.</summary>
internal static class Ranking
{
    private static readonly string[] Resources =
    [
        "organisation",
        "networks",
        "groups",
        "posts",
        "offices",
        "people",
        "countries",
        "partners",
        "documents",
        "milestones",
    ];
    private static readonly string[] Kinds =
    [
        "name",
        "abbreviation",
        "code",
        "id",
        "official",
        "alias",
        "former",
        "former-id",
        "post",
        "office",
        "place",
    ];

    /// <summary>Takes the best name of each record, and orders the records.</summary>
    public static IEnumerable<(SearchSql.Row Row, SearchMatch Match)> Order(IEnumerable<SearchSql.Row> rows, NameQuery query) =>
        rows.Select(row => (Row: row, Match: MatchOf(row, query)))
            .GroupBy(found => (found.Row.Resource, found.Row.ResourceId))
            .Select(names =>
                names
                    .OrderBy(name => name.Match)
                    .ThenBy(name => Array.IndexOf(Kinds, name.Row.Kind))
                    .ThenBy(name => name.Row.Name.Length)
                    .ThenBy(name => name.Row.Language, StringComparer.Ordinal)
                    .ThenBy(name => name.Row.SearchKey.Length)
                    .ThenBy(name => name.Row.Number)
                    .First()
            )
            .OrderBy(found => found.Match)
            .ThenBy(found => Array.IndexOf(Resources, found.Row.Resource))
            .ThenBy(found => Array.IndexOf(Kinds, found.Row.Kind))
            .ThenBy(found => found.Row.SearchKey.Length)
            .ThenBy(found => found.Row.ResourceId, StringComparer.Ordinal);

    private static SearchMatch MatchOf(SearchSql.Row row, NameQuery query)
    {
        var (words, whole, asked) = (row.Words, row.SearchKey, query.Whole);
        return whole == asked ? SearchMatch.Exact
            : whole.StartsWith(asked, StringComparison.Ordinal) ? SearchMatch.Beginning
            : query.Words.All(word => words.Contains(word, StringComparer.Ordinal)) ? SearchMatch.Words
            : query.Words.All(word =>
                query.Typos.ContainsKey(word) ? false : words.Any(of => of.StartsWith(word, StringComparison.Ordinal))
            )
                ? SearchMatch.Beginnings
            : query.Typos.Count > 0 ? SearchMatch.Typo
            : SearchMatch.Beginnings;
    }

    /// <summary>The types of hits, in this order where they match equally well.</summary>
    public static IReadOnlyList<string> Types => Resources;
}
