using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>Propose a membership of a group that another keeps</summary>
/// <remarks>
/// For stewards of the network. The group is a public one; any other is unknown here. The proposal is private to the network, the group's keeper and INPUD, and counts nowhere. The membership
/// holds once the keeper, or INPUD, accepts it, and the registry checks the membership rules both now and then.
/// </remarks>
internal sealed class ProposeMembership(Database database) : Endpoint<CreateOfNetworkRequest<MembershipInput>, ProposalRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/proposals");
        this.Creates();
    }

    public override Task HandleAsync(CreateOfNetworkRequest<MembershipInput> req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => ProposalWrite.ProposeAsync(write, steward, req.Network, req.Body),
            ct
        );
}
