using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Change a partner</summary>
/// <remarks>
/// For INPUD's stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required.
/// </remarks>
internal sealed class ChangePartner(Database database, PublicLog log) : Endpoint<ChangeRequest<PartnerInput>, PartnerRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/partners/{id}/record");
        this.IsOn(PartnerRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<PartnerInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, PartnerRecordSql.Kind, req, ct);
}
