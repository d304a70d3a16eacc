using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Features;

/// <summary>Finds the records that a record names, in its parts as well. The description of the tables says which fields name one, and of which table.</summary>
internal static class NamedRecords
{
    private static readonly ConcurrentDictionary<string, ILookup<string, string>> Named = new(StringComparer.Ordinal);

    private static readonly ILookup<string, string> Sources = new[] { "source" }.ToLookup(
        field => field,
        _ => "sources",
        StringComparer.Ordinal
    );

    /// <param name="table">The table of the record.</param>
    /// <param name="record">The record.</param>
    /// <returns>The table and the id of each.</returns>
    public static IReadOnlySet<(string Table, string Id)> In(string table, object record) =>
        Find(record, Named.GetOrAdd(table, TablesByField));

    /// <summary>The ids of the sources that a record or an answer cites.</summary>
    public static IEnumerable<string> SourcesIn(object record) => Find(record, Sources).Select(source => source.Id);

    private static HashSet<(string Table, string Id)> Find(object record, ILookup<string, string> tables)
    {
        var named = new HashSet<(string, string)>();
        Add(JsonSerializer.SerializeToNode(record, record.GetType(), RegistryJson.Options), tables, named);
        return named;
    }

    private static ILookup<string, string> TablesByField(string table) =>
        RegistryTables
            .PartsOf(table)
            .Prepend(RegistryTables.Of(table))
            .SelectMany(part =>
                part.Schema.Fields.Where(field => part.ReferenceOrNull(field) is not null)
                    .Select(field => (field.ApiName, Table: part.ReferenceOrNull(field)!))
            )
            .Distinct()
            .ToLookup(field => field.ApiName, field => field.Table, StringComparer.Ordinal);

    private static void Add(JsonNode? node, ILookup<string, string> tables, HashSet<(string, string)> named)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    if (value is JsonValue text && tables.Contains(name))
                    {
                        named.UnionWith(tables[name].Select(table => (table, text.ToString())));
                    }
                    else
                    {
                        Add(value, tables, named);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Add(item, tables, named);
                }

                break;
            default:
                break;
        }
    }
}
