using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Admit a group to a network</summary>
/// <remarks>For stewards of the network. The membership rules are checked; all that would be broken come back together. The membership of a private group is as private as the group.</remarks>
internal sealed class AdmitGroup(Database database, PublicLog log) : Endpoint<AdmitGroupRequest, MembershipRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/memberships");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(AdmitGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await Facts.RequireNetworkAsync(write, steward, req.Network);
                return await MembershipRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    await MembershipRecordSql.NewIdAsync(write, req.Network, req.Body.Group),
                    req.Network,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record AdmitGroupRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public MembershipInput Body { get; init; } = null!;
}

internal sealed class AdmitGroupValidator : Validator<AdmitGroupRequest>
{
    public AdmitGroupValidator() => this.WriteRules();
}
