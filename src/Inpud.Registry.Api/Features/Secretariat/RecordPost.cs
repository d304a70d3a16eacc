using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Record a post of the secretariat</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class RecordPost(Database database, PublicLog log) : Endpoint<CreateRequest<PostInput>, PostRecord>, IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/secretariat/posts");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<PostInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, PostRecordSql.Kind, req, ct);
}
