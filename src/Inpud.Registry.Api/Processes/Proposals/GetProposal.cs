using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>A proposed membership, for both sides</summary>
internal sealed class GetProposal(Database database) : Endpoint<GetProposalRequest, ProposalRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/proposals/{id}");
        Options(route => route.WithMetadata(new Callers("stewards of the network that proposed it, and of the group's keeper")));
    }

    public override async Task<ProposalRecord> ExecuteAsync(GetProposalRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return ProposalRecordSql.RecordOf(await ProposalRecordSql.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes));
    }
}

internal sealed record GetProposalRequest
{
    /// <summary>The proposal's id. The example is made up.</summary>
    /// <example>n7q3x-c5w8k</example>
    public string Id { get; init; } = "";
}
