using System.Data.Common;
using Dapper;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>One write. A single transaction reads the facts that decide on it and writes its rows and its history.</summary>
/// <remarks>It cannot commit without a <see cref="Change"/>, so that no writer can forget the history. Disposing it without a commit rolls everything back.</remarks>
internal sealed class WriteSession(DbConnection connection, DbTransaction transaction, TimeProvider clock, Action release)
    : IQuerySession,
        IAsyncDisposable
{
    private bool hasChange;
    private long? cause;

    /// <summary>The time of the write and of its changes.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(sql, parameters, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await FillInForAsync(sql);
        return (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();
    }

    public async Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class
    {
        await FillInForAsync(sql);
        return await connection.QuerySingleOrDefaultAsync<T>(sql, parameters, transaction);
    }

    /// <summary>The answer of a query that is true or false.</summary>
    public Task<bool> HasAsync(string sql) => connection.QuerySingleAsync<bool>(sql, transaction: transaction);

    /// <summary>A write sees what it makes public itself.</summary>
    private Task FillInForAsync(string sql) =>
        sql.Contains("public_", StringComparison.Ordinal) ? ShownTables.FillInAsync(this) : Task.CompletedTask;

    public async Task RecordAsync(Change change)
    {
        await ChangesSql.AddAsync(this, change, cause);
        hasChange = true;
    }

    /// <summary>Records a cause: every change that is recorded after it names it as its cause. A cause without such a change cannot commit.</summary>
    public async Task RecordCauseAsync(Change change) => cause = await ChangesSql.AddAsync(this, change, cause: null);

    public Task CommitAsync(CancellationToken ct) =>
        hasChange
            ? CommitBookkeepingAsync(ct)
            : throw new InvalidOperationException("A write without a Change cannot commit: record what was done, by whom and why.");

    /// <summary>Commits bookkeeping that is no fact of the registry and has no history, such as the last use of a key.</summary>
    public async Task CommitBookkeepingAsync(CancellationToken ct)
    {
        await ShownTables.FillInAsync(this);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Commits bookkeeping into a file without the tables of what is shown: one of an earlier version, which is upgraded next, or the notes of reads.</summary>
    public Task CommitAsIsAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        release();
    }
}
