using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Record a document</summary>
/// <remarks>For INPUD's stewards. The registry makes the id.</remarks>
internal sealed class RecordDocument(Database database, PublicLog log)
    : Endpoint<CreateRequest<DocumentInput>, DocumentRecord>,
        IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/documents");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<DocumentInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, DocumentRecordSql.Kind, req, ct);
}
