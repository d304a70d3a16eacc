using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a membership</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A membership ends by an end of its <c>period</c>; it stays one of its group.
/// </remarks>
internal sealed class ChangeMembership(Database database, PublicLog log) : Endpoint<ChangeMembershipRequest, MembershipRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/memberships/{membership}/record");

    public override Task HandleAsync(ChangeMembershipRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => MembershipRecordSql.Kind.ChangeAsync(write, log, steward, req.Membership, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeMembershipRequest : ChangeRequest
{
    /// <summary>The membership's id.</summary>
    /// <example>euronpud-asud</example>
    public string Membership { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(MembershipInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeMembershipValidator : Validator<ChangeMembershipRequest>
{
    public ChangeMembershipValidator() => this.WriteRules();
}
