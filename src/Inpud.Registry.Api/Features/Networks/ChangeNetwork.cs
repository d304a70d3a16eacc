using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Change or close a network</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. Lists are replaced whole. A network closes by an end of its <c>period</c>; one with current members cannot.
/// </remarks>
internal sealed class ChangeNetwork(Database database, PublicLog log) : Endpoint<ChangeRequest<NetworkInput>, NetworkRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/networks/{id}/record");
        this.IsOn(NetworkRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<NetworkInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, NetworkRecordSql.Kind, req, ct);
}
