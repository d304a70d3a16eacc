using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A membership's record, for the network's stewards</summary>
internal sealed class GetMembershipRecord(Database database) : Endpoint<RecordRequest, MembershipRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/memberships/{id}/record");
        this.IsOn(MembershipRecordSql.Kind);
    }

    public override async Task<MembershipRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await MembershipRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
