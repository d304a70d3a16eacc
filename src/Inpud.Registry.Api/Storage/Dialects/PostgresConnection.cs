using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A connection of Npgsql's pool, with the transaction that it began with.</summary>
/// <remarks>
/// Npgsql's own class was rejected: Dapper knows it by its name, and gives it a list (<c>in @ids</c>) as an array, which the text that both databases understand does not take.
/// </remarks>
internal sealed class PostgresConnection : DbConnection
{
    private NpgsqlConnection? inner;
    private PostgresTransaction? begun;

    public PostgresConnection(NpgsqlConnection inner) => this.inner = inner;

    /// <summary>A connection that comes from the pool when its session begins.</summary>
    /// <param name="atLeast">The stamp that a standby has to have come to, to be read; null where the primary is read.</param>
    public PostgresConnection(long? atLeast) => AtLeast = atLeast;

    public NpgsqlConnection Inner => inner ?? throw new InvalidOperationException("The session of the connection has not begun.");

    public long? AtLeast { get; }

    /// <summary>How long a command runs at most, in seconds; 0 for no end.</summary>
    public int CommandTimeout { get; init; }

    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    public override string Database => Inner.Database;

    public override string DataSource => Inner.DataSource;

    public override string ServerVersion => Inner.ServerVersion;

    public override ConnectionState State => inner?.State ?? ConnectionState.Closed;

    /// <summary>Begins the transaction of the session with a statement of its own, which goes to the server together with the beginning.</summary>
    public void Begin(IsolationLevel isolation, string statement)
    {
        begun = new PostgresTransaction(this, Inner.BeginTransaction(isolation));
        using var command = Inner.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = CommandTimeout;
        command.ExecuteNonQuery();
    }

    /// <summary>Takes a connection from the pool, and begins the session on it.</summary>
    /// <returns>The first value that the statement gave.</returns>
    public async Task<object?> BeginAsync(NpgsqlDataSource source, IsolationLevel isolation, string statement)
    {
        inner = await PostgresHosts.ConnectAsync(source);
        try
        {
            begun = new PostgresTransaction(this, await inner.BeginTransactionAsync(isolation));
            await using var command = inner.CreateCommand();
            command.CommandText = statement;
            command.CommandTimeout = CommandTimeout;
            return await command.ExecuteScalarAsync();
        }
        catch
        {
            await GiveUpAsync();
            throw;
        }
    }

    /// <summary>Gives the connection back to the pool, so that the session can begin on another one.</summary>
    public async Task GiveUpAsync()
    {
        var given = inner;
        (inner, begun) = (null, null);
        await (given?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>The transaction that the connection began with.</summary>
    public PostgresTransaction TakeBegun() =>
        Interlocked.Exchange(ref begun, null)
        ?? throw new InvalidOperationException("The connection has no transaction that it began with.");

    public override void Open() => Inner.Open();

    public override void Close() => inner?.Close();

    public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

    protected override DbCommand CreateDbCommand() => new PostgresCommand(this) { CommandTimeout = CommandTimeout };

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new PostgresTransaction(this, Inner.BeginTransaction(isolationLevel));

    public override async ValueTask DisposeAsync()
    {
        await (inner?.DisposeAsync() ?? ValueTask.CompletedTask);
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
