using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features;

/// <summary>A row of <c>memberships</c> or of <c>public_memberships</c>. It is outside Memberships because groups show their memberships, too.</summary>
internal sealed record MembershipRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string GroupId { get; init; }
}
