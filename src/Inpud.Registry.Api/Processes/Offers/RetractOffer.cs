using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>Retract the offer of a group</summary>
/// <remarks>
/// For stewards of the network that made it. An offer that was accepted is no offer any more: ask the new keeper to offer the group back.
/// </remarks>
internal sealed class RetractOffer(Database database) : Endpoint<ReplyRequest, OfferRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/offers/{id}/retraction");
        this.Says("id", "The offer's id. The example is made up.", "h3x8v-p6m2r");
        Options(route => route.WithMetadata(new Callers("stewards of the network that made the offer")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => OfferWrite.RetractAsync(write, steward, req), ct);
}
