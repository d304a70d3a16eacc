using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Change or end a claim</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A claim that no longer holds ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeClaim(Database database, PublicLog log) : Endpoint<ChangeClaimRequest, ClaimRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/claims/{claim}/record");

    public override Task HandleAsync(ChangeClaimRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => ClaimRecordSql.Kind.ChangeAsync(write, log, steward, req.Claim, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeClaimRequest : ChangeRequest
{
    /// <summary>The claim's id.</summary>
    /// <example>africanpud-15</example>
    public string Claim { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(ClaimInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeClaimValidator : Validator<ChangeClaimRequest>
{
    public ChangeClaimValidator() => this.WriteRules();
}
