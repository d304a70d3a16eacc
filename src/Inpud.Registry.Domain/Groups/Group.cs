using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Groups;

/// <summary>Who may know of a group. The narrowest comes first: generated clients take the first value where nobody chose one.</summary>
public enum GroupVisibility
{
    /// <summary>Stewards of its networks alone.</summary>
    Private,

    /// <summary>Anybody may know that its country and network have a member group, and nothing more.</summary>
    Country,

    /// <summary>Anybody.</summary>
    Public,
}

/// <summary>How a group is organised.</summary>
public enum GroupType
{
    /// <summary>A union of people who use drugs.</summary>
    Union,

    /// <summary>A registered association.</summary>
    Association,

    /// <summary>A collective or an informal group.</summary>
    Collective,

    /// <summary>A service run by and for the community.</summary>
    Service,
}

/// <summary>How far a group's work reaches.</summary>
public enum GroupScope
{
    /// <summary>A town or a part of it.</summary>
    Local,

    /// <summary>A part of a country.</summary>
    Subnational,

    /// <summary>A country.</summary>
    National,

    /// <summary>More than one country.</summary>
    Multinational,
}

/// <summary>What the rules need to know of a group.</summary>
/// <param name="Id">The group's id.</param>
/// <param name="Name">The name that a message shows.</param>
/// <param name="Country">The alpha-2 code of its country.</param>
/// <param name="LedByPeopleWhoUseDrugs">What the group states of its leadership; null where nothing is stated.</param>
/// <param name="Life">From the founding to the closing.</param>
/// <param name="Visibility">Who may know of it.</param>
/// <param name="IsPublicInASource">True where a cited source made the group public before the registry knew of it.</param>
/// <param name="Consents">What it agreed to.</param>
public sealed record Group(
    string Id,
    string Name,
    string Country,
    bool? LedByPeopleWhoUseDrugs,
    Period Life,
    GroupVisibility Visibility,
    bool IsPublicInASource,
    IReadOnlyList<Consent> Consents
)
{
    /// <summary>The countries in which it was before.</summary>
    public IReadOnlyList<FormerValue<string>> FormerCountries { get; init; } = [];

    /// <summary>What it stated of its leadership before.</summary>
    public IReadOnlyList<FormerValue<bool?>> FormerLeaderships { get; init; } = [];

    /// <summary>Its country over time.</summary>
    public DatedValue<string> Countries => new(Country, FormerCountries);

    /// <summary>What it stated of its leadership, over time.</summary>
    public DatedValue<bool?> Leaderships => new(LedByPeopleWhoUseDrugs, FormerLeaderships);
}
