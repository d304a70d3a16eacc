using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Interchange;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Public records as JSON: the fields of the data package, under their names in camelCase, read from the public views and nothing else.</summary>
internal sealed class PublicRecords(DataPackage package)
{
    private readonly Dictionary<string, DataTable> tables = package.Resources.ToDictionary(table => table.Name);

    /// <summary>The records of a kind by their ids: all of them, or the one with the id where it is public.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ReadAsync(IQuerySession session, PublicRecordKind kind, string? id = null)
    {
        var table = tables[kind.Table];
        var key = table.Schema.PrimaryKey[0];
        var records = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(session, table, key, id))
        {
            records[(string)row[key]!] = JsonOf(table, row, without: null);
        }

        foreach (var part in kind.Parts)
        {
            var of = tables[part.Table];
            foreach (var record in records.Values)
            {
                record[part.Name] = new JsonArray();
            }

            foreach (var row in await RowsAsync(session, of, part.OwnerColumn, part.OwnerColumn is null ? null : id))
            {
                var owner = part.OwnerColumn is null ? records.Keys.FirstOrDefault() : (string)row[part.OwnerColumn]!;
                if (owner is not null && records.TryGetValue(owner, out var record))
                {
                    record[part.Name]!.AsArray().Add((JsonNode)JsonOf(of, row, part.OwnerColumn));
                }
            }
        }

        return records;
    }

    private static async Task<IEnumerable<IDictionary<string, object?>>> RowsAsync(
        IQuerySession session,
        DataTable table,
        string? column,
        string? id
    )
    {
        // The names are those of the data package that ships with the program, never a user's text.
        var which = id is null ? "" : $"where {column} = @id";
        var rows = await session.QueryAsync<dynamic>(
            $"select * from public_{table.Name} {which} order by {string.Join(", ", table.Schema.PrimaryKey)}",
            new { id }
        );
        return rows.Cast<IDictionary<string, object?>>();
    }

    private static JsonObject JsonOf(DataTable table, IDictionary<string, object?> row, string? without)
    {
        var json = new JsonObject();
        foreach (var field in table.Schema.Fields.Where(field => field.Name != without && row.ContainsKey(field.Name)))
        {
            json[CamelCase(field.Name)] = ValueOf(field, row[field.Name]);
        }

        return json;
    }

    private static JsonNode? ValueOf(DataField field, object? value) =>
        (field.Type, value) switch
        {
            (_, null) => null,
            ("array", string text) => JsonNode.Parse(text),
            ("boolean", _) => JsonValue.Create(Convert.ToBoolean(value, CultureInfo.InvariantCulture)),
            ("integer", _) => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            _ => JsonValue.Create((string)value),
        };

    private static string CamelCase(string column) =>
        JsonNamingPolicy.CamelCase.ConvertName(
            string.Concat(column.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]))
        );
}
