using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The fields of a group that its record, its public answer and its row in a list share.</summary>
internal abstract record GroupFacts
{
    /// <summary>The name.</summary>
    /// <example>Vancouver Area Network of Drug Users</example>
    public required string Name { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>CA</example>
    public required string Country { get; init; }

    /// <summary>The part of the country, as ISO 3166-2 code; null where no source says.</summary>
    public required string? Subdivision { get; init; }

    /// <summary>The place; null where no source says.</summary>
    /// <example>Vancouver</example>
    public required string? Place { get; init; }

    /// <summary>How it is organised; null where no source says.</summary>
    public required GroupType? Type { get; init; }

    /// <summary>How its members take part; null where no source says.</summary>
    public required string? Involvement { get; init; }

    /// <summary>How far its work reaches; null where no source says.</summary>
    public required GroupScope? Scope { get; init; }

    /// <summary>What it wants to reach; null where no source says.</summary>
    public required IReadOnlyList<string>? Goals { get; init; }

    /// <summary>Who pays for it; null where no source says.</summary>
    public required IReadOnlyList<string>? FundingSources { get; init; }

    /// <summary>Whether it states that it is led by people who use drugs; null where nothing is stated.</summary>
    public required bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <summary>How its leadership is known; null where nothing is stated.</summary>
    public required string? LeadershipBasis { get; init; }

    /// <summary>How much anybody may know of it: all that is here, or, where it is <c>country</c>, that a group is there.</summary>
    public required GroupVisibility Visibility { get; init; }

    /// <summary>The source by which the group was public before the registry knew of it; null where it agreed to be public.</summary>
    public required string? VisibilityBasis { get; init; }

    /// <summary>Its life, from the founding.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Where the group is from.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The address of its own site, with https; null where no source says. The registry never fetches it.</summary>
    /// <example>https://example.org</example>
    public required string? Homepage { get; init; }
}
