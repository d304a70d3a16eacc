using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Admit a group to a network</summary>
/// <remarks>
/// For stewards of the network. The registry checks the membership rules, and names all broken rules in one answer. The membership of a private group is private, too.
/// A membership holds with the group's keeper: the key covers the network that keeps the group as well, or everything.
/// A network proposes the membership of another group, with <c>POST /v1/networks/{network}/proposals</c>.
/// </remarks>
internal sealed class AdmitGroup(Database database, PublicLog log)
    : Endpoint<CreateOfNetworkRequest<MembershipInput>, MembershipRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/memberships");
        this.Creates();
    }

    public override Task HandleAsync(CreateOfNetworkRequest<MembershipInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, MembershipRecordSql.Kind, req, ct);
}
