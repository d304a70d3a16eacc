using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features;

/// <summary>Fills the slug of a group or a person. It follows the name: an address does not keep a name that a steward took out of the record.</summary>
internal static class SlugColumn
{
    public static Func<WriteSession, string, Dictionary<string, object?>, Task> Of(string table, string word) =>
        async (write, id, columns) =>
            columns["slug"] = Slug.Of(
                word,
                (string)columns["name"]!,
                await write.FindOrNullAsync<string>($"select slug from {table} where id = @id", new { id })
            );
}
