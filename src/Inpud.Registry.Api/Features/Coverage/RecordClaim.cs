using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Record a claim</summary>
/// <remarks>For stewards of the network: in how many countries it states to be. A claim is kept apart from what the registry can show evidence for.</remarks>
internal sealed class RecordClaim(Database database, PublicLog log) : Endpoint<RecordClaimRequest, ClaimRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/claims");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordClaimRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await Facts.RequireNetworkAsync(write, steward, req.Network);
                return await ClaimRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("claim", $"{req.Network}-{req.Body.Countries}"),
                    req.Network,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordClaimRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public ClaimInput Body { get; init; } = null!;
}

internal sealed class RecordClaimValidator : Validator<RecordClaimRequest>
{
    public RecordClaimValidator() => this.WriteRules();
}
