using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The record of a term on the board, for the network's stewards</summary>
internal sealed class GetRepresentativeRecord(Database database) : Endpoint<RecordRequest, RepresentativeRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/representatives/{id}/record");
        this.IsOn(RepresentativeRecordSql.Kind);
    }

    public override async Task<RepresentativeRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await RepresentativeRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
