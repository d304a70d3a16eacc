using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Domain.Registry;

/// <summary>All records that the rules need, at one moment.</summary>
public sealed record RegistryState(
    IReadOnlyList<Network> Networks,
    IReadOnlyList<Group> Groups,
    IReadOnlyList<GroupName> GroupNames,
    IReadOnlyList<Membership> Memberships,
    IReadOnlyList<IndividualCount> Individuals,
    IReadOnlyList<SeatTerm> SeatTerms,
    IReadOnlyList<OfficeTerm> OfficeTerms,
    IReadOnlyList<string> FormerIds,
    WorldDay Today
)
{
    /// <summary>The posts of the secretariat.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>The terms in them.</summary>
    public IReadOnlyList<PostTerm> PostTerms { get; init; } = [];

    /// <summary>The milestones.</summary>
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>The documents.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];
}
