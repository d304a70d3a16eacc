using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Explains statements: which tables each reads as a whole. It reads SQLite's own program of a statement, in which an alias or a view cannot hide a table.</summary>
internal sealed class ExplainedStatements : IAsyncDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<long, string> tables = [];

    public ExplainedStatements(string connectionString)
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.CreateFunction("registry_today", () => "2026-01-15");
        connection.CreateFunction("registry_latest_day", () => "2026-01-15");
        connection.CreateFunction("registry_approvals_needed", () => 1);
        connection.CreateFunction("registry_name_matches", (string name, string words) => true);
        connection.CreateFunction("registry_unique_name", (string name) => name);
        connection.CreateFunction("registry_name_order", (string name) => name);
        foreach (
            var (root, table) in Rows(
                "select rootpage, tbl_name from sqlite_master where rootpage > 0",
                r => (r.GetInt64(0), r.GetString(1))
            )
        )
        {
            tables[root] = table;
        }
    }

    /// <summary>The tables of the database.</summary>
    public IReadOnlyList<string> Tables => [.. tables.Values.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The statement with a mark in place of each value.</summary>
    public static string Shape(string statement) => Regex.Replace(Regex.Replace(statement, "'(?:[^']|'')*'", "?"), @"\b\d+\b", "?");

    /// <summary>The statements that go through a table that grows, each after the names of such tables.</summary>
    public IEnumerable<string> Scans(IEnumerable<string> statements) =>
        statements
            .Select(statement =>
                (Statement: statement, Tables: ScannedBy(statement).Where(table => !SmallTables.Why.ContainsKey(table)).ToList())
            )
            .Where(of => of.Tables.Count > 0)
            .Select(of => $"{string.Join(", ", of.Tables)}: {of.Statement}");

    /// <summary>The tables of which the statement, or a trigger that it fires, goes through all rows.</summary>
    public IReadOnlySet<string> ScannedBy(string statement)
    {
        var cursors = new Dictionary<long, string>();
        var begun = new Dictionary<long, string>();
        var scanned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, cursor, page) in Rows("explain " + statement, r => (r.GetString(1), r.GetInt64(2), r.GetInt64(3))))
        {
            switch (code)
            {
                case "OpenRead" or "OpenWrite" or "ReopenIdx":
                    cursors[cursor] = tables.GetValueOrDefault(page, "");
                    begun.Remove(cursor);
                    break;
                case "OpenEphemeral" or "OpenAutoindex" or "OpenPseudo" or "SorterOpen" or "VOpen":
                    cursors.Remove(cursor);
                    begun.Remove(cursor);
                    break;
                case "Rewind" or "Last" when cursors.TryGetValue(cursor, out var table):
                    begun[cursor] = table;
                    break;
                case "SeekGE" or "SeekGT" or "SeekLE" or "SeekLT" or "SeekRowid" or "NotExists":
                    begun.Remove(cursor);
                    break;
                case "Next" or "Prev" when begun.TryGetValue(cursor, out var table):
                    scanned.Add(table);
                    break;
            }
        }

        return scanned;
    }

    private IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return row(reader);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
