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

    /// <summary>Replaces the indexed names of a record where they have changed; a record that is not public any more keeps none.</summary>
    /// <param name="write">The open write.</param>
    /// <param name="index">The index of the database.</param>
    /// <param name="resource">The kind of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="before">The record whose names are indexed; null where the index has no name of it.</param>
    /// <param name="record">The record as it is public; null where it is not.</param>
    public static Task ReplaceAsync(
        WriteSession write,
        INameIndex index,
        string resource,
        string id,
        JsonObject? before,
        JsonObject? record
    ) =>
        before is not null && record is not null && IndexedOf(resource, id, before).SequenceEqual(IndexedOf(resource, id, record))
            ? Task.CompletedTask
            : ReplaceAsync(write, index, resource, id, record, isNew: before is null);

    /// <summary>Replaces the indexed names of a record, whatever they are.</summary>
    /// <param name="write">The open write.</param>
    /// <param name="index">The index of the database.</param>
    /// <param name="resource">The kind of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="record">The record as it is public; null where it is not.</param>
    /// <param name="isNew">Whether the index has no name of the record yet.</param>
    public static async Task ReplaceAsync(WriteSession write, INameIndex index, string resource, string id, JsonObject? record, bool isNew)
    {
        if (!isNew)
        {
            var asked = new { resource, id };
            await write.ExecuteAsync(index.Delete, asked);
            await write.ExecuteAsync("delete from public_names where resource = @resource and resource_id = @id", asked);
        }

        foreach (var (found, name) in record is null ? [] : IndexedOf(resource, id, record))
        {
            var row = write
                .NumberedStatement(
                    """
                    insert into public_names (resource, resource_id, found_resource, found_id, kind, language, name, search_key)
                    values (@resource, @id, @foundResource, @foundId, @kind, @language, @name, @key)
                    """,
                    "resource",
                    "id",
                    "foundResource",
                    "foundId",
                    "kind",
                    "language",
                    "name",
                    "key"
                )
                .Number(resource, id, found.Resource, found.Id, name.Kind, name.Language, name.Text, SearchText.Whole(name.Text));
            write.Statement(index.Insert, "row", "words").Run(row, SearchText.Indexed(name.Text));
        }
    }

    /// <summary>The names of a record that have a letter or a digit, with the record that each of them finds.</summary>
    private static IEnumerable<((string Resource, string Id) Found, Name Name)> IndexedOf(string resource, string id, JsonObject record)
    {
        // The place of a headquarters is shown by its network.
        var found = resource == "headquarters" ? ("networks", Text(record, "networkId")) : (resource, id);
        return NamesOf(resource, record).OfType<Name>().Where(name => SearchText.Words(name.Text).Length > 0).Select(name => (found, name));
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
                .. PartsOf(record, "formerIds").Select(former => Field(former, "id", "former-id")),
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
            "milestones" => [Field(record, "title", "name"), .. PartsOf(record, "places").Select(place => Field(place, "place", "place"))],
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
                .. PartsOf(record, "names").Select(name => new Name("name", Text(name, "language"), Text(name, "name"))),
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
        PartsOf(record, field).Select(part => new Name(Text(part, "kind"), null, Text(part, "name")));

    /// <summary>The parts of a record. An entry of an earlier version of the program may lack a field of today.</summary>
    private static IEnumerable<JsonObject> PartsOf(JsonObject record, string field) =>
        (record[field] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The text of a field as a name; null where the record does not have it.</summary>
    private static Name? Field(JsonObject record, string field, string kind) =>
        record[field] is { } text ? new Name(kind, null, text.GetValue<string>()) : null;

    private static string Text(JsonObject record, string field) => record[field]?.GetValue<string>() ?? "";
}
