using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>A reference of a table to another: its column, and the table that it names.</summary>
internal sealed record Reference(string Column, string Table);

/// <summary>The tables of a database, from the database's own catalogue.</summary>
internal sealed class Schema
{
    private const string OfFile = """
        with tables as (
            select name from sqlite_master
            where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite%'
                and name not like 'public!_%' escape '!' and name not like 'shown!_%' escape '!'
        )
        select 'column' as kind, t.name as "table", c.cid as place, c.name as name, '' as other from tables as t, pragma_table_info(t.name) as c
        union all
        select 'key', t.name, c.pk, c.name, '' from tables as t, pragma_table_info(t.name) as c where c.pk > 0
        union all
        select 'reference', t.name, f.id, f."from", f."table" from tables as t, pragma_foreign_key_list(t.name) as f
        order by 1, 2, 3
        """;

    private const string OfServer = """
        with tables as (
            select oid, relname as name from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'public\_%' and relname not like 'shown\_%'
        )
        select 'column' as kind, t.name as "table", a.attnum as place, a.attname as name, '' as other
        from tables as t join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 'key', t.name, k.place, a.attname, ''
        from tables as t join pg_constraint as p on p.conrelid = t.oid and p.contype = 'p'
        cross join unnest(p.conkey) with ordinality as k (number, place) join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.number
        union all
        select 'reference', t.name, 0, a.attname, o.relname
        from tables as t join pg_constraint as f on f.conrelid = t.oid and f.contype = 'f'
        join pg_attribute as a on a.attrelid = t.oid and a.attnum = f.conkey[1] join pg_class as o on o.oid = f.confrelid
        order by 1, 2, 3
        """;

    /// <summary>The columns that can hide a record.</summary>
    private static readonly string[] Hiding = ["withdrawn", "visibility"];

    private readonly ILookup<string, string> columns;
    private readonly ILookup<string, string> keys;
    private readonly ILookup<string, Reference> references;

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public string Other { get; init; } = "";
    }

    public Schema(DbConnection connection)
    {
        var rows = connection.Query<Row>(connection is SqliteConnection ? OfFile : OfServer).AsList();
        columns = rows.Where(row => row.Kind == "column").ToLookup(row => row.Table, row => row.Name);
        keys = rows.Where(row => row.Kind == "key").ToLookup(row => row.Table, row => row.Name);
        references = rows.Where(row => row.Kind == "reference").ToLookup(row => row.Table, row => new Reference(row.Name, row.Other));
    }

    public IEnumerable<string> Tables => columns.Select(table => table.Key);

    public IEnumerable<string> ColumnsOf(string table) => columns[table];

    public IEnumerable<string> KeyOf(string table) => keys[table];

    public IEnumerable<Reference> ReferencesOf(string table) => references[table];

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
