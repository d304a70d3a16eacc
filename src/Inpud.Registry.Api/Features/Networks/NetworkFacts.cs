using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>The fields of a network that its record, its public answer and its row in a list share.</summary>
internal abstract record NetworkFacts
{
    /// <summary>The name.</summary>
    /// <example>European Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The abbreviation.</summary>
    /// <example>EuroNPUD</example>
    public required string Abbreviation { get; init; }

    /// <summary>What holds its members together.</summary>
    public required NetworkKind Kind { get; init; }

    /// <summary>Whom or what it is for, in the registry's own words; null where no source says.</summary>
    public required string? Focus { get; init; }

    /// <summary>What it does, in the registry's own words; null where no source says.</summary>
    public required string? Activities { get; init; }

    /// <summary>The kinds of member that its policy names.</summary>
    public required IReadOnlyList<MemberKind> Admits { get; init; }

    /// <summary>Its life, from the founding.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Where the network is from.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The address of its own site, with https; null where no source says. The registry never fetches it.</summary>
    /// <example>https://example.org</example>
    public required string? Homepage { get; init; }
}
