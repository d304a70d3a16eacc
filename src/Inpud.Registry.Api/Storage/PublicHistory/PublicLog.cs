using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Keeps the public part of the history. Each commit that changes a public record also writes the record's new state here.</summary>
/// <remarks>
/// A writer names only the record that it touched. The log reads the record from the public views and compares it with its last entry, so that a writer cannot publish anything private.
/// The log is complete after every commit: whoever reads it from its start has the public registry, without the records that are not public any more.
/// </remarks>
internal sealed class PublicLog(PublicRecords records, IDialect dialect)
{
    private const int RecordsAtOnce = 1000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, PublicRecordKind> Kinds = PublicRecordKind.All.ToDictionary(kind => kind.Resource);

    private sealed record Last
    {
        public string ResourceId { get; init; } = "";
        public string? Record { get; init; }

        public JsonObject? Json => Record is null ? null : JsonNode.Parse(Record)!.AsObject();
    }

    /// <summary>Writes the new public state of a changed record, and of the records whose public state depends on it.</summary>
    public Task NoteAsync(WriteSession write, string resource, string id) => NoteAsync(write, [(resource, id)]);

    /// <summary>The same for several records: what they all depend on, such as a source, is looked at once.</summary>
    public async Task NoteAsync(WriteSession write, IEnumerable<(string Resource, string Id)> changed)
    {
        var named = changed.ToList();
        var hidden = await HiddenGroupsAsync(write, [.. named.Where(record => record.Resource == "groups").Select(record => record.Id)]);
        var open = new Queue<(string Resource, string Id)>(
            named.Where(record => record.Resource != "groups" || !hidden.Contains(record.Id))
        );
        var seen = new HashSet<(string, string)>();
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            var kind = Kinds[next.Resource];
            var now = (await records.ReadAsync(write, kind, RecordRange.One(next.Id))).GetValueOrDefault(next.Id);
            var last = await write.FindOrNullAsync<Last>(
                "select resource_id, record from public_changes where resource = @Resource and resource_id = @Id order by id desc limit 1",
                new { next.Resource, next.Id }
            );
            await AppendAsync(write, next.Resource, next.Id, last, now);
            foreach (var more in await ConcernedAsync(write, next, last?.Json, now))
            {
                open.Enqueue(more);
            }
        }
    }

    /// <summary>
    /// The records whose public state may have changed with that of another. A source or a person is public as long as a public record names it. What hangs on a group hangs on whether that is
    /// shown, and by which id: a group that was shown with its name and is so still changes none of it.
    /// </summary>
    private static async Task<IEnumerable<(string Resource, string Id)>> ConcernedAsync(
        WriteSession write,
        (string Resource, string Id) record,
        JsonObject? before,
        JsonObject? now
    )
    {
        var referred = References(now).ToHashSet();
        referred.SymmetricExceptWith(References(before));
        return record.Resource == "groups" && before is not null && now is not null
            ? referred
            : referred.Concat(await DependentsAsync(write, record.Resource, record.Id));
    }

    /// <summary>The groups that are not shown now, and were not at the last write: nothing public hangs on them.</summary>
    private static async Task<HashSet<string>> HiddenGroupsAsync(WriteSession write, string[] ids) =>
        ids.Length == 0
            ? []
            :
            [
                .. await write.QueryAsync<string>(
                    """
                    select g.id from json_each(@ids) as named join groups as g on g.id = named.value
                    where
                        not exists (select 1 from shown_groups as s where s.group_key = g.id)
                        and not exists (
                            select 1 from public_changes as c
                            where c.resource = 'groups' and c.resource_id in (g.id, g.anonymous_id) and c.record is not null
                        )
                    """,
                    new { ids = JsonSerializer.Serialize(ids) }
                ),
            ];

    /// <summary>
    /// Writes every public record whose state differs from the log. An import or the shipped data fills many records at once. It works piece by piece, so that memory does not grow with
    /// the registry.
    /// </summary>
    /// <returns>The number of records that it wrote.</returns>
    public Task<int> NoteAllAsync(WriteSession write, CancellationToken ct = default) => NoteAllAsync(write, indexesAnew: false, ct);

    /// <summary>The same, and indexes the names of every public record anew where an upgrade emptied the index.</summary>
    public async Task<int> NoteAllAsync(WriteSession write, bool indexesAnew, CancellationToken ct)
    {
        var noted = 0;
        foreach (var kind in PublicRecordKind.All)
        {
            await foreach (var range in records.RangesAsync(write, kind, RecordsAtOnce))
            {
                ct.ThrowIfCancellationRequested();
                noted += await NoteRangeAsync(write, kind, range, indexesAnew);
            }
        }

        return noted;
    }

    /// <summary>Removes from the file what the index of names still keeps of deleted names.</summary>
    public Task ForgetDeletedWordsAsync(WriteSession write) => write.ExecuteAsync(dialect.Names.ForgetDeleted);

    private async Task<int> NoteRangeAsync(WriteSession write, PublicRecordKind kind, RecordRange range, bool indexesAnew)
    {
        var noted = 0;
        var now = await records.ReadAsync(write, kind, range);
        var logged = await write.QueryAsync<Last>(
            $"""
            select resource_id, record from public_changes
            where id in (
                select max(id) from (select id, resource, resource_id from public_changes {range.Where("resource_id")}) as c
                where resource = @Resource group by resource_id
            )
            """,
            new
            {
                kind.Resource,
                range.After,
                range.UpTo,
            }
        );
        var last = logged.ToDictionary(row => row.ResourceId);
        foreach (var (id, record) in now)
        {
            if (await AppendAsync(write, kind.Resource, id, last.GetValueOrDefault(id), record))
            {
                noted++;
            }
            else if (indexesAnew)
            {
                await NameIndex.ReplaceAsync(write, dialect.Names, kind.Resource, id, record, isNew: false);
            }
        }

        foreach (var gone in logged.Where(row => row.Record is not null && !now.ContainsKey(row.ResourceId)))
        {
            noted += await AppendAsync(write, kind.Resource, gone.ResourceId, gone, json: null) ? 1 : 0;
        }

        return noted;
    }

    private async Task<bool> AppendAsync(WriteSession write, string resource, string id, Last? last, JsonObject? json)
    {
        var record = json?.ToJsonString(Json);
        if (last?.Record == record)
        {
            return false;
        }

        // A record that the log never had has no former state and no name.
        await NameIndex.ReplaceAsync(write, dialect.Names, resource, id, last?.Json, json);
        if (last is not null && record is not null && !Kinds[resource].KeepsFormerStates)
        {
            await write.ExecuteAsync(
                "update public_changes set record = null, is_former = true where resource = @resource and resource_id = @id and record is not null",
                new { resource, id }
            );
        }

        if (record is null)
        {
            // A record that is not public any more leaves the feed, the history and the database file: its earlier entries are deleted.
            await write.ExecuteAsync("delete from public_changes where resource = @resource and resource_id = @id", new { resource, id });
            if (resource == "groups" && id.StartsWith(CountedGroups.Prefix, StringComparison.Ordinal))
            {
                await CountedGroups.ForgetAsync(write, id);
            }
        }

        write
            .Statement(
                "insert into public_changes (at, resource, resource_id, record) values (@at, @resource, @id, @record)",
                "at",
                "resource",
                "id",
                "record"
            )
            .Run(Instant.Text(write.Now), resource, id, record);
        write.PublicEntries++;
        return true;
    }

    /// <summary>The sources and people that a record names. They are public only as long as a public record names them.</summary>
    private static IEnumerable<(string Resource, string Id)> References(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject record:
                foreach (var (name, value) in record)
                {
                    if (name is "sourceId" && value is not null)
                    {
                        yield return ("sources", value.GetValue<string>());
                    }
                    else if (name is "personId" && value is not null)
                    {
                        yield return ("people", value.GetValue<string>());
                    }
                    else if (value is JsonArray)
                    {
                        foreach (var reference in References(value))
                        {
                            yield return reference;
                        }
                    }
                }

                break;
            case JsonArray list:
                foreach (var reference in list.OfType<JsonObject>().SelectMany(References))
                {
                    yield return reference;
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The records whose public state depends on the record.</summary>
    private static async Task<IEnumerable<(string Resource, string Id)>> DependentsAsync(WriteSession write, string resource, string id) =>
        resource switch
        {
            "groups" => await IdsAsync(
                write,
                """
                select 'groups' as resource, anonymous_id as id from groups where id = @id
                union all
                select 'groups', group_id from group_successors where successor_id = @id
                union all
                select 'memberships', m.id from memberships as m join groups as g on g.id = m.group_id
                where g.id in (select id from groups where id = @id union all select id from groups where anonymous_id = @id)
                union all
                select 'memberships', g.anonymous_id || '-' || m.network_id
                from memberships as m join groups as g on g.id = m.group_id
                where g.id in (select id from groups where id = @id union all select id from groups where anonymous_id = @id)
                """,
                id
            ),
            "memberships" => await IdsAsync(
                write,
                """
                select 'groups' as resource, g.anonymous_id as id
                from memberships as m join groups as g on g.id = m.group_id where m.id = @id
                union all
                select 'memberships', g.anonymous_id || '-' || m.network_id
                from memberships as m join groups as g on g.id = m.group_id where m.id = @id
                """,
                id
            ),
            "networks" => await IdsAsync(
                write,
                """
                select 'headquarters' as resource, id from headquarters where network_id = @id
                union all
                select 'networks', network_id from network_successors where successor_id = @id
                union all
                select 'claims', id from claims where network_id = @id
                union all
                select 'individuals', id from individual_counts where network_id = @id
                union all
                select 'representatives', id from seat_terms where network_id = @id
                """,
                id
            ),
            // A term shows its person only where the person is public.
            "people" => await IdsAsync(
                write,
                """
                select 'representatives' as resource, id from seat_terms where person_id = @id
                union all
                select 'office-terms', id from office_terms where person_id = @id
                union all
                select 'post-terms', id from post_terms where person_id = @id
                """,
                id
            ),
            _ => [],
        };

    private sealed record Dependent
    {
        public string Resource { get; init; } = "";
        public string Id { get; init; } = "";
    }

    private static async Task<IEnumerable<(string Resource, string Id)>> IdsAsync(WriteSession write, string sql, string id) =>
        (await write.QueryAsync<Dependent>(sql, new { id })).Select(row => (row.Resource, row.Id));
}
