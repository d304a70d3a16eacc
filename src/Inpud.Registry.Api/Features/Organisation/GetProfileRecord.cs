using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>INPUD's own record, for INPUD's stewards</summary>
internal sealed class GetProfileRecord(Database database) : Endpoint<RecordRequest, ProfileRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/organisation/{id}/record");
        this.IsOn(ProfileRecordSql.Kind);
    }

    public override async Task<ProfileRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ProfileRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
