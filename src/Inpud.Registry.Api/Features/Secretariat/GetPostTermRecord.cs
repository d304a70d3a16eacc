using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>The record of a term in a post, for INPUD's stewards</summary>
internal sealed class GetPostTermRecord(Database database) : Endpoint<RecordRequest, PostTermRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/post-terms/{id}/record");
        this.IsOn(PostTermRecordSql.Kind);
    }

    public override async Task<PostTermRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await PostTermRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
