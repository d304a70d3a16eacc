using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>Refuse the offer of a group</summary>
/// <remarks>
/// For stewards of the network to which the group is offered. The group stays with its keeper, who gets the message and may offer it anew.
/// </remarks>
internal sealed class RefuseOffer(Database database) : Endpoint<ReplyRequest, OfferRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/offers/{id}/refusal");
        this.Says("id", "The offer's id. The example is made up.", "h3x8v-p6m2r");
        Options(route => route.WithMetadata(new Callers("stewards of the network to which the group is offered")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => OfferWrite.RefuseAsync(write, steward, req), ct);
}
