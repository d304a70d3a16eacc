using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features;

/// <summary>Fills the slug of a group or a person. It follows the name: an address does not keep a name that a steward took out of the record.</summary>
internal static class SlugColumn
{
    public static Func<WriteSession, string, IDictionary<string, object?>?, Dictionary<string, object?>, Task> Of(
        string table,
        string word
    ) =>
        async (write, id, stored, columns) =>
        {
            var name = (string)columns["name"]!;
            var slug = (string?)stored?["slug"];
            // An address that was made of the same name stays, even where a later version of the program would make another.
            columns["slug"] =
                slug is not null && (string?)stored!["name"] == name
                    ? slug
                    : await FreeAsync(write, table, id, () => Slug.Of(word, name, slug));
        };

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
