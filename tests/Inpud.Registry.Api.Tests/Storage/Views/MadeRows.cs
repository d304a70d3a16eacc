using System.Data.Common;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>Makes rows for tables that can be private, with a value in every column. Each text is the mark of the table.</summary>
internal sealed class MadeRows(DbConnection connection, DbTransaction transaction, Schema schema)
{
    private readonly Dictionary<string, object> made = [];

    /// <summary>The text in each text column of a table's row.</summary>
    public static string MarkOf(string table) => $"made-of-{table.Replace('_', '-')}-only";

    /// <summary>Adds a public row, except for the given columns. It belongs to the rows that were made before.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isCited">Whether it cites the source that was made before; otherwise it cites a shipped one.</param>
    /// <param name="others">The given columns with their values.</param>
    /// <returns>The first column of the row's key: mostly the mark; for a part, the id of its record.</returns>
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
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{column}", value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
        made[table.Name] = row[schema.KeyOf(table.Name).First()]!;
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
            (_, "kept_by" or "withdrawn" or "ended" or "until" or "consent_until" or "person_withheld", _) => null,
            ({ } owner, _, _) => made[owner.Table],
            (_, "possible_from", _) => "2013-01-01",
            (_, "certain_from", _) => "2013-12-31",
            // The row has an end, since only one row of an office or a seat may be open.
            (_, "possible_to" or "certain_to", _) => "2090-12-31",
            (_, _, { Constraints.Values: [var word, ..] }) => word,
            (_, _, { Type: "array" }) => "[]",
            (_, _, { Type: "boolean" }) => true,
            (_, _, { Type: "integer" }) => Math.Min(77, field.Constraints?.Maximum ?? 77),
            (_, _, { Type: "date" }) => "2025-01-01",
            (_, _, { Format: "edtf-period" }) => "2013/2090",
            (_, _, { Format: "edtf" or "edtf-event" }) => "2025-01",
            _ => MarkOf(table.Name),
        };
    }
}
