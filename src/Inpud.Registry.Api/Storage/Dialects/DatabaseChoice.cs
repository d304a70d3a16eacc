using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Chooses the database by its connection string: <c>Host=…</c> is a PostgreSQL server, <c>Data Source=…</c> an SQLite file.</summary>
internal static class DatabaseChoice
{
    public static IDialect Open(string connectionString, string contentRoot, TimeSpan wait, TimeProvider clock, int approvals) =>
        PostgresSettings.IsMeant(connectionString)
            ? new PostgresDialect(connectionString, wait, clock, approvals)
            : new SqliteDialect(connectionString, contentRoot, wait, clock, approvals: approvals);

    /// <summary>What is wrong with a connection string, in a sentence, which does not repeat it: it can have a password. Null where nothing is.</summary>
    public static string? MistakeOrNull(string connectionString)
    {
        if (PostgresSettings.IsMeant(connectionString))
        {
            return PostgresMistakes.OfOrNull(connectionString);
        }

        return IsFile(connectionString)
            ? null
            : "Registry:Database is no connection string. Name an SQLite file, such as 'Data Source=data/registry.db', or a PostgreSQL server, such as 'Host=db.example.org;Database=registry;Username=registry', and put a value with a semicolon in quotes.";
    }

    private static bool IsFile(string text)
    {
        try
        {
            return new SqliteConnectionStringBuilder(text).DataSource.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
