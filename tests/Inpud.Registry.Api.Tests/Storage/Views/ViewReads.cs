using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>A column that a view reads directly, and not through another view. A table that keeps what a view gives counts as that view.</summary>
/// <param name="View">The view.</param>
/// <param name="Source">The table or view that it reads.</param>
/// <param name="Column">The column; empty where the view reads none and only checks that there are rows.</param>
internal sealed record ViewRead(string View, string Source, string Column);

/// <summary>Finds what each view of a database reads, as the database itself reports it. It does not search the view's text.</summary>
internal static class ViewReads
{
    private const string ViewsOfFile = """
        select name from sqlite_master
        where type = 'view' and (name like 'public!_%' escape '!' or name like 'showable!_%' escape '!') order by name
        """;

    private const string ViewsOfServer = """
        select relname from pg_class
        where relkind = 'v' and relnamespace = 'public'::regnamespace and (relname like 'public!_%' escape '!' or relname like 'showable!_%' escape '!') order by relname
        """;

    /// <summary>The server notes what a view needs, so that nobody drops it: each table with its columns. The table itself is always there, and tells something only where no column is.</summary>
    private const string ReadsOfServer = """
        with reads as (
            select v.relname as view, s.relname as source, coalesce(a.attname, '') as column_name
            from pg_depend as d
            join pg_rewrite as r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
            join pg_class as v on v.oid = r.ev_class and v.relkind = 'v' and v.relnamespace = 'public'::regnamespace
            join pg_class as s on s.oid = d.refobjid and d.refclassid = 'pg_class'::regclass and s.oid <> v.oid
            left join pg_attribute as a on a.attrelid = s.oid and a.attnum = d.refobjsubid and a.attnum > 0
        )
        select distinct r.view, r.source, r.column_name as "column" from reads as r
        where r.column_name <> '' or not exists (select 1 from reads as o where o.view = r.view and o.source = r.source and o.column_name <> '')
        """;

    private sealed record Row
    {
        public string View { get; init; } = "";
        public string Source { get; init; } = "";
        public string Column { get; init; } = "";
    }

    public static IReadOnlyList<ViewRead> Of(DbConnection connection) =>
        connection is SqliteConnection file
            ? OfFile(file)
            : [.. connection.Query<Row>(ReadsOfServer).Select(row => new ViewRead(row.View, ViewOf(row.Source), row.Column))];

    private static IReadOnlyList<ViewRead> OfFile(SqliteConnection connection)
    {
        var reads = new HashSet<ViewRead>();
        raw.sqlite3_set_authorizer(
            connection.Handle,
            (_, action, table, column, _, within) =>
            {
                if (action == raw.SQLITE_READ && within.utf8_to_string() is { } view)
                {
                    reads.Add(new ViewRead(view, ViewOf(table.utf8_to_string()), column.utf8_to_string() ?? ""));
                }

                return raw.SQLITE_OK;
            },
            null
        );
        foreach (var view in NamesOf(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"explain select * from {view}";
            command.ExecuteScalar();
        }

        raw.sqlite3_set_authorizer(connection.Handle, (delegate_authorizer?)null, null);
        return [.. reads];
    }

    /// <summary>The views that anybody may read, and those that say what they may show.</summary>
    public static IReadOnlyList<string> NamesOf(DbConnection connection, DbTransaction? transaction = null) =>
        connection.Query<string>(connection is SqliteConnection ? ViewsOfFile : ViewsOfServer, transaction: transaction).AsList();

    private static string ViewOf(string table) =>
        table.StartsWith("shown_", StringComparison.Ordinal) ? $"showable_{table["shown_".Length..]}" : table;
}
