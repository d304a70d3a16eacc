using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Record how many individuals of a country a network admits</summary>
/// <remarks>For stewards of a network whose policy names individuals. They are held as a count per country, never as persons; a public count below five is shown as &lt;5.</remarks>
internal sealed class CountIndividuals(Database database, PublicLog log)
    : Endpoint<CountIndividualsRequest, IndividualCountRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/individuals");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(CountIndividualsRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await Facts.RequireNetworkAsync(write, steward, req.Network);
                return await IndividualCountRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("count", $"{req.Network}-{req.Body.Country}"),
                    req.Network,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record CountIndividualsRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>africanpud</example>
    public string Network { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public IndividualCountInput Body { get; init; } = null!;
}

internal sealed class CountIndividualsValidator : Validator<CountIndividualsRequest>
{
    public CountIndividualsValidator() => this.WriteRules();
}
