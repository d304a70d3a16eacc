using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>An offer of a group, for both sides</summary>
/// <remarks>
/// With the group's name and country as they are now, also where the group is private, as long as the offer waits.
/// </remarks>
internal sealed class GetOffer(Database database) : Endpoint<GetOfferRequest, OfferRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/offers/{id}");
        Options(route => route.WithMetadata(new Callers("stewards of the group's keeper, and of the network to which it is offered")));
    }

    public override async Task<OfferRecord> ExecuteAsync(GetOfferRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return OfferRecordSql.RecordOf(await OfferRecordSql.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes));
    }
}

internal sealed record GetOfferRequest
{
    /// <summary>The offer's id. The example is made up.</summary>
    /// <example>h3x8v-p6m2r</example>
    public string Id { get; init; } = "";
}
