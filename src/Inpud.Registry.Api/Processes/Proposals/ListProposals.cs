using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>The proposed memberships that concern the key</summary>
/// <remarks>
/// For any steward: the memberships that the key's networks proposed, and those of the groups that they keep. A key of INPUD's sees all. With <c>state=waiting</c>, it is the list of
/// what waits. The earliest proposal comes first.
/// </remarks>
internal sealed class ListProposals(Database database) : Endpoint<ListAgreementsRequest, AgreementQueue<ProposalRecord>>, IForStewards
{
    public override void Configure() => Get("/v1/proposals");

    public override async Task<AgreementQueue<ProposalRecord>> ExecuteAsync(ListAgreementsRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var scope = new ListScope(HttpContext, req);
        var rows = await ProposalRecordSql.ListAsync(read, Steward.Of(HttpContext).Key.Scopes, req.State, scope.Slice());
        return AgreementQueue<ProposalRecord>.Of(rows, scope, ProposalRecordSql.RecordOf);
    }
}
