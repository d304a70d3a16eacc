using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Lookups;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Admit a group to a network</summary>
/// <remarks>For stewards of the network. The membership rules are checked; all that would be broken come back together. The membership of a private group is as private as the group.</remarks>
internal sealed class AdmitGroup(Database database) : Endpoint<AdmitGroupRequest, MembershipRecord>, IForStewards
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
                if (await NetworkLookup.FindByIdOrNullAsync(write, req.Network) != req.Network)
                {
                    throw ProblemException.NoSuchRecord("network", req.Network);
                }

                if (!steward.Key.Scopes.Cover(req.Network))
                {
                    throw new ProblemException(
                        ProblemKind.Forbidden,
                        $"The key does not cover {req.Network}. /v1/key shows what it covers."
                    );
                }

                var id = await MembershipRecordSql.NewIdAsync(write, req.Network, req.Body.Group);
                await MembershipWrite.CheckAsync(write, id, req.Network, req.Body, steward);
                await MembershipRecordSql.InsertAsync(write, id, req.Network, req.Body);
                var record = await MembershipWrite.RecordAsync(write, id, before: null, "create", req.Body.Reason, steward);
                return new Written<MembershipRecord>(StatusCodes.Status201Created, record, $"/v1/memberships/{id}/record");
            },
            ct
        );
}

internal sealed record AdmitGroupRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";

    /// <summary>The membership.</summary>
    [FromBody]
    public MembershipInput Body { get; init; } = null!;
}

internal sealed class AdmitGroupValidator : Validator<AdmitGroupRequest>
{
    public AdmitGroupValidator() => this.WriteRules();
}
