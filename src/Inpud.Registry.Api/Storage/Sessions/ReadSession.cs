using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The reads of one request. All use the same snapshot, so that a list and its total cannot disagree.</summary>
/// <param name="connection">The connection, which the session closes.</param>
/// <param name="transaction">The snapshot.</param>
/// <param name="dialect">Which database it is.</param>
/// <param name="done">What happens when the session has ended.</param>
internal sealed class ReadSession(DbConnection connection, DbTransaction transaction, IDialect dialect, Action done)
    : IQuerySession,
        IAsyncDisposable
{
    public IDialect Dialect => dialect;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

    public Task<T> SingleAsync<T>(string sql, object? parameters = null) => connection.QuerySingleAsync<T>(sql, parameters, transaction);

    public Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class => connection.QuerySingleOrDefaultAsync<T>(sql, parameters, transaction);

    /// <summary>The rows one by one, for results that may not fit into memory.</summary>
    public async IAsyncEnumerable<IDictionary<string, object?>> RowsAsync(string sql, object? parameters = null)
    {
        await foreach (var row in connection.QueryUnbufferedAsync<dynamic>(sql, parameters, transaction))
        {
            yield return row;
        }
    }

    /// <summary>One page of a query's rows, and the counts of all rows.</summary>
    /// <param name="rows">A query with the columns <c>sort_key</c> (text), <c>row_id</c> (text, unique) and <c>certainty</c>.</param>
    /// <param name="parameters">The query's parameters.</param>
    /// <param name="slice">The page to read.</param>
    public async Task<Rows<T>> ListAsync<T>(string rows, DynamicParameters parameters, Slice slice)
        where T : ListRow
    {
        var (counts, page) = ListSql.For(rows, slice, parameters);
        var count = await SingleAsync<RowCounts>(counts, parameters);
        var items = await QueryAsync<T>(page, parameters);
        var hasMore = slice.Limit is { } limit && items.Count > limit;
        return new Rows<T>(hasMore ? [.. items.Take(slice.Limit!.Value)] : items, count.Certain, count.Possible, hasMore);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        done();
    }
}
