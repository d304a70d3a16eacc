using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A count of individuals, for the network's stewards</summary>
internal sealed class GetIndividualCountRecord(Database database) : Endpoint<RecordRequest, IndividualCountRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/individuals/{id}/record");
        this.IsOn(IndividualCountRecordSql.Kind);
    }

    public override async Task<IndividualCountRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await IndividualCountRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
