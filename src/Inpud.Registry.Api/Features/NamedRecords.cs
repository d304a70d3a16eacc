using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Json;

namespace Inpud.Registry.Api.Features;

/// <summary>Finds the sources and people that a record names, in its parts as well.</summary>
internal static class NamedRecords
{
    public static IReadOnlySet<string> In(object record)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        Add(JsonSerializer.SerializeToNode(record, record.GetType(), RegistryJson.Options), named);
        return named;
    }

    private static void Add(JsonNode? node, HashSet<string> named)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    if (name is "source" or "person" && value is JsonValue text)
                    {
                        named.Add(text.ToString());
                    }
                    else
                    {
                        Add(value, named);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Add(item, named);
                }

                break;
            default:
                break;
        }
    }
}
