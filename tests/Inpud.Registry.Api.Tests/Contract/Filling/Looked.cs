using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Finds stated values in what a place says of a record, whatever names and nesting the place uses.</summary>
internal static class Looked
{
    /// <summary>Whether the place has the value where it belongs: on the record itself, or on the same part of it.</summary>
    /// <param name="record">What the place says of the record.</param>
    /// <param name="value">The value to find.</param>
    /// <param name="all">All values of the same body. The unique ones among them identify the part.</param>
    public static bool Holds(JsonNode record, Stated value, IReadOnlyList<Stated> all)
    {
        if (value.IsOwn)
        {
            return record is JsonObject own
                && (
                    Has(own, value)
                    || (own["citation"] is JsonObject citation && Has(citation, value))
                    // An answer can hold values together, such as foundedPlace in founded.
                    || own.Any(field =>
                        field.Value is JsonObject together
                        && value.Name.StartsWith(field.Key, StringComparison.OrdinalIgnoreCase)
                        && Has(together, value)
                    )
                );
        }

        // A unique value may be anywhere, such as a country of a remit in a plain list: nothing else looks like it.
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

    /// <summary>Whether a property of the record itself is missing or empty.</summary>
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

    /// <summary>The plain values of a field. A cell of CSV can join several in one text.</summary>
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
            JsonObject together => together.All(part => IsNothing(part.Value)),
            JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
            _ => false,
        };

    /// <summary>Compares names: a column has underscores where a property has capitals, and <c>_id</c> after a reference.</summary>
    private static bool IsCalled(string field, string property)
    {
        var name = field.Replace("_", "", StringComparison.Ordinal);
        return name.Equals(property, StringComparison.OrdinalIgnoreCase)
            || name.Equals($"{property}Id", StringComparison.OrdinalIgnoreCase);
    }
}
