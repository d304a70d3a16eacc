using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>The record of a network's headquarters, for its stewards</summary>
internal sealed class GetHeadquartersRecord(Database database) : Endpoint<RecordRequest, HeadquartersRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/headquarters/{id}/record");
        this.IsOn(HeadquartersRecordSql.Kind);
    }

    public override async Task<HeadquartersRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await HeadquartersRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
