using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a count of individuals</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A count is brought up to date by ending it and recording the next, so that earlier days keep theirs.
/// </remarks>
internal sealed class ChangeIndividualCount(Database database, PublicLog log)
    : Endpoint<ChangeRequest<IndividualCountInput>, IndividualCountRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/individuals/{id}/record");
        this.IsOn(IndividualCountRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<IndividualCountInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, IndividualCountRecordSql.Kind, req, ct);
}
