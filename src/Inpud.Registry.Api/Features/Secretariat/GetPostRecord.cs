using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>A post's record, for INPUD's stewards</summary>
internal sealed class GetPostRecord(Database database) : Endpoint<GetPostRecordRequest, PostRecord>, IForStewards
{
    public override void Configure() => Get("/v1/posts/{post}/record");

    public override async Task<PostRecord> ExecuteAsync(GetPostRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await PostRecordSql.Kind.FindAsync(read, req.Post, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetPostRecordRequest
{
    /// <summary>The post's id.</summary>
    /// <example>deputy-director</example>
    public string Post { get; init; } = "";
}
