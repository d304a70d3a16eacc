using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>The tables of an export, as its reader sees them.</summary>
internal sealed class TableRows
{
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> tables = new(StringComparer.Ordinal);

    public static TableRows OfZip(byte[] file)
    {
        var rows = new TableRows();
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            using var content = entry.Open();
            rows.Add(entry.Name[..^".csv".Length], CsvRows.Read(content));
        }

        return rows;
    }

    public static TableRows OfSqlite(byte[] file)
    {
        var folder = Directory.CreateTempSubdirectory("registry-export-").FullName;
        var path = Path.Combine(folder, "registry.db");
        File.WriteAllBytes(path, file);
        var rows = new TableRows();
        using (var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            foreach (
                var table in Query(connection, "select name from sqlite_master where type = 'table'").Select(row => (string)row["name"]!)
            )
            {
                rows.Add(table, Query(connection, $"select * from {table}"));
            }
        }

        Directory.Delete(folder, recursive: true);
        return rows;
    }

    /// <summary>The row of a record with the rows of its parts; null where the export lacks the record.</summary>
    public JsonNode? FindOrNull(FilledRecord record)
    {
        var key = record.Table.Schema.PrimaryKey[0];
        if (RowsOf(record.Table.Name).FirstOrDefault(row => IsText(row[key], record.Id)) is not { } row)
        {
            return null;
        }

        var tree = row.DeepClone().AsObject();
        foreach (var part in RegistryTables.PartsOf(record.Table.Name))
        {
            var owner = part.PartOf!.Owner;
            tree[part.PartOf.Property] = new JsonArray([
                .. RowsOf(part.Name).Where(row => owner is null || IsText(row[owner], record.Id)).Select(row => row.DeepClone()),
            ]);
        }

        return tree;
    }

    /// <summary>The rows of a table.</summary>
    public IReadOnlyList<JsonObject> RowsOf(string table) => tables.GetValueOrDefault(table, []);

    private void Add(string name, IEnumerable<JsonObject> rows)
    {
        var fields = RegistryTables.Full.Resources.SingleOrDefault(table => table.Name == name)?.Schema.Fields ?? [];
        var lists = fields.Where(field => field.Type == "array").Select(field => field.Name).ToList();
        var answers = fields.Where(field => field.Type == "boolean").Select(field => field.Name).ToList();
        tables[name] = [.. rows.Select(Typed)];

        JsonObject Typed(JsonObject row)
        {
            foreach (var list in lists.Where(list => row[list]?.ToString() is { Length: > 0 }))
            {
                row[list] = JsonNode.Parse(row[list]!.ToString());
            }

            foreach (var answer in answers)
            {
                row[answer] = row[answer]?.ToString() switch
                {
                    "1" => "true",
                    "0" => "false",
                    var text => text,
                };
            }

            return row;
        }
    }

    private static bool IsText(JsonNode? cell, string text) => cell?.ToString() == text;

    private static List<JsonObject> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<JsonObject>();
        while (reader.Read())
        {
            var row = new JsonObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture);
            }

            rows.Add(row);
        }

        return rows;
    }
}
