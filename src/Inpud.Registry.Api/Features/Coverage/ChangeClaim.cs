using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Change or end a claim</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To end a
/// claim that no longer holds, set the end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeClaim(Database database, PublicLog log) : Endpoint<ChangeRequest<ClaimInput>, ClaimRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/claims/{id}/record");
        this.IsOn(ClaimRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<ClaimInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, ClaimRecordSql.Kind, req, ct);
}
