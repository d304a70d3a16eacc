using System.Text.Json.Nodes;
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
internal sealed class ChangePost(Database database, PublicLog log) : Endpoint<ChangePostRequest, PostRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/posts/{post}/record");

    public override Task HandleAsync(ChangePostRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => PostRecordSql.Kind.ChangeAsync(write, log, steward, req.Post, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangePostRequest : ChangeRequest
{
    /// <summary>The post's id.</summary>
    /// <example>deputy-director</example>
    public string Post { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(PostInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangePostValidator : Validator<ChangePostRequest>
{
    public ChangePostValidator() => this.WriteRules();
}
