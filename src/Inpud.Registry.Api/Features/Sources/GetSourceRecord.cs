using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>A source's record, for its stewards</summary>
internal sealed class GetSourceRecord(Database database) : Endpoint<RecordRequest, SourceRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/sources/{id}/record");
        this.IsOn(SourceRecordSql.Kind);
    }

    public override async Task<SourceRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await SourceRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
