using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Change or end a term in a post</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A term ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangePostTerm(Database database, PublicLog log) : Endpoint<ChangePostTermRequest, PostTermRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/post-terms/{term}/record");

    public override Task HandleAsync(ChangePostTermRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => PostTermRecordSql.Kind.ChangeAsync(write, log, steward, req.Term, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangePostTermRequest : ChangeRequest
{
    /// <summary>The term's id.</summary>
    /// <example>deputy-director-olga-szubert</example>
    public string Term { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(PostTermInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangePostTermValidator : Validator<ChangePostTermRequest>
{
    public ChangePostTermValidator() => this.WriteRules();
}
