using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Record who represents a network on the board</summary>
/// <remarks>For stewards of the network. Where <c>person</c> is null, the record says that the seat was seen to be vacant.</remarks>
internal sealed class RecordRepresentative(Database database, PublicLog log)
    : Endpoint<CreateOfNetworkRequest<RepresentativeInput>, RepresentativeRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/representatives");
        this.Creates();
        this.Says("network", "The network's id.", "euronpud");
    }

    public override Task HandleAsync(CreateOfNetworkRequest<RepresentativeInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, RepresentativeRecordSql.Kind, req, ct);
}
