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
    public static IReadOnlyList<ViewRead> Of(SqliteConnection connection)
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
    public static IReadOnlyList<string> NamesOf(SqliteConnection connection) =>
        Texts(
            connection,
            "select name from sqlite_master where type = 'view' and (name like 'public!_%' escape '!' or name like 'showable!_%' escape '!') order by name"
        );

    private static string ViewOf(string table) =>
        table.StartsWith("shown_", StringComparison.Ordinal) ? $"showable_{table["shown_".Length..]}" : table;

    public static IReadOnlyList<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
