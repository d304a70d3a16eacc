using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Distinct countries for which the registry holds evidence. A country counts once, however much evidence there is.</summary>
internal sealed record DocumentedFigure
{
    /// <summary>Countries for which some evidence is certain as of the day.</summary>
    /// <example>4</example>
    public required int Countries { get; init; }

    /// <summary>Further countries for which evidence is possible as of the day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The address of the list of those countries. The list has as many certain and possible rows as this figure counts.</summary>
    /// <example>https://registry.example.org/v1/countries?documentedBy=euronpud</example>
    public required string Rows { get; init; }

    /// <summary>The same figures by kind of evidence. They overlap, because several kinds may document a country.</summary>
    public required IReadOnlyList<EvidenceFigure> ByEvidence { get; init; }
}

/// <summary>Distinct countries with one kind of evidence.</summary>
internal sealed record EvidenceFigure
{
    /// <summary>The kind of evidence.</summary>
    public required EvidenceKind Evidence { get; init; }

    /// <summary>Countries for which it is certain as of the day.</summary>
    /// <example>3</example>
    public required int Countries { get; init; }

    /// <summary>Further countries for which it is possible as of the day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The address of the list of those countries.</summary>
    /// <example>https://registry.example.org/v1/countries?documentedBy=euronpud&amp;evidence=member-group</example>
    public required string Rows { get; init; }
}

/// <summary>Distinct member groups, and their distinct countries.</summary>
internal sealed record MemberGroupsFigure
{
    /// <summary>Groups that are certainly members as of the day.</summary>
    /// <example>4</example>
    public required int Groups { get; init; }

    /// <summary>Countries of those groups.</summary>
    /// <example>3</example>
    public required int Countries { get; init; }

    /// <summary>Further groups that are possibly members as of the day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>Countries that only those further groups add.</summary>
    /// <example>0</example>
    public required int PossibleCountries { get; init; }

    /// <summary>The address of the list of those groups. The list has as many certain and possible rows as this figure counts.</summary>
    /// <example>https://registry.example.org/v1/groups?network=euronpud</example>
    public required string Rows { get; init; }
}

/// <summary>The figures of all networks that count, together. Each country and each group counts once.</summary>
internal sealed record CoverageTotals
{
    /// <summary>Countries in the remit of any of the networks.</summary>
    /// <example>250</example>
    public required int Remit { get; init; }

    /// <summary>The address of the list of those countries.</summary>
    /// <example>https://registry.example.org/v1/countries?remit=any&amp;standing=constituent</example>
    public required string RemitRows { get; init; }

    /// <summary>Countries that any of the networks documents.</summary>
    public required DocumentedFigure Documented { get; init; }

    /// <summary>Groups that are members of any of the networks.</summary>
    public required MemberGroupsFigure MemberGroups { get; init; }
}
