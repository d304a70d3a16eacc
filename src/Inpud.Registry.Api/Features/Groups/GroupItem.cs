using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group, in short.</summary>
internal sealed record GroupItem : ICsvRow<GroupItem>
{
    /// <summary>The id; null for a group that agreed to be counted and not to be named. Of such a group the country and the networks are all that is told.</summary>
    /// <example>catnpud</example>
    public required string? Id { get; init; }

    /// <summary>The name; "A member group" where it is not to be named.</summary>
    /// <example>CATNPUD</example>
    public required string Name { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>ES</example>
    public required string Country { get; init; }

    /// <summary>The part of the country, as ISO 3166-2 code; null where no source says.</summary>
    /// <example>ES-CT</example>
    public required string? Subdivision { get; init; }

    /// <summary>The place; null where no source says.</summary>
    /// <example>Catalonia</example>
    public required string? Place { get; init; }

    /// <summary>How it is organised; null where no source says.</summary>
    public required GroupType? Type { get; init; }

    /// <summary>How far its work reaches; null where no source says.</summary>
    public required GroupScope? Scope { get; init; }

    /// <summary>Its life, from the founding.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it is in this list as of the day: as a member, where a network is asked for, and otherwise as a group that exists.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The networks of which it is, certainly or possibly, a member as of the day.</summary>
    public required IReadOnlyList<string> MemberOf { get; init; }

    /// <summary>Where the group is from.</summary>
    public required Citation Citation { get; init; }

    /// <inheritdoc cref="GroupDetails.Involvement"/>
    public required string? Involvement { get; init; }

    /// <inheritdoc cref="GroupDetails.Goals"/>
    public required IReadOnlyList<string>? Goals { get; init; }

    /// <inheritdoc cref="GroupDetails.FundingSources"/>
    public required IReadOnlyList<string>? FundingSources { get; init; }

    /// <inheritdoc cref="GroupDetails.LedByPeopleWhoUseDrugs"/>
    public required bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <inheritdoc cref="GroupDetails.LeadershipBasis"/>
    public required string? LeadershipBasis { get; init; }

    /// <inheritdoc cref="GroupDetails.Visibility"/>
    public required GroupVisibility Visibility { get; init; }

    /// <inheritdoc cref="GroupDetails.VisibilityBasis"/>
    public required string? VisibilityBasis { get; init; }

    public static GroupItem Of(GroupRow row, IEnumerable<string> memberOf) =>
        new()
        {
            Id = row.IsAnonymous ? null : row.Id,
            Name = row.Name,
            Country = row.Country,
            Subdivision = row.Subdivision,
            Place = row.Place,
            Type = row.Type,
            Scope = row.Scope,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            MemberOf = [.. memberOf],
            Citation = row.Citation,
            Involvement = row.Involvement,
            Goals = row.Goals,
            FundingSources = row.FundingSources,
            LedByPeopleWhoUseDrugs = row.LedByPeopleWhoUseDrugs,
            LeadershipBasis = row.LeadershipBasis,
            Visibility = row.Visibility,
            VisibilityBasis = row.VisibilityBasis,
        };
}
