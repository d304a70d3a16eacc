using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Change a post</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed.
/// </remarks>
internal sealed class ChangePost(Database database, PublicLog log) : Endpoint<ChangeRequest<PostInput>, PostRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/posts/{id}/record");
        this.IsOn(PostRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<PostInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, PostRecordSql.Kind, req, ct);
}
