using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Erasure;

/// <summary>The mark of an erased record.</summary>
internal sealed record ErasureMark
{
    public string Resource { get; init; } = "";
    public string RecordId { get; init; } = "";
    public string Word { get; init; } = "";
}

/// <summary>Reads the marks of erased records.</summary>
internal static class ErasuresSql
{
    /// <summary>Whether the record was erased.</summary>
    public static async Task<bool> IsErasedAsync(IQuerySession session, string resource, string id) =>
        (await session.QueryAsync<int>("select 1 from erasures where resource = @resource and record_id = @id", new { resource, id })).Count
        > 0;

    /// <summary>All erased records, with the memberships and terms that went with them.</summary>
    public static async Task<IReadOnlySet<(string Resource, string Id)>> AllAsync(IQuerySession session) =>
        (await session.QueryAsync<ErasureMark>("select resource, record_id, word from erasures"))
            .Select(mark => (mark.Resource, mark.RecordId))
            .ToHashSet();

    /// <summary>The groups and people that were erased; none in a database of a version before there were erasures.</summary>
    public static async Task<IReadOnlyList<ErasureMark>> ListAsync(IQuerySession session) =>
        (await session.QueryAsync<string>("select name from pragma_table_info('erasures')")).Count == 0
            ? []
            : await session.QueryAsync<ErasureMark>(
                "select resource, record_id, word from erasures where resource in ('groups', 'people') order by at, record_id"
            );
}
