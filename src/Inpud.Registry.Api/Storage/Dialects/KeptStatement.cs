using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A compiled statement, and what is known of its columns.</summary>
internal sealed class KeptStatement(string text, SqliteConnection connection) : IDisposable
{
    /// <summary>The types of the columns of each text. Dapper keeps as much of each text, for as long.</summary>
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Type>> Types = new(StringComparer.Ordinal);

    /// <summary>SQLite holds the values of a statement until its next use.</summary>
    private const int LongestValue = 10_000;

    /// <summary>What reads or writes rows. Some pragmas act when they are compiled, so that a kept one would do nothing.</summary>
    private static readonly string[] Kept = ["select", "with", "insert", "update", "delete", "begin", "commit", "rollback"];

    private readonly KeptColumns columns = new(Types.GetOrAdd(text, _ => new(StringComparer.Ordinal)));

    /// <summary>A text of several statements has no columns of its own.</summary>
    private readonly bool isOne = !text.Contains(';', StringComparison.Ordinal);

    /// <summary>Where one of the statements is another, the text is a migration, which runs once.</summary>
    private readonly bool readsOrWritesRows = text.Split(';').All(statement => Begins(statement.AsSpan().TrimStart()));

    public string Text => text;

    public SqliteCommand Command { get; } = new(text, connection);

    /// <summary>False where the statement must not be used again.</summary>
    public bool CanBeKept
    {
        get
        {
            foreach (SqliteParameter parameter in Command.Parameters)
            {
                if (parameter.Value is string { Length: > LongestValue } or byte[] { Length: > LongestValue })
                {
                    return false;
                }
            }

            return readsOrWritesRows;
        }
    }

    public DbDataReader Execute(CommandBehavior behavior)
    {
        var rows = Command.ExecuteReader(behavior);
        if (!isOne || !readsOrWritesRows || rows.Handle is null)
        {
            return rows;
        }

        columns.Look(rows);
        return new KeptReader(rows, columns);
    }

    public void Dispose() => Command.Dispose();

    private static bool Begins(ReadOnlySpan<char> text)
    {
        foreach (var word in Kept)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
