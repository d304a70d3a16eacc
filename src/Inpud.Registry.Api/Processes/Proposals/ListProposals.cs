using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>The proposed memberships that concern the key</summary>
/// <remarks>
/// For any steward: the memberships that the key's networks proposed, and those of the groups that they keep. A key of INPUD's sees all. With <c>state=waiting</c>, it is the list of
/// what waits. The earliest proposal comes first.
/// </remarks>
internal sealed class ListProposals(Database database) : Endpoint<ListProposalsRequest, ProposalQueue>, IForStewards
{
    public override void Configure() => Get("/v1/proposals");

    public override async Task<ProposalQueue> ExecuteAsync(ListProposalsRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        var scope = new ListScope(HttpContext, req);
        var rows = await ProposalRecordSql.ListAsync(read, Steward.Of(HttpContext).Key.Scopes, req.State, scope.Slice());
        return new ProposalQueue
        {
            Items = [.. rows.Items.Select(ProposalRecordSql.RecordOf)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
    }
}

internal sealed record ListProposalsRequest : ListRequest
{
    /// <summary>Only the proposals in this state.</summary>
    /// <example>waiting</example>
    public string? State { get; init; }
}

internal sealed class ListProposalsValidator : Validator<ListProposalsRequest>
{
    public ListProposalsValidator()
    {
        this.ListRules();
        RuleFor(x => x.State).OneOf(Kebab.Names<AgreementState>());
    }
}

/// <summary>A page of the proposals that concern the key.</summary>
internal sealed record ProposalQueue : IPassingAnswer, IShowsRecords
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => Items.SelectMany(proposal => ((IShowsRecords)proposal).Shown);

    /// <summary>The proposals of this page, the earliest first.</summary>
    public required IReadOnlyList<ProposalRecord> Items { get; init; }

    /// <summary>How many proposals the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }
}
