using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>What an attribute of a group was before it changed. The fields of the other attributes are null.</summary>
internal sealed record GroupFormerValue : FormerValueFacts
{
    /// <inheritdoc cref="GroupFormerValueInput.Attribute"/>
    public required GroupAttribute Attribute { get; init; }

    /// <summary>With <c>country</c>: the country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string? Country { get; init; }

    /// <inheritdoc cref="GroupFormerValueInput.Subdivision"/>
    public required string? Subdivision { get; init; }

    /// <inheritdoc cref="GroupFormerValueInput.Place"/>
    public required string? Place { get; init; }

    /// <inheritdoc cref="GroupFormerValueInput.Type"/>
    public required GroupType? Type { get; init; }

    /// <inheritdoc cref="GroupFormerValueInput.LedByPeopleWhoUseDrugs"/>
    public required bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <inheritdoc cref="GroupFormerValueInput.LeadershipBasis"/>
    public required string? LeadershipBasis { get; init; }

    public static GroupFormerValue Of(GroupFormerValueRow row) =>
        new()
        {
            Attribute = row.Attribute,
            Country = row.Country,
            Subdivision = row.Subdivision,
            Place = row.Place,
            Type = row.Type,
            LedByPeopleWhoUseDrugs = row.LedByPeopleWhoUseDrugs,
            LeadershipBasis = row.LeadershipBasis,
            Period = row.Period,
            Observed = row.Observed,
            ReplacedBy = row.ReplacedBy,
            Citation = row.Citation,
        };
}
