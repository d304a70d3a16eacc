using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a count of individuals</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To update a
/// count, end it and record the next one, so that earlier days keep their count.
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
