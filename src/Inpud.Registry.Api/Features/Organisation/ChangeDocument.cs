using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Change a document</summary>
/// <remarks>
/// For INPUD's stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required.
/// </remarks>
internal sealed class ChangeDocument(Database database, PublicLog log)
    : Endpoint<ChangeRequest<DocumentInput>, DocumentRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/documents/{id}/record");
        this.IsOn(DocumentRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<DocumentInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, DocumentRecordSql.Kind, req, ct);
}
