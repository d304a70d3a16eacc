using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>The record of a term in a post, for INPUD's stewards</summary>
internal sealed class GetPostTermRecord(Database database) : Endpoint<GetPostTermRecordRequest, PostTermRecord>, IForStewards
{
    public override void Configure() => Get("/v1/post-terms/{term}/record");

    public override async Task<PostTermRecord> ExecuteAsync(GetPostTermRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await PostTermRecordSql.Kind.FindAsync(read, req.Term, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetPostTermRecordRequest
{
    /// <summary>The term's id.</summary>
    /// <example>deputy-director-olga-szubert</example>
    public string Term { get; init; } = "";
}
