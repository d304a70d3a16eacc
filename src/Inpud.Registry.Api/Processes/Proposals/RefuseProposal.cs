using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>Refuse a proposed membership</summary>
/// <remarks>
/// For stewards of the group's keeper. The network that proposed it gets the message. The proposal can no longer change; the network may propose anew.
/// </remarks>
internal sealed class RefuseProposal(Database database) : Endpoint<ReplyRequest, ProposalRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/proposals/{id}/refusal");
        this.Says("id", "The proposal's id. The example is made up.", "n7q3x-c5w8k");
        Options(route => route.WithMetadata(new Callers("stewards of the group's keeper")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => ProposalWrite.RefuseAsync(write, steward, req), ct);
}
