using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>One network</summary>
/// <remarks>
/// A former id, or a name however it is typed, answers 308 with the current address. What holds for a time stands in lists, each entry with what can be
/// said of it as of the day: <c>certain</c>, <c>possible</c> or <c>none</c>.
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
        await using var read = database.Read();
        var network = await NetworkDetailsSql.FindOrNullAsync(read, req.Network, AskedDay.Of(req, clock).Text);
        if (network is not null)
        {
            await Send.OkAsync(network, ct);
            return;
        }

        await NetworkAddress.FindOrMoveAsync(read, HttpContext, req.Network, "");
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
