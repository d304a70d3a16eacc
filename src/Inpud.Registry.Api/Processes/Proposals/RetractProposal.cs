using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>Retract a proposed membership</summary>
/// <remarks>
/// For stewards of the network that proposed it. A proposal that was accepted is a membership: end that one instead.
/// </remarks>
internal sealed class RetractProposal(Database database) : Endpoint<ReplyRequest, ProposalRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/proposals/{id}/retraction");
        this.Says("id", "The proposal's id. The example is made up.", "n7q3x-c5w8k");
        Options(route => route.WithMetadata(new Callers("stewards of the network that proposed it")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => ProposalWrite.RetractAsync(write, steward, req), ct);
}
