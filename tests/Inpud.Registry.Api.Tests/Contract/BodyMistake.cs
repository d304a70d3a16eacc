using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A mistake that a body can have, made from the contract's schema of the body.</summary>
/// <param name="Pointer">Where the mistake stands in the body.</param>
/// <param name="Code">The code that the answer must give it.</param>
/// <param name="Make">Puts the mistake into a body that has none.</param>
internal sealed record BodyMistake(string Pointer, string Code, Action<JsonObject> Make)
{
    /// <summary>The words that the answer must list, where the mistake is a word that is not among them.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The field of the body in which the mistake stands.</summary>
    public string Field => Pointer.Split('/')[1];

    /// <summary>Every mistake of shape that the body of an operation can have: at each property, in each part, in each list.</summary>
    public static IEnumerable<BodyMistake> Of(WriteOperation write)
    {
        var schemas = new Schemas(RegistryServer.Contract());
        // The schema of a patch shows fields as ones that may be null for the sake of generated clients. The input says which may be.
        var input = schemas.InputOf(write.SchemaName);
        return OfObject(schemas, input, write.IsPatch ? RequiredOf(write.Schema) : RequiredOf(input), "", body => body, write.IsPatch);
    }

    private static IEnumerable<BodyMistake> OfObject(
        Schemas schemas,
        JsonElement schema,
        HashSet<string> required,
        string pointer,
        Func<JsonObject, JsonObject> open,
        bool isPatch
    )
    {
        yield return new BodyMistake($"{pointer}/nothingOfTheKind", "unknown-field", body => open(body)["nothingOfTheKind"] = 1);
        foreach (var property in schemas.PropertiesOf(schema))
        {
            var (name, place) = (property.Name, $"{pointer}/{property.Name}");
            var of = schemas.Resolve(property.Value);
            if (required.Contains(name))
            {
                yield return new BodyMistake(place, "missing", body => open(body).Remove(name));
            }

            if (!Schemas.TakesNull(property.Value) && (!isPatch || schemas.TypeOf(property.Value) != "array"))
            {
                yield return new BodyMistake(place, "null", body => open(body)[name] = null);
            }

            foreach (var (code, value, words) in Wrong(schemas, of))
            {
                yield return new BodyMistake(place, code, body => open(body)[name] = value.DeepClone()) { Words = words };
            }

            var type = schemas.TypeOf(property.Value);
            if (type == "object")
            {
                JsonObject Part(JsonObject body) => (JsonObject)(open(body)[name] = schemas.Sample(of))!;
                // What a patch leaves out of a part, the record keeps.
                foreach (var inner in OfObject(schemas, of, isPatch ? [] : RequiredOf(of), place, Part, isPatch))
                {
                    yield return inner;
                }
            }
            else if (type == "array")
            {
                var item = schemas.Resolve(of.GetProperty("items"));
                yield return new BodyMistake($"{place}/0", "null-item", body => open(body)[name] = new JsonArray([null]));
                foreach (var (code, value, words) in Wrong(schemas, item))
                {
                    yield return new BodyMistake(
                        $"{place}/1",
                        code,
                        body => open(body)[name] = new JsonArray(schemas.Sample(item), value.DeepClone())
                    )
                    {
                        Words = words,
                    };
                }

                JsonObject Item(JsonObject body)
                {
                    var list = new JsonArray(schemas.Sample(item));
                    open(body)[name] = list;
                    return list[0]!.AsObject();
                }

                foreach (
                    var inner in schemas.TypeOf(item) == "object"
                        ? OfObject(schemas, item, RequiredOf(item), $"{place}/0", Item, isPatch: false)
                        : []
                )
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<(string Code, JsonNode Value, IReadOnlyList<string> Words)> Wrong(Schemas schemas, JsonElement schema)
    {
        JsonNode[] others = schemas.TypeOf(schema) switch
        {
            "string" => [JsonValue.Create(5), JsonValue.Create(true), new JsonObject(), new JsonArray()],
            "integer" => [JsonValue.Create("5"), JsonValue.Create(1.5), JsonValue.Create(99_999_999_999L), new JsonArray()],
            "boolean" => [JsonValue.Create("true"), JsonValue.Create(1)],
            "array" => [JsonValue.Create("x"), new JsonObject()],
            "object" => [JsonValue.Create("x"), JsonValue.Create(5), new JsonArray()],
            var type => throw new InvalidOperationException($"No test knows what is wrong for {type}."),
        };
        foreach (var other in others)
        {
            yield return ("wrong-kind", other, []);
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            yield return ("not-one-of", JsonValue.Create("xyzzy"), [.. words.EnumerateArray().Select(word => word.GetString()!)]);
        }
    }

    private static HashSet<string> RequiredOf(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
}
