using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group as its stewards keep it, with what nobody else may know.</summary>
internal sealed record GroupRecord : IKeptRecord
{
    /// <summary>The id. The registry makes it from the name and four random letters, and never gives it again.</summary>
    /// <example>vandu</example>
    public required string Id { get; init; }

    /// <inheritdoc cref="GroupInput.Name"/>
    public required string Name { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    public required string Country { get; init; }

    /// <inheritdoc cref="GroupInput.Subdivision"/>
    public required string? Subdivision { get; init; }

    /// <inheritdoc cref="GroupInput.Place"/>
    public required string? Place { get; init; }

    /// <inheritdoc cref="GroupInput.Type"/>
    public required GroupType? Type { get; init; }

    /// <inheritdoc cref="GroupInput.Involvement"/>
    public required string? Involvement { get; init; }

    /// <inheritdoc cref="GroupInput.Scope"/>
    public required GroupScope? Scope { get; init; }

    /// <inheritdoc cref="GroupInput.Goals"/>
    public required IReadOnlyList<string>? Goals { get; init; }

    /// <inheritdoc cref="GroupInput.FundingSources"/>
    public required IReadOnlyList<string>? FundingSources { get; init; }

    /// <inheritdoc cref="GroupInput.LedByPeopleWhoUseDrugs"/>
    public required bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <inheritdoc cref="GroupInput.LeadershipBasis"/>
    public required string? LeadershipBasis { get; init; }

    /// <inheritdoc cref="GroupInput.Names"/>
    public required IReadOnlyList<GroupNameRecord> Names { get; init; }

    /// <summary>Its life, from the founding.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>Who may know of it, for as long as a consent or a source allows it.</summary>
    public required GroupVisibility Visibility { get; init; }

    /// <summary>The source by which it was public before the registry knew of it; null where it needs a consent.</summary>
    public required string? VisibilityBasis { get; init; }

    /// <summary>What it agreed to.</summary>
    public required IReadOnlyList<ConsentRecord> Consents { get; init; }

    /// <summary>Its memberships, past and private ones included.</summary>
    public required IReadOnlyList<GroupRecordMembership> Memberships { get; init; }

    /// <summary>The network whose stewards keep the record; null for INPUD's own.</summary>
    public required string? KeptBy { get; init; }

    /// <summary>When the record was withdrawn, as entered by mistake; null where it was not.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>Where the group is from.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}

/// <summary>What a group agreed to.</summary>
internal sealed record ConsentRecord
{
    /// <summary>The consent's id.</summary>
    /// <example>c-4f2a9b1c</example>
    public required string Id { get; init; }

    /// <summary>How far the group may be known.</summary>
    public required GroupVisibility Scope { get; init; }

    /// <summary>The day from which it agrees.</summary>
    /// <example>2026-01-15</example>
    public required DateOnly Given { get; init; }

    /// <summary>To whom it said so, as a role and never a person.</summary>
    /// <example>EuroNPUD steward</example>
    public required string GivenTo { get; init; }

    /// <summary>The last day for which it agrees; null for ever.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>When it was taken back; null where it was not.</summary>
    public required DateTimeOffset? Ended { get; init; }
}

/// <summary>A membership, as stewards see it.</summary>
internal sealed record GroupRecordMembership
{
    /// <summary>The membership's id.</summary>
    /// <example>euronpud-asud</example>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The time of the membership.</summary>
    public required Period Period { get; init; }
}

/// <summary>Another name of a group.</summary>
internal sealed record GroupNameRecord
{
    /// <inheritdoc cref="GroupNameInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="GroupNameInput.Kind"/>
    public required GroupNameKind Kind { get; init; }

    /// <summary>Where the name is from.</summary>
    public required Citation Citation { get; init; }
}
