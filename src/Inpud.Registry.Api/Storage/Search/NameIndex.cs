using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Lookups;
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
        if (record is null)
        {
            return;
        }

        // The place of a headquarters is shown by its network.
        var (foundResource, foundId) = resource == "headquarters" ? ("networks", Text(record, "networkId")) : (resource, id);
        foreach (var name in NamesOf(resource, record).OfType<Name>().Where(name => SearchText.Words(name.Text).Length > 0))
        {
            var row = await write.QueryAsync<long>(
                """
                insert into public_names (resource, resource_id, found_resource, found_id, kind, language, name, search_key)
                values (@resource, @id, @foundResource, @foundId, @Kind, @Language, @Text, @key) returning id
                """,
                new
                {
                    resource,
                    id,
                    foundResource,
                    foundId,
                    name.Kind,
                    name.Language,
                    name.Text,
                    key = SearchText.Whole(name.Text),
                }
            );
            await write.ExecuteAsync(index.Insert, new { row = row[0], words = SearchText.Indexed(name.Text) });
        }
    }

    private static IEnumerable<Name?> NamesOf(string resource, JsonObject record) =>
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
            "groups" when Text(record, "visibility") == "public" =>
            [
                Field(record, "name", "name"),
                .. Parts(record, "names"),
                Field(record, "place", "place"),
            ],
            "people" => [Field(record, "name", "name"), .. Parts(record, "names")],
            "documents" => [Field(record, "title", "name"), Field(record, "subtitle", "alias"), Field(record, "id", "id")],
            "milestones" =>
            [
                Field(record, "title", "name"),
                .. record["places"]!.AsArray().Select(place => Field(place!.AsObject(), "place", "place")),
            ],
            "partners" => [Field(record, "name", "name"), Field(record, "abbreviation", "abbreviation")],
            "posts" => [Field(record, "title", "name")],
            "offices" => [Field(record, "name", "name")],
            "headquarters" => [Field(record, "place", "place")],
            "organisation" =>
            [
                Field(record, "name", "name"),
                Field(record, "abbreviation", "abbreviation"),
                .. Parts(record, "names"),
                Field(record, "foundedPlace", "place"),
                Field(record, "launchedPlace", "place"),
            ],
            "countries" =>
            [
                .. record["names"]!
                    .AsArray()
                    .Select(name => new Name("name", Text(name!.AsObject(), "language"), Text(name.AsObject(), "name"))),
                Field(record, "alpha2", "code"),
                Field(record, "alpha3", "code"),
                Field(record, "m49", "code"),
                // Several languages can share a name, which finds the country once.
                .. CountryNames
                    .Of(Text(record, "alpha2"))
                    .DistinctBy(other => SearchText.Whole(other.Name), StringComparer.Ordinal)
                    .Select(other => new Name(other.Kind, other.Language, other.Name)),
            ],
            _ => [],
        };

    private static IEnumerable<Name> Parts(JsonObject record, string field) =>
        record[field]!.AsArray().Select(part => new Name(Text(part!.AsObject(), "kind"), null, Text(part.AsObject(), "name")));

    /// <summary>The text of a field as a name; null where the record does not have it.</summary>
    private static Name? Field(JsonObject record, string field, string kind) =>
        record[field] is { } text ? new Name(kind, null, text.GetValue<string>()) : null;

    private static string Text(JsonObject record, string field) => record[field]!.GetValue<string>();
}
