using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>Accept a proposed membership</summary>
/// <remarks>
/// For stewards of the group's keeper. The registry checks the membership rules and records the membership in the same commit. The membership of a private group is private, too. From then on, the
/// network sees the group's name and country with its membership, until the membership ends.
/// </remarks>
internal sealed class AcceptProposal(Database database, PublicLog log) : Endpoint<ReplyRequest, ProposalRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/proposals/{id}/acceptance");
        this.Says("id", "The proposal's id. The example is made up.", "n7q3x-c5w8k");
        Options(route => route.WithMetadata(new Callers("stewards of the group's keeper")));
    }

    public override Task HandleAsync(ReplyRequest req, CancellationToken ct) =>
        Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => ProposalWrite.AcceptAsync(write, log, steward, req), ct);
}
