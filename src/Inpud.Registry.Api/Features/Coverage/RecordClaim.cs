using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Record a claim</summary>
/// <remarks>For stewards of the network. A claim says in how many countries the network states to be. The registry keeps claims apart from evidence.</remarks>
internal sealed class RecordClaim(Database database, PublicLog log)
    : Endpoint<CreateOfNetworkRequest<ClaimInput>, ClaimRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/claims");
        this.Creates();
    }

    public override Task HandleAsync(CreateOfNetworkRequest<ClaimInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, ClaimRecordSql.Kind, req, ct);
}
