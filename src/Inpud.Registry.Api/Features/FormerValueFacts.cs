using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

/// <summary>The time and the source of a former value, as records and public answers show them.</summary>
internal abstract record FormerValueFacts
{
    /// <summary>The time for which the attribute had the value. Its end is the date since which the next value holds; an end that is left out is unknown.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>The day by which the next value held, at the latest.</summary>
    /// <example>2024-05-31</example>
    public required DateOnly ReplacedBy { get; init; }

    /// <summary>The source of the value.</summary>
    public required Citation Citation { get; init; }
}
