using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Record a milestone</summary>
/// <remarks>For INPUD's stewards. Only a plan can lie in the future. The registry makes the id.</remarks>
internal sealed class RecordMilestone(Database database, PublicLog log)
    : Endpoint<CreateRequest<MilestoneInput>, MilestoneRecord>,
        IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/timeline");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<MilestoneInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, MilestoneRecordSql.Kind, req, ct);
}
