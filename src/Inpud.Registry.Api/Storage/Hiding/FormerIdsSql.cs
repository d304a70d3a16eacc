using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>Which id a record had before ids named nobody.</summary>
internal sealed record FormerId
{
    public string Resource { get; init; } = "";
    public string Former { get; init; } = "";
    public string Id { get; init; } = "";
}

/// <summary>Reads and fills the table of former ids.</summary>
internal static class FormerIdsSql
{
    /// <summary>All of them; none in a database of a version before the table.</summary>
    public static async Task<IReadOnlyList<FormerId>> ListAsync(IQuerySession session) =>
        (await session.QueryAsync<string>("select name from pragma_table_info('former_ids')")).Count == 0
            ? []
            : await session.QueryAsync<FormerId>("select resource, former_id as former, id from former_ids");

    /// <summary>Fills the table where the database does not have it yet. The upgrade then gives the records these ids.</summary>
    public static async Task TakeOverAsync(WriteSession write, IReadOnlyList<FormerId> known)
    {
        if (known.Count == 0 || (await write.QueryAsync<string>("select name from pragma_table_info('former_ids')")).Count > 0)
        {
            return;
        }

        await write.ExecuteAsync(
            "create table former_ids (resource text not null, former_id text not null, id text not null, primary key (resource, former_id)) strict"
        );
        foreach (var one in known)
        {
            await write.ExecuteAsync("insert into former_ids (resource, former_id, id) values (@Resource, @Former, @Id)", one);
        }
    }
}
