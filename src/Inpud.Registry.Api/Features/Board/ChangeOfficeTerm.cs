using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Change or end a term in an office</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To end a
/// term, set the end of its <c>period</c>.
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
