using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The index in FTS5, with a vocabulary table that lists its words.</summary>
internal sealed class SqliteNameIndex : INameIndex
{
    public string Insert => "insert into public_name_words (rowid, words) values (@row, @words)";

    public string Delete =>
        "delete from public_name_words where rowid in (select id from public_names where resource = @resource and resource_id = @id)";

    public string ForgetDeleted => "insert into public_name_words (public_name_words) values ('optimize')";

    public string Matching => "public_name_words as w cross join public_names as n on n.id = w.rowid where public_name_words match @match";

    public string ByNumber => "";

    public string ByLength => "";

    public string IsMatch => "registry_name_matches(n.name, @words)";

    public string AnyWordBetween => "select term from public_name_vocabulary where term >= @word and term < @after limit 1";

    public string WordsAmong => "select v.term from json_each(@words) as w cross join public_name_vocabulary as v where v.term = w.value";

    public string Expression(IReadOnlyList<IReadOnlyList<string>>? each, string orThis)
    {
        var alone = Quoted(orThis);
        return each is null
            ? alone
            : $"({string.Join(" AND ", each.Select(words => $"({string.Join(" OR ", words.Select(Quoted))})"))}) OR {alone}";
    }

    public string Test(IReadOnlyList<IReadOnlyList<string>>? each, string orThis) => NameMatch.Serialise(each, orThis);

    /// <summary>The words consist of letters, digits and marks, so that none can contain a quotation mark that ends the quoting.</summary>
    private static string Quoted(string word) => word.EndsWith('*') ? $"\"{word[..^1]}\"*" : $"\"{word}\"";
}
