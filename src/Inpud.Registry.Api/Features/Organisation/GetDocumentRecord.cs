using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>A document's record, for INPUD's stewards</summary>
internal sealed class GetDocumentRecord(Database database) : Endpoint<RecordRequest, DocumentRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/documents/{id}/record");
        this.IsOn(DocumentRecordSql.Kind);
    }

    public override async Task<DocumentRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await DocumentRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
