namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The index as vectors of the words that the program cuts. The server cuts nothing by itself, so that a search finds the same in both databases.</summary>
/// <remarks>
/// The parsers of PostgreSQL were rejected: what they take for a word changes with the version and the locale of the server. So was <c>pg_trgm</c>, which finds what looks alike, and not what is one
/// typo away.
/// </remarks>
internal sealed class PostgresNameIndex : INameIndex
{
    public string Insert => "insert into public_name_words (id, words) values (@row, array_to_tsvector(string_to_array(@words, ' ')))";

    public string Delete =>
        "delete from public_name_words where id in (select id from public_names where resource = @resource and resource_id = @id)";

    /// <summary>The server removes deleted words when it vacuums the table.</summary>
    public string ForgetDeleted => "select 1";

    public string Matching => "public_name_words as w join public_names as n on n.id = w.id where w.words @@ cast(@match as tsquery)";

    public string ByNumber => "order by n.id";

    public string ByLength => "order by l.value, n.search_key, n.id";

    public string IsMatch => "exists (select 1 from public_name_words as w where w.id = n.id and w.words @@ cast(@words as tsquery))";

    public string AnyWordBetween =>
        "select @word where @after > @word and exists (select 1 from public_name_words as w where w.words @@ cast('''' || @word || ''':*' as tsquery))";

    public string WordsAmong =>
        "select w.value from json_each(@words) as w where exists (select 1 from public_name_words as i where i.words @@ cast('''' || w.value || '''' as tsquery))";

    public string Expression(IReadOnlyList<IReadOnlyList<string>>? each, string orThis)
    {
        var alone = Quoted(orThis);
        return each is null
            ? alone
            : $"({string.Join(" & ", each.Select(words => $"({string.Join(" | ", words.Select(Quoted))})"))}) | {alone}";
    }

    public string Test(IReadOnlyList<IReadOnlyList<string>>? each, string orThis) => Expression(each, orThis);

    /// <summary>The words consist of letters, digits and marks, so that none can contain an apostrophe that ends the quoting.</summary>
    private static string Quoted(string word) => word.EndsWith('*') ? $"'{word[..^1]}':*" : $"'{word}'";
}
