using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Erasure;

/// <summary>
/// Erases a group or a person: the record and its parts, the memberships, proposals or terms that name it, their history, their stored answers, and the application that it came from. A mark stays,
/// without a name. What the erasure removes is nowhere in the file afterwards, once <see cref="Database.PurgeAsync"/> has run.
/// </summary>
internal static class RecordErasure
{
    private sealed record Named(string Resource, string Table, string Id);

    /// <summary>Erases the record within the write; false where there is none. The caller commits, and then purges.</summary>
    /// <param name="write">The write.</param>
    /// <param name="log">The public history.</param>
    /// <param name="actor">Who erases it, by the label of the key.</param>
    /// <param name="table"><c>groups</c> or <c>people</c>.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="word">On whose word, without a name.</param>
    public static async Task<bool> EraseAsync(WriteSession write, PublicLog log, string actor, string table, string id, string word)
    {
        if ((await write.QueryAsync<int>($"select 1 from {table} where id = @id", new { id })).Count == 0)
        {
            return false;
        }

        var record = new Named(RegistryTables.Of(table).Resource!, table, id);
        var erased = new List<Named>();
        // The description has each table after those that it names, and a row goes before what it names.
        foreach (var naming in RegistryTables.Full.Resources.Reverse().Where(other => other.Resource is not null && Names(other, table)))
        {
            var column = naming.Schema.ForeignKeys.Single(key => key.Reference.Resource == table).Fields[0];
            var ids = await write.QueryAsync<string>($"select id from {naming.Name} where {column} = @id", new { id });
            erased.AddRange(ids.Select(other => new Named(naming.Resource!, naming.Name, other)));
        }

        erased.Add(record);
        var shown = await PublicIdsAsync(write, erased);
        await EraseApplicationsAsync(write, erased);
        foreach (var gone in erased)
        {
            await EraseRowsAsync(write, gone);
            await ErasedHistory.EraseAsync(write, gone.Resource, gone.Id);
            await write.ExecuteAsync("delete from former_ids where resource = @Resource and id = @Id", gone);
            await write.ExecuteAsync(
                "insert into erasures (resource, record_id, at, word) values (@Resource, @Id, @at, @word)",
                new
                {
                    gone.Resource,
                    gone.Id,
                    at = Instant.Text(write.Now),
                    word,
                }
            );
        }

        foreach (var (resource, publicId) in shown)
        {
            await log.NoteAsync(write, resource, publicId);
        }

        await log.ForgetDeletedWordsAsync(write);
        await write.RecordAsync(new Change(write.Now, actor, "erase", record.Resource, id, null, null, word));
        return true;
    }

    /// <summary>Whether a record of the kind has the reference among its own columns. Parts go with their record.</summary>
    private static bool Names(DataTable table, string named) => table.Schema.ForeignKeys.Any(key => key.Reference.Resource == named);

    /// <summary>The ids under which the public history may have the records. It never has a record of a private table, such as a proposal.</summary>
    private static async Task<IReadOnlyList<(string Resource, string Id)>> PublicIdsAsync(WriteSession write, IReadOnlyList<Named> erased)
    {
        var shown = erased.Where(gone => !RegistryTables.Of(gone.Table).Private).Select(gone => (gone.Resource, gone.Id)).ToList();
        foreach (var group in erased.Where(gone => gone.Table == "groups"))
        {
            var counted = await write.FindOrNullAsync<string>("select anonymous_id from groups where id = @Id", new { group.Id });
            shown.Add(("groups", counted!));
            var networks = await write.QueryAsync<string>("select network_id from memberships where group_id = @Id", new { group.Id });
            shown.AddRange(networks.Distinct().Select(network => ("memberships", $"{counted}-{network}")));
        }

        return shown;
    }

    private static async Task EraseRowsAsync(WriteSession write, Named gone)
    {
        foreach (var part in RegistryTables.PartsOf(gone.Table))
        {
            await write.ExecuteAsync($"delete from {part.Name} where {part.PartOf!.Owner} = @Id", new { gone.Id });
        }

        // A part of another record can name it, too: what came before a group names the group.
        foreach (var part in RegistryTables.Full.Resources.Where(table => table.PartOf is not null))
        {
            foreach (
                var key in part.Schema.ForeignKeys.Where(key => key.Reference.Resource == gone.Table && key.Fields[0] != part.PartOf!.Owner)
            )
            {
                await write.ExecuteAsync($"delete from {part.Name} where {key.Fields[0]} = @Id", new { gone.Id });
            }
        }

        await write.ExecuteAsync("delete from merged_records where resource = @Resource and (record_id = @Id or into_id = @Id)", gone);
        await write.ExecuteAsync($"delete from {gone.Table} where id = @Id", new { gone.Id });
    }

    /// <summary>The application from which a group came has its names. Its history goes with it.</summary>
    private static async Task EraseApplicationsAsync(WriteSession write, IReadOnlyList<Named> erased)
    {
        foreach (var group in erased.Where(gone => gone.Table == "groups"))
        {
            foreach (
                var application in await write.QueryAsync<string>("select id from applications where group_id = @Id", new { group.Id })
            )
            {
                await ApplicationErasure.EraseAsync(write, application);
            }
        }
    }
}
