using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A claim's record, for the network's stewards</summary>
internal sealed class GetClaimRecord(Database database) : Endpoint<RecordRequest, ClaimRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/claims/{id}/record");
        this.IsOn(ClaimRecordSql.Kind);
    }

    public override async Task<ClaimRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ClaimRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
