using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>A post's record, for INPUD's stewards</summary>
internal sealed class GetPostRecord(Database database) : Endpoint<RecordRequest, PostRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/posts/{id}/record");
        this.IsOn(PostRecordSql.Kind);
    }

    public override async Task<PostRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await PostRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
