using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group as its stewards keep it, with what only they may see.</summary>
internal sealed record GroupRecord : GroupFacts, IKeptRecord, IHasKeeper
{
    public GroupRecord(GroupRow row)
        : base(row) { }

    /// <summary>The id: random letters and digits, which name nobody. The registry never gives it to another group.</summary>
    /// <example>cbdrk-gqg3x</example>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <inheritdoc cref="GroupInput.Names"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupNameRecord> Names { get; init; }

    /// <inheritdoc cref="GroupInput.Successors"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<SuccessorRecord> Successors { get; init; }

    /// <inheritdoc cref="GroupInput.FormerValues"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupFormerValue> FormerValues { get; init; }

    /// <summary>Its consents, ended ones included.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ConsentRecord> Consents { get; init; }

    /// <summary>Its memberships, past and private ones included.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupRecordMembership> Memberships { get; init; }

    /// <summary>The network whose stewards keep the record; null for INPUD's own.</summary>
    [JsonPropertyOrder(1)]
    public required string? KeptBy { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The ids that other registries give it; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalId> ExternalIds { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "groups";
}

/// <summary>A group's consent.</summary>
internal sealed record ConsentRecord
{
    /// <summary>The consent's id.</summary>
    /// <example>h4w9k-7bqx3</example>
    public required string Id { get; init; }

    /// <summary>How much the public may see of the group.</summary>
    public required GroupVisibility Scope { get; init; }

    /// <summary>The first day of the consent.</summary>
    /// <example>2026-01-15</example>
    public required DateOnly Given { get; init; }

    /// <summary>To whom the group gave the consent: a role, never a person.</summary>
    /// <example>EuroNPUD steward</example>
    public required string GivenTo { get; init; }

    /// <summary>The last day of the consent; null where it has no end.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>When a steward ended it; null where nobody did.</summary>
    public required DateTimeOffset? Ended { get; init; }

    /// <summary>How far it can show the group now: less than its scope while it waits for the approval of a second key.</summary>
    public required GroupVisibility ShownAs { get; init; }

    /// <summary>How many keys approved it since the group was last hidden.</summary>
    /// <example>1</example>
    public required int Approvals { get; init; }
}

/// <summary>A membership, as stewards see it.</summary>
internal sealed record GroupRecordMembership
{
    /// <summary>The membership's id.</summary>
    /// <example>v7jqb-8y99a</example>
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

    /// <summary>The time for which it had the name; null where no source says.</summary>
    public required Period? Period { get; init; }

    /// <summary>When the source saw the name; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>The readable part of the address that was made of the name, where the group had it as its own. It leads to the address of today.</summary>
    public required string? Slug { get; init; }

    /// <summary>The source of the name.</summary>
    public required Citation Citation { get; init; }
}
