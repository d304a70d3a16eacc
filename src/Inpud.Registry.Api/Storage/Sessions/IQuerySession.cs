namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>A session that can run a query: a read, or a write that the query decides on.</summary>
internal interface IQuerySession
{
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class;
}
