using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a count of individuals</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A count is brought up to date by ending it and recording the next, so that earlier days keep theirs.
/// </remarks>
internal sealed class ChangeIndividualCount(Database database, PublicLog log)
    : Endpoint<ChangeIndividualCountRequest, IndividualCountRecord>,
        IForStewards
{
    public override void Configure() => Patch("/v1/individuals/{count}/record");

    public override Task HandleAsync(ChangeIndividualCountRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => IndividualCountRecordSql.Kind.ChangeAsync(write, log, steward, req.Count, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeIndividualCountRequest : ChangeRequest
{
    /// <summary>The count's id.</summary>
    /// <example>africanpud-ke-7mk2qx</example>
    public string Count { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(IndividualCountInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeIndividualCountValidator : Validator<ChangeIndividualCountRequest>
{
    public ChangeIndividualCountValidator() => this.WriteRules();
}
