using System.Globalization;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Reads public records as JSON, only from the public views. The fields are those of the data package, with their names in camelCase.</summary>
internal sealed class PublicRecords
{
    /// <summary>From how many kinds of parts on it is worth to ask first which of them a record has.</summary>
    private const int WorthALook = 3;

    private readonly Dictionary<string, DataTable> tables = RegistryTables.Public.Resources.ToDictionary(table => table.Name);

    /// <summary>The public records of a kind by their ids: all of them, one, or those of a range.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ReadAsync(
        IQuerySession session,
        PublicRecordKind kind,
        RecordRange? range = null
    )
    {
        range ??= RecordRange.All;
        var table = tables[kind.Table];
        var key = table.Schema.PrimaryKey[0];
        var records = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(session, table, key, range))
        {
            records[(string)row[key]!] = JsonOf(table, row, without: null);
        }

        var there = records.Count == 0 ? [] : await PartsThereAsync(session, kind, range);
        foreach (var part in records.Count == 0 ? [] : kind.Parts)
        {
            var of = tables[part.Table];
            foreach (var record in records.Values)
            {
                record[part.Name] = new JsonArray();
            }

            if (!there.Contains(part.Table))
            {
                continue;
            }

            foreach (var row in await RowsAsync(session, of, part.OwnerColumn, range))
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

    /// <summary>Ranges that together cover all records of a kind. Each range has at most the given number of records.</summary>
    public async IAsyncEnumerable<RecordRange> RangesAsync(IQuerySession session, PublicRecordKind kind, int most)
    {
        var key = tables[kind.Table].Schema.PrimaryKey[0];
        string? after = null;
        do
        {
            var last = await session.QueryAsync<string>(
                $"select {key} from public_{kind.Table} where {key} > @after order by {key} limit 1 offset @skip",
                new { after = after ?? "", skip = most - 1 }
            );
            var upTo = last.Count == 0 ? null : last[0];
            yield return new RecordRange(after, upTo);
            after = upTo;
        } while (after is not null);
    }

    /// <summary>The tables that have parts of the records. Most records have few kinds of parts, so that one look for all of them saves a query for each.</summary>
    private static async Task<IReadOnlyList<string>> PartsThereAsync(IQuerySession session, PublicRecordKind kind, RecordRange range)
    {
        var parts = kind.Parts.Select(part => part.Table).ToList();
        return range.IsOne && parts.Count >= WorthALook && kind.Parts.All(part => part.OwnerColumn is not null)
            ? await session.QueryAsync<string>(
                string.Join(
                    " union all ",
                    kind.Parts.Select(part =>
                        $"select '{part.Table}' where exists (select 1 from public_{part.Table} {range.Where(part.OwnerColumn!)})"
                    )
                ),
                new { range.UpTo }
            )
            : parts;
    }

    private static async Task<IEnumerable<IDictionary<string, object?>>> RowsAsync(
        IQuerySession session,
        DataTable table,
        string? column,
        RecordRange range
    )
    {
        // The names of tables and columns come from the data package that ships with the program, never from a user.
        var rows = await session.QueryAsync<dynamic>(
            $"select * from public_{table.Name} {(column is null ? "" : range.Where(column))} order by {string.Join(", ", table.Schema.PrimaryKey)}",
            new { range.After, range.UpTo }
        );
        return rows.Cast<IDictionary<string, object?>>();
    }

    private static JsonObject JsonOf(DataTable table, IDictionary<string, object?> row, string? without)
    {
        var json = new JsonObject();
        foreach (var field in table.Schema.Fields.Where(field => field.Name != without && row.ContainsKey(field.Name)))
        {
            json[field.CamelName] = ValueOf(field, row[field.Name]);
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
}
