using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>One network</summary>
/// <remarks>
/// A request by a former id or by a name, however it is typed, gets 308 with the current address. Facts that hold for a time are in lists. Each entry has its
/// certainty as of the day: <c>certain</c>, <c>possible</c> or <c>none</c>.
/// </remarks>
internal sealed class GetNetwork(Database database, TimeProvider clock) : Endpoint<GetNetworkRequest, NetworkDetails>
{
    public override void Configure()
    {
        Get("/v1/networks/{network}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(GetNetworkRequest req, CancellationToken ct)
    {
        var (id, network) = await ReadAsync(req);
        await (network is null ? NetworkAddress.MoveAsync(HttpContext, id) : Send.OkAsync(network, ct));
    }

    /// <summary>The network; null where the address has another of its ids or names.</summary>
    private async Task<(string Id, NetworkDetails? Network)> ReadAsync(GetNetworkRequest req)
    {
        await using var read = await database.ReadAsync();
        var day = AskedDay.Of(req, clock);
        return await NetworkDetailsSql.FindOrNullAsync(read, req.Network, day.Text, day.WasGiven) is { } network
            ? (network.Id, network)
            : (await NetworkAddress.FindAsync(read, req.Network), null);
    }
}

internal sealed record GetNetworkRequest : IDated
{
    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }
}

internal sealed class GetNetworkValidator : Validator<GetNetworkRequest>
{
    public GetNetworkValidator() => RuleFor(x => x.AsOf).IsADayUntilToday(this);
}
