using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>A group that a network admits on its application, with the facts for the group's record and for the membership.</summary>
internal sealed record NewMember
{
    public required string Network { get; init; }

    /// <summary>The id or slug of the group, where the registry has it already; null to record a new group.</summary>
    public required string? Group { get; init; }

    public required string Name { get; init; }
    public required string Country { get; init; }
    public required string? Place { get; init; }
    public required GroupType? Type { get; init; }
    public required GroupScope? Scope { get; init; }
    public required bool LedByPeopleWhoUseDrugs { get; init; }
    public required string? LeadershipBasis { get; init; }
    public required string GroupPeriod { get; init; }
    public required string MembershipPeriod { get; init; }
    public required string Source { get; init; }
    public required string Reason { get; init; }
}
