using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A membership's record, for the network's stewards</summary>
internal sealed class GetMembershipRecord(Database database) : Endpoint<GetMembershipRecordRequest, MembershipRecord>, IForStewards
{
    public override void Configure() => Get("/v1/memberships/{membership}/record");

    public override async Task<MembershipRecord> ExecuteAsync(GetMembershipRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await MembershipRecordSql.Kind.FindAsync(read, req.Membership, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetMembershipRecordRequest
{
    /// <summary>The membership's id.</summary>
    /// <example>euronpud-asud</example>
    public string Membership { get; init; } = "";
}
