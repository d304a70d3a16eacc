using System.Text.Json;
using System.Text.Json.Serialization;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.History;

/// <summary>What happened to a record</summary>
/// <remarks>
/// The latest change comes first. Everybody sees when the public record changed, and the public record after each change. Of what is about a group or a person, everybody sees only the
/// record as it is now: <c>after</c> is null for earlier changes. The record's stewards, with their key, also see who changed it, why, and
/// the whole record before and after. Only its stewards see the history of a record that is not public. Of an
/// erased record, INPUD's stewards see when it changed and on whose word it was erased.
/// </remarks>
internal sealed class ListHistory(Database database, IEnumerable<IRecordKind> kinds)
    : Endpoint<ListHistoryRequest, RecordHistory>,
        IAlsoForStewards
{
    public override void Configure() => Get("/v1/{resource}/{id}/history");

    public override async Task<RecordHistory> ExecuteAsync(ListHistoryRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var kind = kinds.FirstOrDefault(kind => kind.Resource == req.Resource);
        if (kind is not null && Steward.OfOrNull(HttpContext) is { } steward && await kind.IsKeptAsync(read, req.Id, steward.Key.Scopes))
        {
            return await WholeAsync(read, req);
        }

        if (
            Steward.OfOrNull(HttpContext) is { Key.Scopes.CoverEverything: true }
            && await ErasuresSql.IsErasedAsync(read, req.Resource, req.Id)
        )
        {
            return await WholeAsync(read, req);
        }

        var entries = await PublicHistorySql.ListAsync(read, req.Resource, req.Id);
        return entries.Count > 0 ? new RecordHistory { Items = entries } : throw ProblemException.NoSuchRecord("record", req.Id);
    }

    private static async Task<RecordHistory> WholeAsync(ReadSession read, ListHistoryRequest req) =>
        new() { Items = await HistoryRecordSql.ListAsync(read, req.Resource, req.Id), Shown = [new ShownRecord(req.Resource, req.Id)] };
}

internal sealed record ListHistoryRequest
{
    /// <summary>The kind of record, as the feed of changes names it: <c>groups</c>, <c>networks</c>, <c>memberships</c>, <c>claims</c>, <c>countries</c> and so on.</summary>
    /// <example>groups</example>
    public string Resource { get; init; } = "";

    /// <summary>The record's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";
}

/// <summary>What happened to a record.</summary>
internal sealed record RecordHistory : IRecordAnswer, IShowsRecords
{
    /// <summary>The changes, the latest first. For stewards, one change of the whole registry brought the shipped data. No record's history has it.</summary>
    public required IReadOnlyList<HistoryEntry> Items { get; init; }

    /// <summary>The record, where the history is the whole one.</summary>
    [JsonIgnore]
    public IEnumerable<ShownRecord> Shown { get; init; } = [];

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}

/// <summary>One change of a record.</summary>
internal sealed record HistoryEntry
{
    /// <summary>When the change happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done: <c>create</c>, <c>change</c> or <c>withdraw</c>.</summary>
    /// <example>change</example>
    public required string Action { get; init; }

    /// <summary>
    /// The record after the change; without a steward's key, its public part. Null for an earlier change of what is about a group or a person, without a key; and null for a change that a
    /// consent made by its day.
    /// </summary>
    public required JsonElement? After { get; init; }

    /// <summary>The record before the change; only for stewards, and null where there was none.</summary>
    public required JsonElement? Before { get; init; }

    /// <summary>Who made the change, by the label of the key; only for stewards.</summary>
    /// <example>EuroNPUD steward</example>
    public required string? Actor { get; init; }

    /// <summary>Why, in the steward's words; only for stewards.</summary>
    /// <example>The group wrote to us.</example>
    public required string? Reason { get; init; }

    /// <summary>The id of the import that made the change, the same for all changes of one import. It is random, and says nothing of other writes. Only for stewards, and null where no import made it.</summary>
    /// <example>null</example>
    public required string? Import { get; init; }
}
