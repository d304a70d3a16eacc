using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>Says that a body is a JSON Merge Patch (RFC 7396) of a type; the contract shows that type with every field optional.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MergePatchOfAttribute(Type type) : Attribute
{
    public Type Type => type;
}

/// <summary>Applies a JSON Merge Patch: fields that are left out stay, fields that are null are emptied.</summary>
internal static class MergePatch
{
    public static T Apply<T>(object current, JsonObject patch)
    {
        var target = JsonSerializer.SerializeToNode(current, current.GetType(), RegistryJson.Options)!.AsObject();
        foreach (var (name, value) in patch)
        {
            // All our fields are values or lists, which a merge patch replaces whole: nothing nests.
            target[name] = value?.DeepClone();
        }

        return JsonBody.Read<T>(target);
    }
}
