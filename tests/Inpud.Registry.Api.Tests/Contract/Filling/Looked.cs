using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Finds what was stated in what a place tells of a record, whatever names and nesting the place has for it.</summary>
internal static class Looked
{
    /// <summary>Whether the place has the value where it belongs: on the record itself, or on the same part of it.</summary>
    /// <param name="record">What the place tells of the record.</param>
    /// <param name="value">What is looked for.</param>
    /// <param name="all">All values of the same body: by those that are like no other, the part is found.</param>
    public static bool Holds(JsonNode record, Stated value, IReadOnlyList<Stated> all)
    {
        if (value.IsOwn)
        {
            return record is JsonObject own && (Has(own, value) || (own["citation"] is JsonObject citation && Has(citation, value)));
        }

        // A plain list of a part, such as the countries of a remit, may stand anywhere: its items are like nothing else.
        if (value.IsRecognised)
        {
            return Objects(record).Any(part => Has(part, value));
        }

        var siblings = all.Where(other => other.Part == value.Part && other.IsRecognised).ToList();
        return Objects(record)
            .Any(part =>
                Has(part, value)
                && siblings.Exists(sibling => Has(part, sibling) || (part["citation"] is JsonObject citation && Has(citation, sibling)))
            );
    }

    /// <summary>Whether the record itself says nothing under the name of a property.</summary>
    public static bool IsSilentOf(JsonNode record, string property) =>
        record is not JsonObject own
        || new[] { own, own["citation"] as JsonObject }.All(part =>
            part is null || part.Where(field => IsCalled(field.Key, property)).All(field => IsNothing(field.Value))
        );

    /// <summary>All objects in a tree, the tree itself among them.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? tree) =>
        tree switch
        {
            JsonObject one => one.SelectMany(field => Objects(field.Value)).Prepend(one),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };

    private static bool Has(JsonObject part, Stated value) =>
        part.Any(field => (value.IsRecognised || IsCalled(field.Key, value.Name)) && Texts(field.Value).Contains(value.Text));

    /// <summary>The plain values of a field; a cell of CSV has several in one text.</summary>
    private static IEnumerable<string> Texts(JsonNode? field) =>
        field switch
        {
            JsonArray list => list.OfType<JsonValue>().Select(item => item.ToString()),
            JsonValue one => one.ToString().Split("; "),
            _ => [],
        };

    private static bool IsNothing(JsonNode? field) =>
        field switch
        {
            null => true,
            JsonArray { Count: 0 } => true,
            JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
            _ => false,
        };

    /// <summary>Columns have underscores where properties have capitals, and an id has <c>id</c> behind it.</summary>
    private static bool IsCalled(string field, string property)
    {
        var name = field.Replace("_", "", StringComparison.Ordinal);
        return name.Equals(property, StringComparison.OrdinalIgnoreCase)
            || name.Equals($"{property}Id", StringComparison.OrdinalIgnoreCase);
    }
}
