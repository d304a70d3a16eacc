using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a membership</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. To end a
/// membership, set the end of its <c>period</c>. Its group cannot change.
/// </remarks>
internal sealed class ChangeMembership(Database database, PublicLog log)
    : Endpoint<ChangeRequest<MembershipInput>, MembershipRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/memberships/{id}/record");
        this.IsOn(MembershipRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<MembershipInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, MembershipRecordSql.Kind, req, ct);
}
