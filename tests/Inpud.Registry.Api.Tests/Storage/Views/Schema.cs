using Inpud.Registry.Api.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>A reference of a table to another: its column, and the table that it names.</summary>
internal sealed record Reference(string Column, string Table);

/// <summary>The tables of a database, from the database's own catalogue.</summary>
internal sealed class Schema
{
    /// <summary>The columns that can hide a record.</summary>
    private static readonly string[] Hiding = ["withdrawn", "visibility"];

    private readonly Dictionary<string, IReadOnlyList<string>> columns = [];
    private readonly Dictionary<string, IReadOnlyList<Reference>> references = [];
    private readonly Dictionary<string, IReadOnlyList<string>> keys = [];

    public Schema(SqliteConnection connection)
    {
        foreach (
            var table in ViewReads.Texts(
                connection,
                "select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite%' and name not like 'public!_%' escape '!' and name not like 'shown!_%' escape '!'"
            )
        )
        {
            columns[table] = ViewReads.Texts(connection, $"select name from pragma_table_info('{table}')");
            keys[table] = ViewReads.Texts(connection, $"select name from pragma_table_info('{table}') where pk > 0 order by pk");
            references[table] =
            [
                .. ViewReads
                    .Texts(connection, $"select \"from\" || ' ' || \"table\" from pragma_foreign_key_list('{table}')")
                    .Select(reference => reference.Split(' '))
                    .Select(reference => new Reference(reference[0], reference[1])),
            ];
        }
    }

    public IEnumerable<string> Tables => columns.Keys;

    public IReadOnlyList<string> ColumnsOf(string table) => columns[table];

    public IReadOnlyList<string> KeyOf(string table) => keys[table];

    public IReadOnlyList<Reference> ReferencesOf(string table) => references[table];

    /// <summary>The columns of a table that can hide a row by itself.</summary>
    public IReadOnlyList<string> HidingColumnsOf(string table) => [.. columns[table].Intersect(Hiding)];

    /// <summary>The values with which such a column hides a row.</summary>
    public static IEnumerable<(string Column, object Value)> HidingValuesOf(string table, string column) =>
        column == "visibility"
            ? RegistryTables
                .Of(table)
                .Schema.Fields.Single(field => field.Name == column)
                .Constraints!.Values!.Where(word => word != "public")
                .Select(word => (column, (object)word))
            : [(column, "2026-01-01T00:00:00.0000000Z")];

    /// <summary>The tables that a row belongs to: a hidden row hides the rows that belong to it. A row does not belong to its source, nor to the network that keeps it.</summary>
    public IEnumerable<Reference> OwnersOf(string table) =>
        references[table]
            .Where(reference =>
                reference.Column != "kept_by" && reference.Table != "sources" && reference.Table != table && CanBePrivate(reference.Table)
            );

    /// <summary>Whether the table can have rows that only stewards may read.</summary>
    public bool CanBePrivate(string table) =>
        HidingColumnsOf(table).Count > 0 || columns[table].Contains("kept_by") || OwnersOf(table).Any();

    /// <summary>Whether a column only identifies rows.</summary>
    public bool IsKey(string table, string column) =>
        keys[table].Contains(column) || column == "anonymous_id" || references[table].Any(reference => reference.Column == column);
}
