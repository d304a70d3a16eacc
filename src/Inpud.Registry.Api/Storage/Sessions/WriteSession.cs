using System.Data.Common;
using Dapper;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>One write: the facts that decide on it are read, and its rows and its history are written, in one transaction.</summary>
/// <remarks>It cannot commit without a <see cref="Change"/>, so that no writer can forget the history. Disposed without a commit, it leaves nothing.</remarks>
internal sealed class WriteSession(DbConnection connection, DbTransaction transaction, TimeProvider clock, Action release)
    : IQuerySession,
        IAsyncDisposable
{
    private bool hasChange;
    private long? cause;

    /// <summary>Now, as the change's time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(sql, parameters, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

    public Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class => connection.QuerySingleOrDefaultAsync<T>(sql, parameters, transaction);

    public async Task RecordAsync(Change change)
    {
        await ChangesSql.AddAsync(this, change, cause);
        hasChange = true;
    }

    /// <summary>Records what many changes are part of: all that are recorded from here on have it as their cause. Alone it is no change.</summary>
    public async Task RecordCauseAsync(Change change) => cause = await ChangesSql.AddAsync(this, change, cause: null);

    public Task CommitAsync(CancellationToken ct) =>
        hasChange
            ? transaction.CommitAsync(ct)
            : throw new InvalidOperationException("A write without a Change cannot commit: record what was done, by whom and why.");

    /// <summary>Commits what is no fact of the registry and has no history, such as when a key was last used.</summary>
    public Task CommitBookkeepingAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        release();
    }
}
