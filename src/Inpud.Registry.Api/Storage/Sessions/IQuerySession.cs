namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>A session that can run a query: a read, or a write that the query decides on.</summary>
internal interface IQuerySession
{
    /// <summary>The countries that the database has for certain.</summary>
    KnownCountries Countries { get; }

    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    /// <summary>A fact that many rows of one import share. A session that keeps facts reads it once.</summary>
    /// <param name="what">What the fact is.</param>
    /// <param name="of">What it is about.</param>
    /// <param name="readAsync">Reads it.</param>
    Task<T> OnceAsync<T>(string what, string of, Func<Task<T>> readAsync) => readAsync();

    Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class;
}
