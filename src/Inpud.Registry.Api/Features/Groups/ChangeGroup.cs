using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Change a group's record</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A group ends by an
/// end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeGroup(Database database) : Endpoint<ChangeGroupRequest, GroupRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/groups/{group}/record");

    public override Task HandleAsync(ChangeGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                var current = await GroupWrite.FindAsync(write, req.Group, steward);
                RecordTag.Require(req.IfMatch, current);
                var wasPublic = await GroupRecordSql.IsPublicAsync(write, req.Group);
                var input = MergePatch.Apply<GroupInput>(current.AsInput(), req.Body);
                var country = await GroupWrite.CheckAsync(write, req.Group, input, current, steward);
                await GroupRecordSql.UpdateAsync(write, req.Group, input, country);
                var record = await GroupWrite.RecordAsync(write, req.Group, current, wasPublic, "change", input.Reason, steward);
                return new Written<GroupRecord>(StatusCodes.Status200OK, record, Location: null);
            },
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
