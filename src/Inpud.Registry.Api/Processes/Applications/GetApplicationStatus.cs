using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Follow an application</summary>
/// <remarks>For the group, by the link that it got. Whoever has the link sees the application; nobody else does, but the network's stewards.</remarks>
internal sealed class GetApplicationStatus(Database database) : Endpoint<GetApplicationStatusRequest, ApplicationStatus>, IForApplicants
{
    public override void Configure() => Get("/v1/applications/{link}");

    public override async Task<ApplicationStatus> ExecuteAsync(GetApplicationStatusRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return ApplicationRecordSql.StatusOf(await ApplicationRecordSql.FindByLinkAsync(read, req.Link));
    }
}

internal sealed record GetApplicationStatusRequest
{
    /// <summary>The end of the link that the application was answered with.</summary>
    /// <example>kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public string Link { get; init; } = "";
}
