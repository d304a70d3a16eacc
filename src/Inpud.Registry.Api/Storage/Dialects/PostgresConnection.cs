using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A connection of Npgsql's pool, with the transaction that it began with.</summary>
/// <remarks>
/// Npgsql's own class was rejected: Dapper knows it by its name, and gives it a list (<c>in @ids</c>) as an array, which the text that both databases understand does not take.
/// </remarks>
internal sealed class PostgresConnection(NpgsqlConnection inner) : DbConnection
{
    private PostgresTransaction? begun;

    public NpgsqlConnection Inner => inner;

    /// <summary>How long a command runs at most, in seconds; 0 for no end.</summary>
    public int CommandTimeout { get; init; }

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    /// <summary>The first value that the statement gave with which the session began.</summary>
    public object? Answer { get; private set; }

    /// <summary>Begins the transaction of the session with a statement of its own, which goes to the server together with the beginning.</summary>
    public void Begin(IsolationLevel isolation, string statement)
    {
        begun = new PostgresTransaction(this, inner.BeginTransaction(isolation));
        using var command = inner.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = CommandTimeout;
        Answer = command.ExecuteScalar();
    }

    /// <summary>The transaction that the connection began with.</summary>
    public PostgresTransaction TakeBegun() =>
        Interlocked.Exchange(ref begun, null)
        ?? throw new InvalidOperationException("The connection has no transaction that it began with.");

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    protected override DbCommand CreateDbCommand() => new PostgresCommand(this) { CommandTimeout = CommandTimeout };

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new PostgresTransaction(this, inner.BeginTransaction(isolationLevel));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
