using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Record a group</summary>
/// <remarks>
/// For stewards. A new group is private: it is absent everywhere until it has given a consent and its visibility says so. The registry makes the id.
/// </remarks>
internal sealed class CreateGroup(Database database) : Endpoint<CreateGroupRequest, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(CreateGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                var id = GroupRecordSql.NewId(req.Body.Name);
                var country = await GroupWrite.CheckAsync(write, id, req.Body, current: null, steward);
                await GroupRecordSql.InsertAsync(write, id, req.Body, country);
                var record = await GroupWrite.RecordAsync(write, id, before: null, wasPublic: false, "create", req.Body.Reason, steward);
                return new Written<GroupRecord>(StatusCodes.Status201Created, record, $"/v1/groups/{id}/record");
            },
            ct
        );
}

internal sealed record CreateGroupRequest : WriteRequest
{
    /// <summary>The group.</summary>
    [FromBody]
    public GroupInput Body { get; init; } = null!;
}

internal sealed class CreateGroupValidator : Validator<CreateGroupRequest>
{
    public CreateGroupValidator() => this.WriteRules();
}
