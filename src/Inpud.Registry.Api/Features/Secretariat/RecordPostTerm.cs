using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Record who holds a post of the secretariat</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class RecordPostTerm(Database database, PublicLog log) : Endpoint<RecordPostTermRequest, PostTermRecord>, IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/posts/{post}/terms");
        this.Creates();
    }

    public override Task HandleAsync(RecordPostTermRequest req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, PostTermRecordSql.Kind, req, ct);
}

internal sealed record RecordPostTermRequest : NewRecordRequest<PostTermInput>
{
    /// <summary>The post's id.</summary>
    /// <example>deputy-director</example>
    public string Post { get; init; } = "";

    public override string? Owner => Post;
}
