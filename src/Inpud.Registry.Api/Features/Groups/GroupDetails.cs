using System.Text.Json.Serialization;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group, with all that the public may see of it.</summary>
internal sealed partial record GroupDetails : GroupFacts
{
    public GroupDetails(GroupRow row)
        : base(row) { }

    /// <summary>The day as of which the answer gives certainties.</summary>
    /// <example>2025-09-01</example>
    [JsonPropertyOrder(-1)]
    public required DateOnly AsOf { get; init; }

    /// <summary>The id: random letters and digits. It stays the same for ever, whatever the name is.</summary>
    /// <example>cbdrk-gqg3x</example>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>Other names: abbreviations, aliases, former names.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupOtherName> OtherNames { get; init; }

    /// <summary>What its country, place, type and leadership were before they changed. The answer shows those that held on the day in the fields themselves.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupFormerValue> FormerValues { get; init; }

    /// <summary>The consents by which it is public; empty where it was public before the registry knew of it.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupConsent> Consents { get; init; }

    /// <summary>Whether it exists as of the day.</summary>
    [JsonPropertyOrder(1)]
    public required Certainty Certainty { get; init; }

    /// <summary>Its memberships of networks, past ones included; empty where no source states one.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<GroupMembership> Memberships { get; init; }

    /// <summary>The groups that came after it, where it merged, split or was succeeded; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<Succession> Successors { get; init; }

    /// <summary>The groups that it came after; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<Succession> Predecessors { get; init; }

    /// <summary>The ids that other registries give it; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalId> ExternalIds { get; init; }
}

/// <summary>A name other than the current one.</summary>
internal sealed record GroupOtherName
{
    /// <summary>The name.</summary>
    /// <example>VANDU</example>
    public required string Name { get; init; }

    /// <summary>How it relates to the current name: <c>abbreviation</c>, <c>alias</c> or <c>former</c>.</summary>
    /// <example>abbreviation</example>
    public required string Kind { get; init; }

    /// <summary>The time for which it had the name; null where no source says.</summary>
    public required Period? Period { get; init; }

    /// <summary>When the source saw the name; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>The readable part of the address that was made of the name, where the group had it as its own. It leads to the address of today.</summary>
    public required string? Slug { get; init; }

    /// <summary>The source of the name.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A membership of a network.</summary>
internal sealed record GroupMembership
{
    /// <summary>The membership's id.</summary>
    /// <example>v7jqb-8y99a</example>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The time of the membership.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A group's consent, with its last day. Whoever keeps a copy of the group deletes it after that day.</summary>
internal sealed record GroupConsent
{
    /// <summary>The consent's id.</summary>
    /// <example>h4w9k-7bqx3</example>
    public required string Id { get; init; }

    /// <summary>How much the public may see of the group.</summary>
    public required GroupVisibility Scope { get; init; }

    /// <summary>The first day of the consent.</summary>
    /// <example>2026-01-15</example>
    public required DateOnly Given { get; init; }

    /// <summary>The last day of the consent; null where it has no end.</summary>
    public required DateOnly? Until { get; init; }
}
