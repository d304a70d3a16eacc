using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Change or close a network</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. A list
/// replaces the former list as a whole. To close a network, set the end of its <c>period</c>. A network with current members cannot close. Only INPUD changes what a network is towards INPUD: kind, admits, period, remit, successors, standings and seat.
/// A change of its name, abbreviation, remit or policy says <c>since</c> when it holds, or that it is a <c>correction</c>.
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
