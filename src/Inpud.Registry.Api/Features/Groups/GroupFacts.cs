using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The fields of a group that its record, its public answer and its row in a list share.</summary>
/// <remarks>The properties read the row, so that a new field needs one property here and no copies.</remarks>
internal abstract record GroupFacts
{
    private readonly GroupRow row;

    protected GroupFacts(GroupRow row) => this.row = row;

    /// <summary>
    /// The readable part of the public address, <c>/v1/groups/{slug}</c>. It holds while the group is public and has its name. The registry makes it from the name and four random
    /// letters or digits. Null for a group that agreed to be counted and not to be named.
    /// </summary>
    /// <example>vandu</example>
    public string? Slug => row.Slug;

    /// <summary>The name.</summary>
    /// <example>Vancouver Area Network of Drug Users</example>
    public string Name => row.Name;

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>CA</example>
    public string Country => row.Country;

    /// <summary>The part of the country, as ISO 3166-2 code; null where no source says.</summary>
    public string? Subdivision => row.Subdivision;

    /// <summary>The place; null where no source says.</summary>
    /// <example>Vancouver</example>
    public string? Place => row.Place;

    /// <summary>How it is organised; null where no source says.</summary>
    public GroupType? Type => row.Type;

    /// <summary>How its members take part; null where no source says.</summary>
    public string? Involvement => row.Involvement;

    /// <summary>How far its work reaches; null where no source says.</summary>
    public GroupScope? Scope => row.Scope;

    /// <summary>What it wants to reach; null where no source says.</summary>
    public IReadOnlyList<string>? Goals => row.Goals;

    /// <summary>Who pays for it; null where no source says.</summary>
    public IReadOnlyList<string>? FundingSources => row.FundingSources;

    /// <summary>Whether it states that it is led by people who use drugs; null where nothing is stated.</summary>
    public bool? LedByPeopleWhoUseDrugs => row.LedByPeopleWhoUseDrugs;

    /// <summary>How its leadership is known; null where nothing is stated.</summary>
    public string? LeadershipBasis => row.LeadershipBasis;

    /// <summary>What the public sees of it: the group, or with <c>country</c> only that the country has a group, or with <c>private</c> nothing.</summary>
    public GroupVisibility Visibility => row.Visibility;

    /// <summary>The source that shows that the group was public before the registry knew of it; null where the group agreed to be public.</summary>
    public string? VisibilityBasis => row.VisibilityBasis;

    /// <summary>The time for which it exists, from its founding.</summary>
    public Period Period => row.Period;

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public PartialDate? Observed => row.Observed;

    /// <summary>The source of the group.</summary>
    public Citation Citation => row.Citation;

    /// <summary>The address of its own site, with https; null where no source says. The registry never fetches it.</summary>
    /// <example>https://example.org</example>
    public string? Homepage => row.Homepage;
}
