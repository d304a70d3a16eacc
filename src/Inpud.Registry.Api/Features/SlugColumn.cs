using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features;

/// <summary>
/// Fills the slug of a group or a person. It follows the name: an address does not keep a name that a steward took out of the record. A name that returns has its address again, since the
/// record keeps one for each name.
/// </summary>
internal static class SlugColumn
{
    /// <param name="table">The table of the records.</param>
    /// <param name="word">The word for such a record, with which a slug begins where the name has no Latin letter.</param>
    /// <param name="namesTable">The table of their other names.</param>
    /// <param name="ownerColumn">Its column that names the record.</param>
    public static Func<WriteSession, string, IDictionary<string, object?>?, Dictionary<string, object?>, Task> Of(
        string table,
        string word,
        string namesTable,
        string ownerColumn
    ) =>
        async (write, id, stored, columns) =>
        {
            var name = (string)columns["name"]!;
            var (before, slug) = ((string?)stored?["name"], (string?)stored?["slug"]);
            // An address that was made of the same name stays, even where a later version of the program would make another.
            columns["slug"] =
                slug is not null && before == name ? slug
                : before is not null
                && DatedChange.Renames(before, name)
                && await ReturnedOrNullAsync(write, table, namesTable, ownerColumn, id, name) is { } returned
                    ? returned
                : await FreeAsync(write, table, id, () => Slug.Of(word, name, slug));
        };

    /// <summary>The slug of the former name that the name is, however it was written; null where it was none, or where another record has the slug now.</summary>
    private static async Task<string?> ReturnedOrNullAsync(
        WriteSession write,
        string table,
        string namesTable,
        string ownerColumn,
        string id,
        string name
    ) =>
        await write.FindOrNullAsync<string>(
            $"""
            select n.slug from {namesTable} as n
            where n.{ownerColumn} = @id and n.name_key = @key and n.kind = 'former' and n.slug is not null
                and not exists (select 1 from {table} as r where r.slug = n.slug and r.id <> @id)
            order by case when n.name = @name then 0 else 1 end, n.slug limit 1
            """,
            new
            {
                id,
                key = UniqueName.Of(name),
                name,
            }
        );

    /// <summary>A slug that no other record has. Its ending is random, and one of a hundred thousand records can draw the ending of another.</summary>
    private static async Task<string> FreeAsync(WriteSession write, string table, string id, Func<string> draw)
    {
        while (true)
        {
            var slug = draw();
            if ((await write.QueryAsync<int>($"select 1 from {table} where slug = @slug and id <> @id", new { slug, id })).Count == 0)
            {
                return slug;
            }
        }
    }
}
