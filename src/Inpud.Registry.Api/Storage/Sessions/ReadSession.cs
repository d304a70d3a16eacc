using System.Data.Common;
using System.Globalization;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The reads of one request. All use the same snapshot, so that a list and its total cannot disagree.</summary>
/// <param name="connection">The connection, which the session closes.</param>
/// <param name="transaction">The snapshot.</param>
/// <param name="dialect">Which database it is.</param>
/// <param name="countries">The countries that the database has for certain.</param>
/// <param name="today">The day on which the session began, in UTC.</param>
/// <param name="done">What happens when the session has ended.</param>
internal sealed class ReadSession(
    DbConnection connection,
    DbTransaction transaction,
    IDialect dialect,
    KnownCountries countries,
    DateOnly today,
    Action done
) : IQuerySession, IAsyncDisposable
{
    public IDialect Dialect => dialect;

    public KnownCountries Countries => countries;

    /// <summary>The day on which the session began, in UTC, as SQL compares it.</summary>
    public string Today { get; } = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
        return PageOf(items, slice, count);
    }

    /// <summary>One page of a query that starts after the last row of the page before by itself, and has its rows in their order. It reads no more rows than the page has, and one.</summary>
    /// <param name="rows">The query, without its limit.</param>
    /// <param name="parameters">The query's parameters.</param>
    /// <param name="slice">The page to read.</param>
    /// <param name="counts">The counts of all rows.</param>
    public async Task<Rows<T>> PageAsync<T>(string rows, DynamicParameters parameters, Slice slice, RowCounts counts)
        where T : ListRow
    {
        parameters.Add("take", slice.Limit + 1);
        return PageOf(await QueryAsync<T>(slice.Limit is null ? rows : $"{rows} limit @take", parameters), slice, counts);
    }

    /// <summary>One page of the rows of a table in the order of two of its columns, which an index has, and the number of all of them. All hold, as facts without a day do.</summary>
    /// <param name="columns">The columns of a row.</param>
    /// <param name="from">The relations.</param>
    /// <param name="where">The condition.</param>
    /// <param name="key">The column of the sort key.</param>
    /// <param name="id">The unique column that breaks a tie.</param>
    /// <param name="parameters">The parameters of these.</param>
    /// <param name="slice">The page to read.</param>
    public async Task<Rows<T>> TableAsync<T>(
        string columns,
        string from,
        string where,
        string key,
        string id,
        DynamicParameters parameters,
        Slice slice
    )
        where T : ListRow
    {
        parameters.Add("after_key", slice.AfterKey);
        parameters.Add("after_id", slice.AfterId);
        var (direction, beyond) = slice.Descending ? ("desc", "<") : ("asc", ">");
        var after = slice.AfterKey is null ? "" : $"and ({key}, {id}) {beyond} (@after_key, @after_id)";
        var counts = await SingleAsync<RowCounts>($"select count(*) as certain, 0 as possible from {from} where {where}", parameters);
        return await PageAsync<T>(
            $"""
            select {columns}, {key} as sort_key, {id} as row_id, 'certain' as certainty
            from {from}
            where {where} {after}
            order by {key} {direction}, {id} {direction}
            """,
            parameters,
            slice,
            counts
        );
    }

    /// <summary>A query reads one row more than the page has: that row shows whether there is a next page.</summary>
    private static Rows<T> PageOf<T>(IReadOnlyList<T> rows, Slice slice, RowCounts counts)
    {
        var hasMore = slice.Limit is { } limit && rows.Count > limit;
        return new Rows<T>(hasMore ? [.. rows.Take(slice.Limit!.Value)] : rows, counts.Certain, counts.Possible, hasMore);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        done();
    }
}
