using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Record a partner</summary>
/// <remarks>For INPUD's stewards. The registry makes the id.</remarks>
internal sealed class RecordPartner(Database database, PublicLog log)
    : Endpoint<CreateRequest<PartnerInput>, PartnerRecord>,
        IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/partners");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<PartnerInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, PartnerRecordSql.Kind, req, ct);
}
