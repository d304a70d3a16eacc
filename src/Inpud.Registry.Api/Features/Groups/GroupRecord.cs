using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group as its stewards keep it, with what nobody else may know.</summary>
internal sealed record GroupRecord : GroupFacts, IKeptRecord, IHasKeeper
{
    public GroupRecord(GroupRow row)
        : base(row) { }

    /// <summary>The id. The registry makes it from the name and four random letters, and never gives it again.</summary>
    /// <example>vandu</example>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <inheritdoc cref="GroupInput.Names"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupNameRecord> Names { get; init; }

    /// <summary>What it agreed to.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ConsentRecord> Consents { get; init; }

    /// <summary>Its memberships, past and private ones included.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupRecordMembership> Memberships { get; init; }

    /// <summary>The network whose stewards keep the record; null for INPUD's own.</summary>
    [JsonPropertyOrder(1)]
    public required string? KeptBy { get; init; }

    /// <summary>When the record was withdrawn, as entered by mistake; null where it was not.</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The ids that other registries give it; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalId> ExternalIds { get; init; }

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
