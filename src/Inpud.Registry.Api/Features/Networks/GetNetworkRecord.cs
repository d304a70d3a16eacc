using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network's record, for its stewards</summary>
internal sealed class GetNetworkRecord(Database database) : Endpoint<RecordRequest, NetworkRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/networks/{id}/record");
        this.IsOn(NetworkRecordSql.Kind);
    }

    public override async Task<NetworkRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await NetworkRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
