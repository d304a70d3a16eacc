using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>An application, for the network's stewards</summary>
internal sealed class GetApplication(Database database) : Endpoint<GetApplicationRequest, ApplicationRecord>, IForStewards
{
    public override void Configure() => Get("/v1/networks/{network}/applications/{application}");

    public override async Task<ApplicationRecord> ExecuteAsync(GetApplicationRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return ApplicationRecordSql.RecordOf(
            await ApplicationRecordSql.FindAsync(read, req.Network, req.Application, Steward.Of(HttpContext).Key.Scopes)
        );
    }
}

internal sealed record GetApplicationRequest : INamesNetwork
{
    /// <summary>The id of the network that the group applies to.</summary>
    /// <example>africanpud</example>
    public string Network { get; init; } = "";

    /// <summary>The application's id. The example is made up.</summary>
    /// <example>a-4f2a9b1c</example>
    public string Application { get; init; } = "";
}
