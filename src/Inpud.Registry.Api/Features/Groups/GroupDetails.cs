using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group, and all that the registry may tell of it.</summary>
internal sealed record GroupDetails
{
    /// <summary>The day as of which the certainties are given.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The id.</summary>
    /// <example>vandu</example>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <example>Vancouver Area Network of Drug Users</example>
    public required string Name { get; init; }

    /// <summary>Other names: abbreviations, aliases, former names.</summary>
    public required IReadOnlyList<GroupOtherName> OtherNames { get; init; }

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

    /// <summary>The consents by which it is public; empty where it was public before the registry knew of it.</summary>
    public required IReadOnlyList<GroupConsent> Consents { get; init; }

    /// <summary>Its life, from the founding.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it exists as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Its memberships of networks, past ones included; empty where no source states one.</summary>
    public required IReadOnlyList<GroupMembership> Memberships { get; init; }

    /// <summary>Where the group is from.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A name beside the current one.</summary>
internal sealed record GroupOtherName
{
    /// <summary>The name.</summary>
    /// <example>VANDU</example>
    public required string Name { get; init; }

    /// <summary>How it relates to the current name: <c>abbreviation</c>, <c>alias</c> or <c>former</c>.</summary>
    /// <example>abbreviation</example>
    public required string Kind { get; init; }

    /// <summary>Where the name is from.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A membership of a network.</summary>
internal sealed record GroupMembership
{
    /// <summary>The membership's id.</summary>
    /// <example>euronpud-asud</example>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The time of the membership.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Where the fact is from.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>What a group agreed to, and until when: whoever keeps a copy of it keeps it no longer.</summary>
internal sealed record GroupConsent
{
    /// <summary>The consent's id.</summary>
    /// <example>c-4f2a9b1c</example>
    public required string Id { get; init; }

    /// <summary>How far the group may be known.</summary>
    public required GroupVisibility Scope { get; init; }

    /// <summary>The day from which it agrees.</summary>
    /// <example>2026-01-15</example>
    public required DateOnly Given { get; init; }

    /// <summary>The last day for which it agrees; null for ever.</summary>
    public required DateOnly? Until { get; init; }
}
