using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Record a claim</summary>
/// <remarks>For stewards of the network: in how many countries it states to be. A claim is kept apart from what the registry can show evidence for.</remarks>
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
