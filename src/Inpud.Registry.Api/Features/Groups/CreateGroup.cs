using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Record a group</summary>
/// <remarks>For stewards. A new group is private. The public sees it nowhere until it has given a consent and its visibility allows it. The registry makes the id.</remarks>
internal sealed class CreateGroup(Database database, PublicLog log) : Endpoint<CreateRequest<GroupInput>, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<GroupInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, GroupRecordSql.Kind, req, ct);
}
