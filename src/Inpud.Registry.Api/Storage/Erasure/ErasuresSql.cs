using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Erasure;

/// <summary>Reads the marks of erased records.</summary>
internal static class ErasuresSql
{
    /// <summary>Whether the record was erased.</summary>
    public static async Task<bool> IsErasedAsync(IQuerySession session, string resource, string id) =>
        (await session.QueryAsync<int>("select 1 from erasures where resource = @resource and record_id = @id", new { resource, id })).Count
        > 0;
}
