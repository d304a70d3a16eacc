using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network as its stewards keep it.</summary>
internal sealed record NetworkRecord : FactRecord
{
    /// <inheritdoc cref="NetworkInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="NetworkInput.Abbreviation"/>
    public required string Abbreviation { get; init; }

    /// <inheritdoc cref="NetworkInput.Kind"/>
    public required NetworkKind Kind { get; init; }

    /// <inheritdoc cref="NetworkInput.Focus"/>
    public required string? Focus { get; init; }

    /// <inheritdoc cref="NetworkInput.Activities"/>
    public required string? Activities { get; init; }

    /// <summary>The kinds of member that its policy names.</summary>
    public required IReadOnlyList<MemberKind> Admits { get; init; }

    /// <summary>The countries from which it may admit.</summary>
    public required NetworkRemitRecord Remit { get; init; }

    /// <inheritdoc cref="NetworkInput.Names"/>
    public required IReadOnlyList<NetworkNameRecord> Names { get; init; }

    /// <inheritdoc cref="NetworkInput.Standings"/>
    public required IReadOnlyList<NetworkStandingRecord> Standings { get; init; }

    /// <inheritdoc cref="NetworkInput.Seat"/>
    public required NetworkSeatRecord? Seat { get; init; }
}

/// <summary>The countries from which a network may admit.</summary>
internal sealed record NetworkRemitRecord
{
    /// <inheritdoc cref="NetworkRemitInput.Basis"/>
    public required RemitBasis Basis { get; init; }

    /// <inheritdoc cref="NetworkRemitInput.Definition"/>
    public required string Definition { get; init; }

    /// <summary>The countries, as alpha-2 codes.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>Where it is from.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A part of a network's record that holds for a time.</summary>
internal abstract record NetworkPartRecord
{
    /// <summary>The time for which it holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>Where it is from.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>Another name of a network.</summary>
internal sealed record NetworkNameRecord : NetworkPartRecord
{
    /// <inheritdoc cref="NetworkNameInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="NetworkNameInput.Kind"/>
    public required NetworkNameKind Kind { get; init; }
}

/// <summary>How a network stands towards INPUD, and when.</summary>
internal sealed record NetworkStandingRecord : NetworkPartRecord
{
    /// <inheritdoc cref="NetworkStandingInput.Standing"/>
    public required NetworkStanding Standing { get; init; }
}

/// <summary>A network's seat on the board.</summary>
internal sealed record NetworkSeatRecord : NetworkPartRecord;
