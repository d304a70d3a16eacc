using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>A proposed membership, as both sides see it.</summary>
/// <remarks>It has what the proposing network stated and how it was answered, and nothing of the group's record: the group can be hidden after the proposal.</remarks>
internal sealed record ProposalRecord : IAgreementRecord
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => [new ShownRecord("proposals", Id)];

    /// <summary>The id.</summary>
    /// <example>n7q3x-c5w8k</example>
    public required string Id { get; init; }

    /// <summary>The state of the proposal.</summary>
    public required AgreementState State { get; init; }

    /// <summary>The network that proposes the membership.</summary>
    /// <example>inwud</example>
    public required string Network { get; init; }

    /// <summary>The id of the group.</summary>
    /// <example>f4kng-w283h</example>
    public required string Group { get; init; }

    /// <summary>The time of the membership.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>The source of the membership.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The message of whoever accepted, refused or retracted it; null where there is none.</summary>
    public required string? Message { get; init; }

    /// <summary>When the registry received the proposal.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it was accepted, refused or retracted; null where it waits.</summary>
    public required DateTimeOffset? Decided { get; init; }

    /// <summary>The id of the membership; null where the proposal was not accepted.</summary>
    /// <example>v7jqb-8y99a</example>
    public required string? Membership { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}
