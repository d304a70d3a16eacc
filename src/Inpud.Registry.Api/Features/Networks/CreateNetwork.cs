using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Record a network</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class CreateNetwork(Database database, PublicLog log)
    : Endpoint<CreateRequest<NetworkInput>, NetworkRecord>,
        IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/networks");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<NetworkInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, NetworkRecordSql.Kind, req, ct);
}
