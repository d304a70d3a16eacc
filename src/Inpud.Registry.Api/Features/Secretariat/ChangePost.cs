using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Change a post</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required.
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
