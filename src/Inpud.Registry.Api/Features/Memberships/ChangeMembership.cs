using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Change or end a membership</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A membership ends by an end of its <c>period</c>; it stays one of its group.
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
