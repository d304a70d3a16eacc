using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Inpud.Registry.Api.Http.Json;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A request whose body is a JSON Merge Patch (RFC 7396) of a type. The contract shows that type with every field optional.</summary>
internal interface IMergePatchOf<TInput>;

/// <summary>Applies a JSON Merge Patch. It keeps fields that are left out, and empties fields that are null.</summary>
internal static class MergePatch
{
    /// <summary>The one field that no record keeps, so that every patch states it.</summary>
    public const string AlwaysStated = "reason";

    /// <summary>The type that a request patches; null where its body is no patch.</summary>
    public static Type? PatchedBy(Type? request) =>
        request
            ?.GetInterfaces()
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IMergePatchOf<>))
            ?.GetGenericArguments()[0];

    /// <summary>The input that would state the record as it is, with the changes.</summary>
    public static T Apply<T>(object record, JsonObject patch) =>
        Apply<T>(JsonSerializer.Serialize(record, record.GetType(), RegistryJson.Options), patch);

    /// <summary>The same for a record whose JSON is there already.</summary>
    public static T Apply<T>(string record, JsonObject patch) => JsonBody.Read<T>(Merge(AsInput<T>(record), patch));

    /// <summary>The record's fields that the input has, in its parts as well. The input has the fields of the citation beside the others.</summary>
    private static JsonObject AsInput<T>(string record)
    {
        var json = JsonNode.Parse(record)!.AsObject();
        Flatten(json);
        KeepFieldsOf(RegistryJson.Options.GetTypeInfo(typeof(T)), json);
        return json;
    }

    /// <summary>Takes out the fields that a record shows and no steward states, such as the address of an external id.</summary>
    private static void KeepFieldsOf(JsonTypeInfo type, JsonNode? node)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && node is JsonArray list)
        {
            foreach (var item in list)
            {
                KeepFieldsOf(RegistryJson.Options.GetTypeInfo(type.ElementType!), item);
            }
        }
        else if (type.Kind == JsonTypeInfoKind.Object && node is JsonObject json)
        {
            var stated = type.Properties.ToDictionary(property => property.Name, property => property.PropertyType);
            foreach (var (name, value) in json.ToList())
            {
                if (stated.TryGetValue(name, out var of))
                {
                    KeepFieldsOf(RegistryJson.Options.GetTypeInfo(of), value);
                }
                else
                {
                    json.Remove(name);
                }
            }
        }
    }

    private static void Flatten(JsonObject json)
    {
        if (json["citation"] is JsonObject citation)
        {
            json.Remove("citation");
            foreach (var (name, value) in citation)
            {
                json[name] = value?.DeepClone();
            }
        }

        foreach (var value in json.Select(field => field.Value))
        {
            foreach (
                var part in value is JsonArray list ? list.OfType<JsonObject>()
                : value is JsonObject one ? [one]
                : []
            )
            {
                Flatten(part);
            }
        }
    }

    /// <summary>RFC 7396, section 2.</summary>
    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            target[name] = value is JsonObject nested ? Merge(target[name] as JsonObject ?? [], nested) : value?.DeepClone();
        }

        return target;
    }
}
