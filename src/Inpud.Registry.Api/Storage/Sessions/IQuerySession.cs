namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Where a query can be asked: in a read, or in the write that it decides on.</summary>
internal interface IQuerySession
{
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class;
}
