using System.Text.Json;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>A row of a bundle that the import has taken, with its key in the registry and the record that it belongs to.</summary>
internal sealed record TakenRow
{
    public string File { get; init; } = "";
    public int Number { get; init; }
    public string Key { get; init; } = "";
    public string Resource { get; init; } = "";
    public string RecordId { get; init; } = "";

    /// <summary>What became of it; empty where that is not known yet.</summary>
    public string Outcome { get; init; } = "";
}

/// <summary>A record that an import touches, with its former state; null where there was none.</summary>
internal sealed record TouchedRecord
{
    public string Resource { get; init; } = "";
    public string RecordId { get; init; } = "";
    public string? Before { get; init; }
}

/// <summary>The rows that an import has taken, and the records that it touched. Temporary tables hold them, since they may be too many for the memory.</summary>
internal static class TakenRowsSql
{
    private const string Create = """
        create temporary table taken_rows (
            file text not null,
            key text not null,
            number integer not null,
            resource text not null,
            record_id text not null,
            outcome text not null,
            primary key (file, key)
        );
        create temporary table touched_records (resource text not null, record_id text not null, before text, primary key (resource, record_id));
        """;

    public static Task BeginAsync(WriteSession write) => write.ExecuteAsync($"{Drop}{Create}");

    public static Task EndAsync(WriteSession write) => write.ExecuteAsync(Drop);

    /// <summary>The groups of the import that agreed to be counted, and that nobody has counted yet.</summary>
    public static Task<IReadOnlyList<string>> UncountedGroupsAsync(WriteSession write) =>
        write.QueryAsync<string>(
            """
            select id from groups
            where visibility = 'country' and counted_from is null and id in (select record_id from taken_rows where resource = 'groups')
            order by id
            """
        );

    /// <summary>Notes a row with its outcome.</summary>
    public static void Add(WriteSession write, TakenRow row, ImportOutcome outcome) =>
        write
            .Statement(
                """
                insert into taken_rows (file, key, number, resource, record_id, outcome)
                values (@file, @key, @number, @resource, @record, @outcome)
                """,
                "file",
                "key",
                "number",
                "resource",
                "record",
                "outcome"
            )
            .Run(row.File, row.Key, row.Number, row.Resource, row.RecordId, Kebab.Text(outcome));

    /// <summary>Those of the keys that earlier rows of the file have.</summary>
    public static async Task<HashSet<string>> TakenAsync(WriteSession write, string file, IEnumerable<string> keys) =>
        (
            await write.QueryAsync<string>(
                "select key from taken_rows where file = @file and key in (select value from json_each(@keys))",
                new { file, keys = JsonSerializer.Serialize(keys) }
            )
        ).ToHashSet(StringComparer.Ordinal);

    /// <summary>Those of the records that earlier rows touched.</summary>
    public static async Task<HashSet<string>> TouchedOfAsync(WriteSession write, string resource, IEnumerable<string> ids) =>
        (
            await write.QueryAsync<string>(
                "select record_id from touched_records where resource = @resource and record_id in (select value from json_each(@ids))",
                new { resource, ids = JsonSerializer.Serialize(ids) }
            )
        ).ToHashSet(StringComparer.Ordinal);

    /// <summary>The registry's rows of a table that belong to records of the bundle, but that the bundle leaves out.</summary>
    /// <param name="write">The open write.</param>
    /// <param name="part">The table of the parts.</param>
    /// <param name="ownerColumn">The column that names the record; null where a single record owns all rows.</param>
    /// <param name="owner">The table of the records.</param>
    /// <param name="isPublic">Whether the bundle has what anybody may read alone. It says nothing of a part that is not shown, such as what came after a group and is hidden.</param>
    public static async Task<IEnumerable<IDictionary<string, object?>>> LeftOutAsync(
        WriteSession write,
        DataTable part,
        string? ownerColumn,
        DataTable owner,
        bool isPublic
    )
    {
        var isShown = isPublic
            ? $"and exists (select 1 from public_{part.Name} as v where {string.Join(" and ", part.Schema.PrimaryKey.Select(column => $"v.{column} = p.{column}"))})"
            : "";
        var isOwned = ownerColumn is null ? "" : $"and o.key = p.{ownerColumn}";
        // Parts of a withdrawn record stay as they were.
        var isCurrent =
            ownerColumn is null || !RegistryTables.Of(owner.Name).IsWithdrawable
                ? ""
                : $"and not exists (select 1 from {owner.Name} as w where w.id = p.{ownerColumn} and w.withdrawn is not null)";
        var rows = await write.QueryAsync<dynamic>(
            $"""
            select p.* from {part.Name} as p
            where exists (select 1 from taken_rows as o where o.file = @owner {isOwned})
                and not exists (select 1 from taken_rows as t where t.file = @part and t.key = {TableRowsSql.KeyExpression(part, "p")})
                {isCurrent}
                {isShown}
            """,
            new { owner = owner.Path, part = part.Path }
        );
        return rows.Cast<IDictionary<string, object?>>();
    }

    /// <summary>The bundle's row with the key; null where it has none.</summary>
    public static Task<TakenRow?> FindOrNullAsync(WriteSession write, string file, string key) =>
        write.FindOrNullAsync<TakenRow>("select * from taken_rows where file = @file and key = @key", new { file, key });

    public static async Task<bool> IsTouchedAsync(WriteSession write, string resource, string id) =>
        (
            await write.QueryAsync<int>(
                "select 1 from touched_records where resource = @resource and record_id = @id",
                new { resource, id }
            )
        ).Count > 0;

    public static void Touch(WriteSession write, string resource, string id, string? before) =>
        write
            .Statement(
                "insert into touched_records (resource, record_id, before) values (@resource, @id, @before)",
                "resource",
                "id",
                "before"
            )
            .Run(resource, id, before);

    /// <summary>The next touched records after the given one, in the order of their keys.</summary>
    public static Task<IReadOnlyList<TouchedRecord>> TouchedAsync(WriteSession write, TouchedRecord after, int most) =>
        write.QueryAsync<TouchedRecord>(
            """
            select * from touched_records where (resource, record_id) > (@Resource, @RecordId)
            order by resource, record_id limit @most
            """,
            new
            {
                after.Resource,
                after.RecordId,
                most,
            }
        );

    private const string Drop = "drop table if exists taken_rows; drop table if exists touched_records;";
}
