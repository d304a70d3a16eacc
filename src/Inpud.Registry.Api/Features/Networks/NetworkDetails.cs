using System.Text.Json.Serialization;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network, with all that the public may see of it.</summary>
internal sealed partial record NetworkDetails : NetworkFacts
{
    public NetworkDetails(NetworkRow row)
        : base(row) { }

    /// <summary>The day as of which the answer gives certainties.</summary>
    /// <example>2025-09-01</example>
    [JsonPropertyOrder(-1)]
    public required DateOnly AsOf { get; init; }

    /// <summary>The id.</summary>
    /// <example>euronpud</example>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>Whether it exists as of the day.</summary>
    [JsonPropertyOrder(1)]
    public required Certainty Certainty { get; init; }

    /// <summary>Former ids. Their addresses still lead to the network.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> FormerIds { get; init; }

    /// <summary>Other names, former ones included.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkName> OtherNames { get; init; }

    /// <summary>Its standings towards INPUD, former ones included.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkStandingTerm> Standings { get; init; }

    /// <summary>Its headquarters, former ones included; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkHeadquarters> Headquarters { get; init; }

    /// <summary>Its claims of how many countries it covers; empty where it states none.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkClaim> Claims { get; init; }

    /// <summary>The countries from which its rules allow it to admit members.</summary>
    [JsonPropertyOrder(1)]
    public required NetworkRemit Remit { get; init; }

    /// <summary>What its remit and its policy were before they changed. The answer shows those that held on the day in the fields themselves.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkFormerValue> FormerValues { get; init; }

    /// <summary>The networks that came after it, where it merged, split or was succeeded; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<Succession> Successors { get; init; }

    /// <summary>The networks that it came after; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<Succession> Predecessors { get; init; }

    /// <summary>The ids that other registries give it; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalId> ExternalIds { get; init; }
}

/// <summary>A name other than the current one.</summary>
internal sealed record NetworkName
{
    /// <summary>The name.</summary>
    /// <example>ANPUD</example>
    public required string Name { get; init; }

    /// <summary>How it relates to the current name: <c>alias</c> or <c>former</c>.</summary>
    /// <example>former</example>
    public required string Kind { get; init; }

    /// <summary>The time for which it was in use; <c>/</c> where no source says.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it in use; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>The source of the name.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A standing and its time.</summary>
internal sealed record NetworkStandingTerm
{
    /// <summary>The standing.</summary>
    public required NetworkStanding Standing { get; init; }

    /// <summary>The time for which it holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2022-07</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>Headquarters and their time.</summary>
internal sealed record NetworkHeadquarters
{
    /// <summary>The id of the record.</summary>
    /// <example>africanpud-ke</example>
    public required string Id { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The place; null where no source says.</summary>
    public required string? Place { get; init; }

    /// <summary>The time for which it holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw them there; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether they are there as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A number of countries that a network states about itself. It is a claim, not a count.</summary>
internal sealed record NetworkClaim
{
    /// <summary>The claim's id.</summary>
    /// <example>lanpud-2022</example>
    public required string Id { get; init; }

    /// <summary>The number of countries.</summary>
    /// <example>17</example>
    public required int Countries { get; init; }

    /// <summary>The date of the statement; null where it is undated.</summary>
    /// <example>2022-07</example>
    public required PartialDate? AsOf { get; init; }

    /// <summary>The time for which the network states it; <c>/</c> where no source says.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it stated; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether the network states it as of the day: an ended claim stands beside the one that replaced it.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the claim.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A network's remit.</summary>
internal sealed record NetworkRemit
{
    /// <summary>Who states which countries it has: a source, or the registry's curators.</summary>
    public required RemitBasis Basis { get; init; }

    /// <summary>The remit in words.</summary>
    public required string Definition { get; init; }

    /// <summary>How many countries it has.</summary>
    /// <example>30</example>
    public required int Countries { get; init; }

    /// <summary>The address of the list of those countries.</summary>
    /// <example>https://registry.example.org/v1/countries?remit=euronpud</example>
    public required string Rows { get; init; }

    /// <summary>The source of the remit.</summary>
    public required Citation Citation { get; init; }
}
