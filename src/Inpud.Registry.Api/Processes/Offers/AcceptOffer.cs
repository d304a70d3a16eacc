using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>Accept the offer of a group</summary>
/// <remarks>
/// For stewards of the network to which the group is offered. It keeps the group in the same commit: it reads and writes the record, its history and its consents, and the former keeper no longer does.
/// </remarks>
internal sealed class AcceptOffer(Database database, PublicLog log) : Endpoint<ReplyRequest, OfferRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/offers/{id}/acceptance");
        this.Says("id", "The offer's id. The example is made up.", "h3x8v-p6m2r");
        Options(route => route.WithMetadata(new Callers("stewards of the network to which the group is offered")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => OfferWrite.AcceptAsync(write, log, steward, req), ct);
}
