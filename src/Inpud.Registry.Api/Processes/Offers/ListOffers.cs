using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>The offers of groups that concern the key</summary>
/// <remarks>
/// For any steward: the offers that the key's networks made, and those made to them. A key of INPUD's sees all. With <c>state=waiting</c>, it is the list of what waits. The earliest
/// offer comes first.
/// </remarks>
internal sealed class ListOffers(Database database) : Endpoint<ListOffersRequest, OfferQueue>, IForStewards
{
    public override void Configure() => Get("/v1/offers");

    public override async Task<OfferQueue> ExecuteAsync(ListOffersRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        var scope = new ListScope(HttpContext, req);
        var rows = await OfferRecordSql.ListAsync(read, Steward.Of(HttpContext).Key.Scopes, req.State, scope.Slice());
        return new OfferQueue
        {
            Items = [.. rows.Items.Select(OfferRecordSql.RecordOf)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
    }
}

internal sealed record ListOffersRequest : ListRequest
{
    /// <summary>Only the offers in this state.</summary>
    /// <example>waiting</example>
    public string? State { get; init; }
}

internal sealed class ListOffersValidator : Validator<ListOffersRequest>
{
    public ListOffersValidator()
    {
        this.ListRules();
        RuleFor(x => x.State).OneOf(Kebab.Names<AgreementState>());
    }
}

/// <summary>A page of the offers that concern the key.</summary>
internal sealed record OfferQueue : IPassingAnswer, IShowsRecords
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => Items.SelectMany(offer => ((IShowsRecords)offer).Shown);

    /// <summary>The offers of this page, the earliest first.</summary>
    public required IReadOnlyList<OfferRecord> Items { get; init; }

    /// <summary>How many offers the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }
}
