using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Change INPUD's profile</summary>
/// <remarks>
/// For INPUD's stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied, and a list that is stated replaces the former list. <c>reason</c> is always required.
/// </remarks>
internal sealed class ChangeProfile(Database database, PublicLog log) : Endpoint<ChangeRequest<ProfileInput>, ProfileRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/organisation/{id}/record");
        this.IsOn(ProfileRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<ProfileInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, ProfileRecordSql.Kind, req, ct);
}
