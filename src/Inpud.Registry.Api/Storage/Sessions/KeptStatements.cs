using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>A connection that keeps each statement that it compiled, and runs it again where the same text comes again.</summary>
/// <remarks>
/// Dapper makes a new command for each execution, and a new command compiles its text anew. An import runs some tens of texts a hundred thousand times, and the triggers of a table are compiled with each
/// statement that writes it. So this stands between Dapper and the connection.
/// </remarks>
internal sealed class KeptStatements(DbConnection connection) : DbConnection
{
    /// <summary>A text that lists its values, such as <c>in @keys</c>, is another one for each length of the list. So there is a limit.</summary>
    private const int MostKept = 400;

    /// <summary>What is kept. Definitions of tables and pragmas are not: some of what they do happens while they are compiled.</summary>
    private static readonly string[] Beginnings = ["select", "insert", "update", "delete", "with"];

    private readonly Dictionary<string, DbCommand> kept = new(StringComparer.Ordinal);

    /// <summary>Commands without a text, which hold the parameters of others.</summary>
    private readonly Stack<DbCommand> stating = new();

    public override string Database => connection.Database;

    public override string DataSource => connection.DataSource;

    public override string ServerVersion => connection.ServerVersion;

    public override ConnectionState State => connection.State;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => connection.ConnectionString = value;
    }

    public override void Open() => connection.Open();

    public override void Close() => connection.Close();

    public override void ChangeDatabase(string databaseName) => connection.ChangeDatabase(databaseName);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => connection.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() =>
        new KeptCommand(this, stating.TryPop(out var free) ? free : connection.CreateCommand());

    /// <summary>A command with the text, which is the caller's until it gives it back.</summary>
    public DbCommand Take(string text)
    {
        if (kept.Remove(text, out var known))
        {
            return known;
        }

        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    /// <summary>Takes a command back, and the one that held its parameters.</summary>
    public void GiveBack(DbCommand? command, bool hasFailed, DbCommand stated)
    {
        stated.Parameters.Clear();
        stated.Transaction = null;
        stating.Push(stated);
        if (command is null)
        {
            return;
        }

        command.Parameters.Clear();
        if (hasFailed || !IsKept(command.CommandText) || !kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }

        if (kept.Count > MostKept)
        {
            Clear();
        }
    }

    /// <summary>Whether the text is a single statement whose compilation has no effect.</summary>
    public static bool IsKept(string text)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var beginning in Beginnings)
        {
            if (trimmed.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return !trimmed.Contains(';');
            }
        }

        return false;
    }

    private void Clear()
    {
        foreach (var command in kept.Values)
        {
            command.Dispose();
        }

        kept.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Clear();
            foreach (var free in stating)
            {
                free.Dispose();
            }

            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
