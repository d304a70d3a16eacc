using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features;

/// <summary>Fills the slug of a group or a person. It follows the name: an address does not keep a name that a steward took out of the record.</summary>
internal static class SlugColumn
{
    public static Func<WriteSession, string, IKeptRecord?, Dictionary<string, object?>, Task> Of(string table, string word) =>
        async (write, id, record, columns) =>
        {
            var name = (string)columns["name"]!;
            var current = record is null
                ? null
                : await write.FindOrNullAsync<Named>($"select slug, name from {table} where id = @id", new { id });
            // An address that was made of the same name stays, even where a later version of the program would make another.
            columns["slug"] = current?.Slug is not null && current.Name == name ? current.Slug : Slug.Of(word, name, current?.Slug);
        };

    private sealed record Named
    {
        public string? Slug { get; init; }
        public string Name { get; init; } = "";
    }
}
