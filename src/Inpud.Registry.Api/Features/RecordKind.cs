using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features;

/// <summary>A kind of record that stewards keep, for the operations that serve all kinds.</summary>
internal interface IRecordKind
{
    /// <summary>Its name in addresses, such as <c>claims</c>.</summary>
    string Resource { get; }

    /// <summary>The word for one record in a message, such as <c>claim</c>.</summary>
    string Word { get; }

    /// <summary>The id of a record in the shipped data, for the examples of the contract.</summary>
    string Example { get; }

    /// <summary>Whether the shipped data has no record of the kind, so that the example names none.</summary>
    bool ExampleIsMadeUp { get; }

    Keepers Keepers { get; }

    /// <summary>Whether a steward with these scopes may read all of a record; false where there is none.</summary>
    Task<bool> IsKeptAsync(IQuerySession session, string id, StewardScopes scopes);

    /// <summary>Reads a record as its stewards see it, as JSON; null where there is none.</summary>
    Task<string?> ReadJsonOrNullAsync(IQuerySession session, string id);

    /// <summary>The same for several records, by their ids. One that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadManyJsonAsync(IQuerySession session, IReadOnlyCollection<string> ids);

    /// <param name="write">The write.</param>
    /// <param name="log">The public history.</param>
    /// <param name="steward">Who withdraws the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="ifMatch">The version that the steward read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="mergedInto">The record that stays, where this one is a duplicate of it; null otherwise.</param>
    Task<IKeptRecord> WithdrawAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        string id,
        string? ifMatch,
        string reason,
        string? mergedInto
    );
}

/// <summary>A record as a steward proposes it.</summary>
/// <param name="Id">The id that it has or gets.</param>
/// <param name="Owner">What it belongs to, such as a network; null where it belongs to nothing.</param>
/// <param name="Input">What the steward states.</param>
/// <param name="Current">The record as it is; null for a new one.</param>
/// <param name="Steward">Who proposes it.</param>
internal sealed record Proposed<TInput, TRecord>(string Id, string? Owner, TInput Input, TRecord? Current, Steward Steward);

