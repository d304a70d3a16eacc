using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Change a group's record</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A group ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeGroup(Database database, PublicLog log) : Endpoint<ChangeGroupRequest, GroupRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/groups/{group}/record");

    public override Task HandleAsync(ChangeGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => GroupRecordSql.Kind.ChangeAsync(write, log, steward, req.Group, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeGroupRequest : ChangeRequest
{
    /// <summary>The group's id.</summary>
    /// <example>vandu</example>
    public string Group { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(GroupInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeGroupValidator : Validator<ChangeGroupRequest>
{
    public ChangeGroupValidator() => this.WriteRules();
}
