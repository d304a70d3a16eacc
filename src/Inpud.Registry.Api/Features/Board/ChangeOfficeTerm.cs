using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Change or end a term in an office</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A term ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeOfficeTerm(Database database, PublicLog log)
    : Endpoint<ChangeRequest<OfficeTermInput>, OfficeTermRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/office-terms/{id}/record");
        this.IsOn(OfficeTermRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<OfficeTermInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, OfficeTermRecordSql.Kind, req, ct);
}
