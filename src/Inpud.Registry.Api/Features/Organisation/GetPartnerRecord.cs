using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>A partner's record, for INPUD's stewards</summary>
internal sealed class GetPartnerRecord(Database database) : Endpoint<RecordRequest, PartnerRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/partners/{id}/record");
        this.IsOn(PartnerRecordSql.Kind);
    }

    public override async Task<PartnerRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await PartnerRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
