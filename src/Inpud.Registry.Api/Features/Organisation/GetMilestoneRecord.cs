using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>A milestone's record, for INPUD's stewards</summary>
internal sealed class GetMilestoneRecord(Database database) : Endpoint<RecordRequest, MilestoneRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/milestones/{id}/record");
        this.IsOn(MilestoneRecordSql.Kind);
    }

    public override async Task<MilestoneRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await MilestoneRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
