using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The record of a term in an office, for INPUD's stewards</summary>
internal sealed class GetOfficeTermRecord(Database database) : Endpoint<RecordRequest, OfficeTermRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/office-terms/{id}/record");
        this.IsOn(OfficeTermRecordSql.Kind);
    }

    public override async Task<OfficeTermRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await OfficeTermRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
