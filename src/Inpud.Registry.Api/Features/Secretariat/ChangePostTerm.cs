using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Change or end a term in a post</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To end a
/// term, set the end of its <c>period</c>.
/// </remarks>
internal sealed class ChangePostTerm(Database database, PublicLog log)
    : Endpoint<ChangeRequest<PostTermInput>, PostTermRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/post-terms/{id}/record");
        this.IsOn(PostTermRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<PostTermInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, PostTermRecordSql.Kind, req, ct);
}
