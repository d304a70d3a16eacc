using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>Offer a group to another network</summary>
/// <remarks>
/// For stewards of the group's keeper. Once the network accepts the offer, it keeps the group in the keeper's place. Until then it sees the group's name and country, also where the group is private, and
/// nothing else of it.
/// </remarks>
internal sealed class OfferGroup(Database database) : Endpoint<OfferGroupRequest, OfferRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups/{id}/offers");
        this.Creates();
        this.IsOn(GroupRecordSql.Kind);
    }

    public override Task HandleAsync(OfferGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => OfferWrite.OfferAsync(write, steward, req.Id, req.Body),
            ct
        );
}

internal sealed record OfferGroupRequest : WriteRequest
{
    /// <summary>The group's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";

    /// <summary>The offer.</summary>
    [FromBody]
    public OfferInput Body { get; init; } = null!;
}
