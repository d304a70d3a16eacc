using Inpud.Registry.Api.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>Rows for tables that can be private, whatever columns these have: each text in them is the table's mark.</summary>
internal sealed class MadeRows(SqliteConnection connection, SqliteTransaction transaction, Schema schema)
{
    private readonly Dictionary<string, object> made = [];

    /// <summary>What stands in each text of a table's row.</summary>
    public static string MarkOf(string table) => $"made-of-{table.Replace('_', '-')}-only";

    /// <summary>Adds a row that anybody may read, apart from the columns that are given. What it belongs to is the row that was made before.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isCited">Whether it cites the source that was made before; one that ships otherwise.</param>
    /// <param name="others">The columns with other values.</param>
    /// <returns>What names the row: a mark, mostly; for a part, what it belongs to.</returns>
    public string Add(DataTable table, bool isCited, params IEnumerable<(string Column, object? Value)> others)
    {
        var given = others.ToDictionary(other => other.Column, other => other.Value);
        var row = schema
            .ColumnsOf(table.Name)
            .ToDictionary(column => column, column => given.TryGetValue(column, out var value) ? value : ValueOf(table, column, isCited));
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"insert into {table.Name} ({string.Join(", ", row.Keys)}) values ({string.Join(", ", row.Keys.Select(column => $"@{column}"))})";
        foreach (var (column, value) in row)
        {
            command.Parameters.AddWithValue($"@{column}", value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
        made[table.Name] = row[schema.KeyOf(table.Name)[0]]!;
        return made[table.Name].ToString()!;
    }

    private object? ValueOf(DataTable table, string column, bool isCited)
    {
        var reference = schema.ReferencesOf(table.Name).FirstOrDefault(reference => reference.Column == column);
        var field = RegistryTables.Of(table.Name).Schema.Fields.FirstOrDefault(field => field.Name == column);
        return (reference, column, field) switch
        {
            ({ Table: "sources" }, _, _) => isCited ? made["sources"] : "registry-curation",
            ({ Table: "countries" }, _, _) => "KE",
            ({ Table: "offices" }, _, _) => "chair",
            (_, "kept_by" or "withdrawn" or "ended" or "until", _) => null,
            ({ } owner, _, _) => made[owner.Table],
            (_, "possible_from", _) => "2013-01-01",
            (_, "certain_from", _) => "2013-12-31",
            // An end, since one row alone of an office or a seat may go on.
            (_, "possible_to" or "certain_to", _) => "2090-12-31",
            (_, _, { Constraints.Values: [var word, ..] }) => word,
            (_, _, { Type: "array" }) => "[]",
            (_, _, { Type: "boolean" }) => 1,
            (_, _, { Type: "integer" }) => 77,
            (_, _, { Type: "date" }) => "2025-01-01",
            (_, _, { Format: "edtf-period" }) => "2013/..",
            (_, _, { Format: "edtf" }) => "2025-01",
            _ => MarkOf(table.Name),
        };
    }
}
