using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Record where a network has its headquarters</summary>
/// <remarks>For stewards of the network. Headquarters are evidence that the network reaches the country.</remarks>
internal sealed class RecordHeadquarters(Database database, PublicLog log)
    : Endpoint<CreateOfNetworkRequest<HeadquartersInput>, HeadquartersRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/headquarters");
        this.Creates();
    }

    public override Task HandleAsync(CreateOfNetworkRequest<HeadquartersInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, HeadquartersRecordSql.Kind, req, ct);
}
