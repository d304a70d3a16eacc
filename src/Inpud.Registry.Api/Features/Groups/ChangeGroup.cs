using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Change a group's record</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To end a
/// group, set the end of its <c>period</c>. A change of its name, country, place, type or leadership says <c>since</c> when it holds, or that it is a <c>correction</c>.
/// </remarks>
internal sealed class ChangeGroup(Database database, PublicLog log) : Endpoint<ChangeRequest<GroupInput>, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/groups/{id}/record");
        this.IsOn(GroupRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<GroupInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, GroupRecordSql.Kind, req, ct);
}
