using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Record a network</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class CreateNetwork(Database database, PublicLog log) : Endpoint<CreateNetworkRequest, NetworkRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(CreateNetworkRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                Facts.RequireRegistry(steward, "records networks");
                return await NetworkRecordSql.Kind.CreateAsync(write, log, steward, req.Body.Id, owner: null, req.Body);
            },
            ct
        );
}

internal sealed record CreateNetworkRequest : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public NetworkInput Body { get; init; } = null!;
}

internal sealed class CreateNetworkValidator : Validator<CreateNetworkRequest>
{
    public CreateNetworkValidator() => this.WriteRules();
}
