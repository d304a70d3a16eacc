using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>The fields of a network that its record, its public answer and its row in a list share.</summary>
/// <remarks>The properties read the row, so that a new field needs one property here and no copies.</remarks>
internal abstract record NetworkFacts
{
    private readonly NetworkRow row;

    protected NetworkFacts(NetworkRow row) => this.row = row;

    /// <summary>The name.</summary>
    /// <example>European Network of People who Use Drugs</example>
    public string Name => row.Name;

    /// <summary>The abbreviation.</summary>
    /// <example>EuroNPUD</example>
    public string Abbreviation => row.Abbreviation;

    /// <summary>What its members have in common: a region or a topic.</summary>
    public NetworkKind Kind => row.Kind;

    /// <summary>Whom or what it is for, in the registry's own words; null where no source says.</summary>
    public string? Focus => row.Focus;

    /// <summary>What it does, in the registry's own words; null where no source says.</summary>
    public string? Activities => row.Activities;

    /// <summary>The kinds of member that its policy names.</summary>
    public IReadOnlyList<MemberKind> Admits => row.Admits;

    /// <summary>The time for which it exists, from its founding.</summary>
    public Period Period => row.Period;

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public PartialDate? Observed => row.Observed;

    /// <summary>The source of the network.</summary>
    public Citation Citation => row.Citation;

    /// <summary>The address of its own site, with https; null where no source says. The registry never fetches it.</summary>
    /// <example>https://example.org</example>
    public string? Homepage => row.Homepage;
}
