using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The schemas of a contract, with what they refer to.</summary>
internal sealed class Schemas(JsonElement document)
{
    /// <summary>A schema by the name under which others refer to it.</summary>
    public JsonElement Named(string name) => document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The whole input of a body: its own schema, or for a patch that of the body that posts such a record. Nobody posts INPUD's own record, whose patch alone is in the contract.</summary>
    public JsonElement InputOf(string body)
    {
        var input = body.Replace("Patch", "Input", StringComparison.Ordinal);
        return document.GetProperty("components").GetProperty("schemas").TryGetProperty(input, out _) ? Named(input) : Named(body);
    }

    /// <summary>The schema itself, where it is a reference, or a reference that may be null.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return Resolve(choices.EnumerateArray().Single(choice => !IsNull(choice)));
        }

        return schema.TryGetProperty("$ref", out var reference) ? Resolve(Named(reference.GetString()!.Split('/')[^1])) : schema;
    }

    /// <summary>Whether null is among its values.</summary>
    public static bool TakesNull(JsonElement schema) =>
        TypesOf(schema).Contains("null") || (schema.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Any(IsNull));

    /// <summary>The type of its values that are not null.</summary>
    public string TypeOf(JsonElement schema) => TypesOf(Resolve(schema)).Single(type => type != "null");

    public IEnumerable<JsonProperty> PropertiesOf(JsonElement schema) =>
        Resolve(schema).TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [];

    /// <summary>Whether its values are texts, numbers, or lists of such.</summary>
    public bool IsPlain(JsonElement schema) =>
        TypeOf(schema) switch
        {
            "object" => false,
            "array" => IsPlain(Resolve(schema).GetProperty("items")),
            _ => true,
        };

    /// <summary>The schema of a list's items.</summary>
    public JsonElement ItemOf(JsonElement list) =>
        Resolve(Resolve(list).GetProperty("properties").GetProperty("items").GetProperty("items"));

    /// <summary>A value of the schema. An object has its required properties alone.</summary>
    public JsonNode Sample(JsonElement schema)
    {
        var of = Resolve(schema);
        if (of.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(words[0].GetRawText())!;
        }

        if (of.TryGetProperty("examples", out var examples))
        {
            return JsonNode.Parse(examples[0].GetRawText())!;
        }

        return TypeOf(of) switch
        {
            "object" => new JsonObject(
                PropertiesOf(of)
                    .Where(property =>
                        of.TryGetProperty("required", out var names)
                        && names.EnumerateArray().Any(name => name.GetString() == property.Name)
                    )
                    .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Sample(property.Value)))
            ),
            "array" => new JsonArray(Sample(of.GetProperty("items"))),
            "integer" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create("x"),
        };
    }

    private static bool IsNull(JsonElement schema) => TypesOf(schema) is ["null"];

    private static IReadOnlyList<string> TypesOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(name => name.GetString()!)]
        : [type.GetString()!];
}
