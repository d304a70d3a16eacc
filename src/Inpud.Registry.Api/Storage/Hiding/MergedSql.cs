using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>An address of a record that was withdrawn as a duplicate, and the record to which it leads.</summary>
internal sealed record MergedRow
{
    public string Resource { get; init; } = "";
    public string Address { get; init; } = "";
    public string RecordId { get; init; } = "";
    public string IntoId { get; init; } = "";
}

/// <summary>Reads and writes where the addresses of duplicates lead. A network leaves its id to the one that stays, and groups and people have a table for it.</summary>
internal static class MergedSql
{
    public const string Networks = "networks";

    public const string Table = "merged_records";

    /// <summary>All of them; none in a database of a version before there were merges.</summary>
    public static async Task<IReadOnlyList<MergedRow>> ListAsync(IQuerySession session) =>
        [
            .. (await session.QueryAsync<string>("select name from pragma_table_info('merged_records')")).Count == 0
                ? []
                : await session.QueryAsync<MergedRow>("select resource, address, record_id, into_id from merged_records"),
            .. await session.QueryAsync<MergedRow>(
                """
                select 'networks' as resource, f.id as address, f.id as record_id, f.network_id as into_id
                from network_former_ids as f join networks as n on n.id = f.id
                """
            ),
        ];

    /// <summary>Whether the duplicate is withdrawn, and the one that stays is not.</summary>
    public static async Task<bool> CanLeadAsync(WriteSession write, MergedRow row) =>
        (
            await write.QueryAsync<int>(
                $"""
                select 1 from {row.Resource} as gone, {row.Resource} as stays
                where gone.id = @RecordId and gone.withdrawn is not null and stays.id = @IntoId and stays.withdrawn is null
                """,
                row
            )
        ).Count > 0;

    public static Task LeadAsync(WriteSession write, MergedRow row) =>
        row.Resource == Networks
            ? write.ExecuteAsync(
                """
                insert into network_former_ids (id, network_id, source_id, locator)
                select id, @IntoId, source_id, locator from networks where id = @RecordId
                on conflict (id) do update set network_id = excluded.network_id
                """,
                row
            )
            : write.ExecuteAsync(
                """
                insert into merged_records (resource, address, record_id, into_id) values (@Resource, @Address, @RecordId, @IntoId)
                on conflict (resource, address) do update set into_id = excluded.into_id
                """,
                row
            );
}
