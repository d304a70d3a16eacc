using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Record how many individuals of a country a network admits</summary>
/// <remarks>
/// For stewards of a network whose policy names individuals. The registry holds a count per country, never persons. A new count is private; with <c>"visibility": "public"</c> and a
/// consent, the public sees 0 as 0, and one to four as &lt;5, until the consent ends.
/// </remarks>
internal sealed class CountIndividuals(Database database, PublicLog log)
    : Endpoint<CreateOfNetworkRequest<IndividualCountInput>, IndividualCountRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/individuals");
        this.Creates();
        this.Says("network", "The id of the network that admits individuals.", "africanpud");
    }

    public override Task HandleAsync(CreateOfNetworkRequest<IndividualCountInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, IndividualCountRecordSql.Kind, req, ct);
}
