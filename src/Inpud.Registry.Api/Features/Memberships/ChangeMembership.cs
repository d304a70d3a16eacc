using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a membership</summary>
/// <remarks>
/// For stewards of the network. A JSON Merge Patch (RFC 7396); <c>reason</c> is always needed. A membership ends by an end of its <c>period</c>; it stays one of its group: that does not change.
/// </remarks>
internal sealed class ChangeMembership(Database database) : Endpoint<ChangeMembershipRequest, MembershipRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/memberships/{membership}/record");

    public override Task HandleAsync(ChangeMembershipRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                var current =
                    await MembershipRecordSql.FindOrNullAsync(write, req.Membership, steward.Key.Scopes)
                    ?? throw ProblemException.NoSuchRecord("membership", req.Membership);
                RecordTag.Require(req.IfMatch, current);
                var input = MergePatch.Apply<MembershipInput>(current.AsInput(), req.Body);
                if (input.Group != current.Group)
                {
                    throw BodyRules.Mistake(
                        "group",
                        "cannot-change",
                        "A membership stays one of its group. End it, and admit the other group."
                    );
                }

                await MembershipWrite.CheckAsync(write, current.Id, current.Network, input, steward);
                await MembershipRecordSql.UpdateAsync(write, current.Id, current.Network, input);
                var record = await MembershipWrite.RecordAsync(write, current.Id, current, "change", input.Reason, steward);
                return new Written<MembershipRecord>(StatusCodes.Status200OK, record, Location: null);
            },
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
