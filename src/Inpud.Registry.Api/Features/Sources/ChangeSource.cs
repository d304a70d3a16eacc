using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>Change a source</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed.
/// </remarks>
internal sealed class ChangeSource(Database database, PublicLog log) : Endpoint<ChangeSourceRequest, SourceRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/sources/{source}/record");

    public override Task HandleAsync(ChangeSourceRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => SourceRecordSql.Kind.ChangeAsync(write, log, steward, req.Source, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeSourceRequest : ChangeRequest
{
    /// <summary>The source's id.</summary>
    /// <example>inpud-article</example>
    public string Source { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(SourceInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeSourceValidator : Validator<ChangeSourceRequest>
{
    public ChangeSourceValidator() => this.WriteRules();
}
