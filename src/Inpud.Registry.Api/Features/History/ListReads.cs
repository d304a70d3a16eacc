using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.Reads;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Who read a record</summary>
/// <remarks>
/// For the stewards of a record of any kind: each read of the whole record by a key, INPUD's and their own included, the latest first. A group's list also has the reads of its memberships, of the
/// proposals of these and of its application. A read is noted before its answer goes. The reads of one key with one operation in one minute are one row. Whoever may not read the record
/// gets the answer that there is none. A change has no row here: the history has it.
/// </remarks>
internal sealed class ListReads(Database database, ReadNotes notes, IEnumerable<IRecordKind> kinds)
    : Endpoint<ListReadsRequest, RecordReads>,
        IForStewards
{
    public override void Configure()
    {
        Get("/v1/{resource}/{id}/reads");
        Options(route => route.WithMetadata(new Callers("stewards of whoever keeps the record")));
    }

    public override async Task<RecordReads> ExecuteAsync(ListReadsRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        var rows = await notes.ListAsync(await RecordsAsync(req), scope.Slice(descending: true), ct);
        return new RecordReads
        {
            Items = [.. rows.Items.Select(RecordRead.Of)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
    }

    /// <summary>The record and those that show something of it, by their kinds.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RecordsAsync(ListReadsRequest req)
    {
        await using var read = await database.ReadAsync();
        var (steward, kind) = (Steward.Of(HttpContext), kinds.FirstOrDefault(kind => kind.Resource == req.Resource));
        var isErased = steward.Key.Scopes.CoverEverything && await ErasuresSql.IsErasedAsync(read, req.Resource, req.Id);
        return isErased || (kind is not null && await kind.IsKeptAsync(read, req.Id, steward.Key.Scopes))
            ? await HistoryRecordSql.ShowingAsync(read, req.Resource, req.Id)
            : throw ProblemException.NoSuchRecord(kind?.Word ?? "record", req.Id);
    }
}

internal sealed record ListReadsRequest : ListRequest
{
    /// <summary>The kind of record: <c>groups</c>, <c>networks</c>, <c>memberships</c>, <c>people</c> and so on.</summary>
    /// <example>groups</example>
    public string Resource { get; init; } = "";

    /// <summary>The record's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";
}

internal sealed class ListReadsValidator : Validator<ListReadsRequest>
{
    public ListReadsValidator() => this.ListRules();
}

/// <summary>A page of the reads of a record.</summary>
internal sealed record RecordReads : IPassingAnswer
{
    /// <summary>The reads of this page, the latest first.</summary>
    public required IReadOnlyList<RecordRead> Items { get; init; }

    /// <summary>How many rows the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }
}

/// <summary>The reads of a record by one key with one operation, in one minute.</summary>
internal sealed record RecordRead
{
    /// <summary>When the first of the reads was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the last of them was.</summary>
    public required DateTimeOffset Latest { get; init; }

    /// <summary>How many there were in that minute.</summary>
    /// <example>1</example>
    public required int Times { get; init; }

    /// <summary>Who read it, by the label that the key had.</summary>
    /// <example>EuroNPUD steward</example>
    public required string Reader { get; init; }

    /// <summary>The id of the key.</summary>
    /// <example>k-4f2a9b1c</example>
    public required string Key { get; init; }

    /// <summary>The scopes that the key had: <c>registry</c>, or ids of networks.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The operation that showed it, by its <c>operationId</c> in the contract.</summary>
    /// <example>getGroupRecord</example>
    public required string Operation { get; init; }

    /// <summary>The kind of the record that was shown.</summary>
    /// <example>groups</example>
    public required string Resource { get; init; }

    /// <summary>The id of the record that was shown.</summary>
    /// <example>cbdrk-gqg3x</example>
    public required string Id { get; init; }

    public static RecordRead Of(ReadRow row) =>
        new()
        {
            At = Instant.Parse(row.At),
            Latest = Instant.Parse(row.Latest),
            Times = row.Times,
            Reader = row.Reader,
            Key = row.KeyId,
            Scopes = row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Operation = row.Operation,
            Resource = row.Resource,
            Id = row.RecordId,
        };
}
