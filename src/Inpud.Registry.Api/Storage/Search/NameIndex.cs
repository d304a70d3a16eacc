using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Search;

/// <summary>Indexes the names that can be searched. It takes them from the public records that the history receives.</summary>
internal static class NameIndex
{
    private sealed record Name(string Kind, string? Language, string Text);

    /// <summary>Replaces the indexed names of a record; a record that is not public any more keeps none.</summary>
    public static async Task ReplaceAsync(WriteSession write, INameIndex index, string resource, string id, JsonObject? record)
    {
        var asked = new { resource, id };
        await write.ExecuteAsync(index.Delete, asked);
        await write.ExecuteAsync("delete from public_names where resource = @resource and resource_id = @id", asked);
        foreach (var name in record is null ? [] : NamesOf(resource, record).Where(name => NameKey.Of(name.Text).Length > 0))
        {
            var row = await write.QueryAsync<long>(
                """
                insert into public_names (resource, resource_id, kind, language, name, name_key)
                values (@resource, @id, @Kind, @Language, @Text, @key) returning id
                """,
                new
                {
                    resource,
                    id,
                    name.Kind,
                    name.Language,
                    name.Text,
                    key = NameKey.Of(name.Text),
                }
            );
            await write.ExecuteAsync(index.Insert, new { row = row[0], words = SearchText.Indexed(name.Text) });
        }
    }

    private static IEnumerable<Name> NamesOf(string resource, JsonObject record) =>
        resource switch
        {
            "networks" =>
            [
                Field(record, "name", "name"),
                Field(record, "abbreviation", "abbreviation"),
                Field(record, "id", "id"),
                .. Parts(record, "names"),
                .. record["formerIds"]!.AsArray().Select(former => Field(former!.AsObject(), "id", "former-id")),
            ],
            // A counted group has no name to index. The slug of a group or a person is made of its name, and the id names nobody.
            "groups" when Text(record, "visibility") == "public" => [Field(record, "name", "name"), .. Parts(record, "names")],
            "people" => [Field(record, "name", "name")],
            "documents" => [Field(record, "title", "name"), Field(record, "id", "id")],
            "organisation" => [Field(record, "name", "name"), Field(record, "abbreviation", "abbreviation"), .. Parts(record, "names")],
            "countries" =>
            [
                .. record["names"]!
                    .AsArray()
                    .Select(name => new Name("name", Text(name!.AsObject(), "language"), Text(name.AsObject(), "name"))),
                Field(record, "alpha2", "code"),
                Field(record, "alpha3", "code"),
                .. record["m49"] is null ? Array.Empty<Name>() : [Field(record, "m49", "code")],
            ],
            _ => [],
        };

    private static IEnumerable<Name> Parts(JsonObject record, string field) =>
        record[field]!.AsArray().Select(part => new Name(Text(part!.AsObject(), "kind"), null, Text(part.AsObject(), "name")));

    private static Name Field(JsonObject record, string field, string kind) => new(kind, null, Text(record, field));

    private static string Text(JsonObject record, string field) => record[field]!.GetValue<string>();
}
