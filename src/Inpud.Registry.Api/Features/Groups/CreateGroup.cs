using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Record a group</summary>
/// <remarks>For stewards. A new group is private: it is absent everywhere until it has given a consent and its visibility says so. The registry makes the id.</remarks>
internal sealed class CreateGroup(Database database, PublicLog log) : Endpoint<CreateGroupRequest, GroupRecord>, IForStewards
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
                return await GroupRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("group", req.Body.Name),
                    owner: null,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record CreateGroupRequest : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public GroupInput Body { get; init; } = null!;
}

internal sealed class CreateGroupValidator : Validator<CreateGroupRequest>
{
    public CreateGroupValidator() => this.WriteRules();
}
