using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group's record, for its stewards</summary>
/// <remarks>The whole record of the group, private or not, with its consents. A key that covers none of its networks gets the answer that there is no such group.</remarks>
internal sealed class GetGroupRecord(Database database) : Endpoint<RecordRequest, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/groups/{id}/record");
        this.IsOn(GroupRecordSql.Kind);
    }

    public override async Task<GroupRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await GroupRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
