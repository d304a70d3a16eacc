using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A membership's record, for the network's stewards</summary>
/// <remarks>
/// With the group's name and country as they are now, also where the group is private, until the membership ends. The network sees no more of the group than these.
/// </remarks>
internal sealed class GetMembershipRecord(Database database) : Endpoint<RecordRequest, MembershipRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/memberships/{id}/record");
        this.IsOn(MembershipRecordSql.Kind);
    }

    public override async Task<MembershipRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var record = await MembershipRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
        return record.WithSightOf(await MembershipRecordSql.SeenGroupOrNullAsync(read, req.Id));
    }
}
