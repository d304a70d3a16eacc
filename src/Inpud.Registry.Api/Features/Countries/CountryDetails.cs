using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>A country, with the remits that have it and the evidence that networks reach it.</summary>
internal sealed record CountryDetails : IHasPage
{
    /// <summary>The day as of which the answer gives certainties.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The ISO 3166-1 alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Code { get; init; }

    /// <summary>The ISO 3166-1 alpha-3 code.</summary>
    /// <example>KEN</example>
    public required string Alpha3 { get; init; }

    /// <summary>The M49 number, which is ISO 3166-1 numeric as well; null for Kosovo, which has none.</summary>
    /// <example>404</example>
    public required string? M49 { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Kenya</example>
    public required string Name { get; init; }

    /// <summary>The names in all languages that the registry has.</summary>
    public required IReadOnlyList<CountryName> Names { get; init; }

    /// <summary>Whether ISO 3166-1 lists the code (<c>official</c>), or leaves it to its users (<c>user-assigned</c>: XK).</summary>
    /// <example>official</example>
    public required string Status { get; init; }

    /// <summary>The regions that it lies in, from the smallest to the world.</summary>
    public required IReadOnlyList<CountryRegion> Regions { get; init; }

    /// <summary>The networks that have it in their remit as of the day.</summary>
    public required IReadOnlyList<CountryRemit> Remits { get; init; }

    /// <summary>The first 20 pieces of the evidence that networks reach it, as of the day. The list at <c>evidenceRows</c> has all of them, in the same order.</summary>
    public required IReadOnlyList<CountryEvidence> Evidence { get; init; }

    /// <summary>How many pieces of evidence there are: the certain and the possible ones.</summary>
    /// <example>2</example>
    public required int EvidenceTotal { get; init; }

    /// <summary>The address of the list of all evidence.</summary>
    /// <example>https://registry.example.org/v1/countries/KE/evidence</example>
    public required string EvidenceRows { get; init; }

    /// <summary>The source of the codes, names and regions.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A name in a language.</summary>
internal sealed record CountryName
{
    /// <summary>The language, as ISO 639-1 code.</summary>
    /// <example>fr</example>
    public required string Language { get; init; }

    /// <summary>The name.</summary>
    /// <example>Kenya</example>
    public required string Name { get; init; }
}

/// <summary>A region that a country lies in.</summary>
internal sealed record CountryRegion
{
    /// <summary>The M49 number.</summary>
    /// <example>014</example>
    public required string Code { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Eastern Africa</example>
    public required string Name { get; init; }
}

/// <summary>A network that has the country in its remit.</summary>
internal sealed record CountryRemit
{
    /// <summary>The network's id.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>Who states it: a source, or the registry's curators.</summary>
    public required RemitBasis Basis { get; init; }

    /// <summary>Whether the country is in the remit as of the day.</summary>
    public required Certainty Certainty { get; init; }
}
