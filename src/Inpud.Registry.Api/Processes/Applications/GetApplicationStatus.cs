using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Follow an application</summary>
/// <remarks>The group uses the link that it got. Only the network's stewards and whoever has the link can read the application.</remarks>
internal sealed class GetApplicationStatus(Database database) : Endpoint<GetApplicationStatusRequest, ApplicationStatus>, IForApplicants
{
    public override void Configure() => Get("/v1/applications/{link}");

    public override async Task<ApplicationStatus> ExecuteAsync(GetApplicationStatusRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return ApplicationRecordSql.StatusOf(await ApplicationRecordSql.FindByLinkAsync(read, req.Link));
    }
}

internal sealed record GetApplicationStatusRequest
{
    /// <summary>The last part of the link that the group got in the answer to its application. The example is made up.</summary>
    /// <example>kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public string Link { get; init; } = "";
}