/// <summary>
/// Creates, changes and withdraws the records of a kind. It checks the steward's scopes, checks the rules, and writes. All kinds take the same steps. A kind states its differences
/// as functions, and none is derived from another.
/// </summary>
internal sealed class RecordKind<TInput, TRecord> : IRecordKind
    where TInput : ReasonedInput, ICheckedBody
    where TRecord : class, IKeptRecord
{
    public required string Resource { get; init; }

    public required string Word { get; init; }

    public required string Example { get; init; }

    public bool ExampleIsMadeUp { get; init; }

    public required string Table { get; init; }

    /// <summary>Reads a record without a check of the steward's scopes; null where there is none.</summary>
    public required Func<IQuerySession, string, Task<TRecord?>> ReadAsync { get; init; }

    /// <summary>Reads several records of the kind, by their ids. One that does not exist is left out.</summary>
    public Func<IQuerySession, IReadOnlyCollection<string>, Task<IReadOnlyDictionary<string, TRecord>>>? ReadSeveralAsync { get; init; }

    /// <summary>What the record belongs to.</summary>
    public Func<TRecord, string?> OwnerOf { get; init; } = _ => null;

    /// <summary>
    /// Whose stewards keep a record. Other stewards get the answer that there is no such record. An operation asks for the keepers before it reads anything else, so that it takes
    /// as long to refuse a hidden record as to refuse one that does not exist.
    /// </summary>
    public required Keepers Keepers { get; init; }

    /// <summary>The id of a new record. INPUD's stewards choose the ids of networks; any other id is random and names nobody.</summary>
    public Func<TInput, string> NewId { get; init; } = _ => RecordId.New();

    /// <summary>Puts the ids of groups and people in place of the slugs by which the steward may name them.</summary>
    public Func<WriteSession, TInput, Task<TInput>> WithIdsAsync { get; init; } = (_, input) => Task.FromResult(input);

    /// <summary>Keeps what a change of dated attributes replaces, and completes the times of former values. The record is null where the input is of a new one.</summary>
    public Func<WriteSession, Steward, TInput, TRecord?, Task<TInput>> DateAsync { get; init; } =
        (_, _, input, _) => Task.FromResult(input);

    /// <summary>Throws where the owner of a new record does not exist, or where the steward may not write for it.</summary>
    public Func<WriteSession, Steward, string, Task> RequireOwnerAsync { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>The column that names what the record belongs to; null where it belongs to nothing.</summary>
    public string? OwnerColumn { get; init; }

    /// <summary>Adds the columns that no steward states. The row as it is stored is null where the record is new.</summary>
    public Func<WriteSession, string, IDictionary<string, object?>?, Dictionary<string, object?>, Task> AddMadeColumnsAsync { get; init; } =
        (_, _, _, _) => Task.CompletedTask;

    /// <summary>Changes the other records that make way for the record, once the rules allow it and before it is written.</summary>
    public Func<WriteSession, PublicLog, Proposed<TInput, TRecord>, Task> MakeWayAsync { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Throws where the membership rules refuse the record.</summary>
    public Func<WriteSession, Proposed<TInput, TRecord>, Task> CheckRulesAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Throws where other records need the record, so that a steward cannot withdraw it.</summary>
    public Func<WriteSession, Steward, TRecord, Task> CheckUnusedAsync { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Lets the addresses of a record lead to another one, of which it is a duplicate, and returns the id of that one; null where no address does.</summary>
    public Func<WriteSession, Steward, string, string, Task<string>>? MergeAsync { get; init; }

    /// <summary>
    /// Why INPUD's stewards alone withdraw the record; null where its keepers do. A refusal that depends on records of others would tell a keeper of hidden ones, and INPUD's stewards see all.
    /// </summary>
    public Func<TRecord, string?> WhyInpudWithdraws { get; init; } = _ => null;

    /// <summary>Writes the parts of the record that are not lists. The description of the tables is enough to write the lists.</summary>
    public Func<WriteSession, Proposed<TInput, TRecord>, Task> WritePartsAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Finds the record. It throws the same error where there is no record and where the steward does not keep it.</summary>
    public async Task<TRecord> FindAsync(IQuerySession session, string id, StewardScopes scopes) =>
        await IsKeptAsync(session, id, scopes) && await ReadAsync(session, id) is { } record
            ? record
            : throw ProblemException.NoSuchRecord(Word, id);

    /// <summary>The same for a write on the record. It throws where the record was withdrawn.</summary>
    public async Task<TRecord> FindCurrentAsync(IQuerySession session, string id, StewardScopes scopes) =>
        Current(await FindAsync(session, id, scopes));

    private TRecord Current(TRecord record) =>
        record.Withdrawn is null
            ? record
            : throw new ProblemException(
                ProblemKind.Conflict,
                $"The {Word} was withdrawn, and does not change any more. Record a new one."
            );

    public async Task<string?> ReadJsonOrNullAsync(IQuerySession session, string id) =>
        await ReadAsync(session, id) is { } record ? JsonSerializer.Serialize(record, RegistryJson.Options) : null;

    public async Task<IReadOnlyDictionary<string, string>> ReadManyJsonAsync(IQuerySession session, IReadOnlyCollection<string> ids) =>
        (await ReadManyAsync(session, ids)).ToDictionary(
            record => record.Key,
            record => JsonSerializer.Serialize(record.Value, RegistryJson.Options),
            StringComparer.Ordinal
        );

    private async Task<IReadOnlyDictionary<string, TRecord>> ReadManyAsync(IQuerySession session, IReadOnlyCollection<string> ids)
    {
        if (ReadSeveralAsync is { } readSeveralAsync)
        {
            return await readSeveralAsync(session, ids);
        }

        var records = new Dictionary<string, TRecord>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await ReadAsync(session, id) is { } record)
            {
                records[id] = record;
            }
        }

        return records;
    }

    public async Task<bool> IsKeptAsync(IQuerySession session, string id, StewardScopes scopes)
    {
        var keepers = await session.QueryAsync<string?>(Keepers.Sql, new { id });
        return keepers.Any(keeper => scopes.CoverEverything || (keeper is not null && scopes.Cover(keeper)));
    }

    public async Task<Written<TRecord>> CreateAsync(WriteSession write, PublicLog log, Steward steward, string? owner, TInput input)
    {
        var id = await MakeAsync(write, log, steward, owner, input);
        var record = await RecordAsync(write, log, steward, id, before: null, "create", input.Reason);
        return new Written<TRecord>(StatusCodes.Status201Created, record, $"/v1/{Resource}/{id}/record") { IsNew = true };
    }

    /// <summary>Makes a record under the rules and returns its id. The caller records it in the history, with <see cref="RecordMadeAsync"/>, before anything changes it.</summary>
    public async Task<string> MakeAsync(WriteSession write, PublicLog log, Steward steward, string? owner, TInput input)
    {
        if (owner is not null)
        {
            await RequireOwnerAsync(write, steward, owner);
        }

        BodyRules.Check(input);
        var id = NewId(input);
        var stated = await DateAsync(write, steward, await WithIdsAsync(write, input), null);
        var proposed = new Proposed<TInput, TRecord>(id, owner, stated, Current: null, steward);
        var columns = await ColumnsAsync(write, proposed, stored: null);
        await CheckRulesAsync(write, proposed);
        await MakeWayAsync(write, log, proposed);
        columns["id"] = id;
        await RowsSql.InsertAsync(write, Table, columns);
        await WriteAllPartsAsync(write, proposed);
        return id;
    }

    /// <summary>Writes the records that one import made into both histories. It reads what they share once.</summary>
    public async Task RecordMadeAsync(WriteSession write, PublicLog log, Steward steward, IReadOnlyCollection<string> ids, string reason)
    {
        var records = await ReadManyAsync(write, ids);
        foreach (var id in ids)
        {
            await write.RecordAsync(
                new Change(
                    write.Now,
                    steward.Key.Label,
                    "create",
                    Resource,
                    id,
                    Before: null,
                    JsonSerializer.Serialize(records[id], RegistryJson.Options),
                    reason
                )
            );
        }

        await log.NoteAsync(write, ids.Select(id => (Resource, id)));
    }

    public async Task<Written<TRecord>> ChangeAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        string id,
        string? ifMatch,
        JsonObject patch
    )
    {
        var (current, json) = await CurrentAsync(write, steward, id, ifMatch);
        var input = MergePatch.Apply<TInput>(json, patch);
        BodyRules.Check(input);
        var proposed = new Proposed<TInput, TRecord>(
            id,
            OwnerOf(current),
            await DateAsync(write, steward, await WithIdsAsync(write, input), current),
            current,
            steward with
            {
                AlreadyNamed = NamedRecords.In(Table, current),
            }
        );
        var stored = await RowsSql.FindOrNullAsync(write, Table, id);
        var columns = await ColumnsAsync(write, proposed, stored);
        await CheckRulesAsync(write, proposed);
        await MakeWayAsync(write, log, proposed);
        await RowsSql.UpdateAsync(write, Table, id, stored, columns);
        await WriteAllPartsAsync(write, proposed);
        var record = await RecordJsonAsync(write, log, steward, id, json, "change", input.Reason);
        return new Written<TRecord>(StatusCodes.Status200OK, record, Location: null);
    }

    public async Task<IKeptRecord> WithdrawAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        string id,
        string? ifMatch,
        string reason,
        string? mergedInto
    )
    {
        var (current, json) = await CurrentAsync(write, steward, id, ifMatch);
        if (WhyInpudWithdraws(current) is { } why && !steward.Key.Scopes.CoverEverything)
        {
            throw new ProblemException(ProblemKind.Forbidden, why);
        }

        await CheckUnusedAsync(write, steward, current);
        var stays = mergedInto is null ? null : await MergeIntoAsync(write, steward, id, mergedInto);
        await RowsSql.WithdrawAsync(write, Table, id);
        if (stays is not null)
        {
            await log.NoteAsync(write, Resource, stays);
        }

        return await RecordJsonAsync(write, log, steward, id, json, "withdraw", reason);
    }

    /// <summary>Writes the change into the stewards' history and into the public history. Returns the record as it is now.</summary>
    public Task<TRecord> RecordAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        string id,
        TRecord? before,
        string action,
        string reason
    ) =>
        RecordJsonAsync(
            write,
            log,
            steward,
            id,
            before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
            action,
            reason
        );

    private async Task<TRecord> RecordJsonAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        string id,
        string? before,
        string action,
        string reason
    )
    {
        var after = (await ReadAsync(write, id))!;
        await write.RecordAsync(
            new Change(
                write.Now,
                steward.Key.Label,
                action,
                Resource,
                id,
                before,
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason
            )
        );
        await log.NoteAsync(write, Resource, id);
        return after;
    }

    private Task<string> MergeIntoAsync(WriteSession write, Steward steward, string id, string into) =>
        MergeAsync is null
            ? throw BodyRules.Mistake(
                MergedRecordSql.Field,
                "cannot-merge",
                "Only groups, networks and people are withdrawn as duplicates of another record. Leave the field out."
            )
            : MergeAsync(write, steward, id, into);

    /// <summary>Makes the columns of the row. It throws where the input names a record that does not exist.</summary>
    private async Task<Dictionary<string, object?>> ColumnsAsync(
        WriteSession write,
        Proposed<TInput, TRecord> proposed,
        IDictionary<string, object?>? stored
    )
    {
        if (proposed.Input is IHasKeeper { KeptBy: var keeper })
        {
            await Facts.CheckKeeperAsync(
                write,
                proposed.Steward,
                keeper,
                (proposed.Current as IHasKeeper)?.KeptBy,
                isNew: proposed.Current is null
            );
        }

        var columns = await TableColumns.OfAsync(write, proposed.Steward, Table, proposed.Input);
        if (OwnerColumn is not null)
        {
            columns[OwnerColumn] = proposed.Owner;
        }

        await AddMadeColumnsAsync(write, proposed.Id, stored, columns);
        return columns;
    }

    private async Task WriteAllPartsAsync(WriteSession write, Proposed<TInput, TRecord> proposed)
    {
        await TableColumns.WritePartsAsync(write, proposed.Steward, Table, proposed.Id, proposed.Input, proposed.Current);
        await WritePartsAsync(write, proposed);
    }

    private async Task<(TRecord Record, string Json)> CurrentAsync(WriteSession write, Steward steward, string id, string? ifMatch)
    {
        var current = await FindAsync(write, id, steward.Key.Scopes);
        var json = JsonSerializer.Serialize(current, RegistryJson.Options);
        RecordTag.RequireJson(ifMatch, json);
        return (Current(current), json);
    }
}
