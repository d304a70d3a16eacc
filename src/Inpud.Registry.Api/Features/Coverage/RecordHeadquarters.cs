using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Record where a network has its headquarters</summary>
/// <remarks>For stewards of the network. Headquarters are evidence that the network reaches the country.</remarks>
internal sealed class RecordHeadquarters(Database database, PublicLog log)
    : Endpoint<RecordHeadquartersRequest, HeadquartersRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/headquarters");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordHeadquartersRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await Facts.RequireNetworkAsync(write, steward, req.Network);
                return await HeadquartersRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("headquarters", $"{req.Network}-{req.Body.Country}"),
                    req.Network,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordHeadquartersRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public HeadquartersInput Body { get; init; } = null!;
}

internal sealed class RecordHeadquartersValidator : Validator<RecordHeadquartersRequest>
{
    public RecordHeadquartersValidator() => this.WriteRules();
}
