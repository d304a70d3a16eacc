using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network's record, for its stewards</summary>
internal sealed class GetNetworkRecord(Database database) : Endpoint<GetNetworkRecordRequest, NetworkRecord>, IForStewards
{
    public override void Configure() => Get("/v1/networks/{network}/record");

    public override async Task<NetworkRecord> ExecuteAsync(GetNetworkRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await NetworkRecordSql.Kind.FindAsync(read, req.Network, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetNetworkRecordRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";
}
