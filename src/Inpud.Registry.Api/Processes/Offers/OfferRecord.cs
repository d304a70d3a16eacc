using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>An offer of a group, as both sides see it.</summary>
internal sealed record OfferRecord : IAgreementRecord
{
    /// <summary>Where it shows the group's name, the group's keeper is to learn who saw it.</summary>
    IEnumerable<ShownRecord> IShowsRecords.Shown =>
        GroupName is null ? [new ShownRecord("offers", Id)] : [new ShownRecord("offers", Id), new ShownRecord("groups", Group)];

    /// <summary>The id.</summary>
    /// <example>h3x8v-p6m2r</example>
    public required string Id { get; init; }

    /// <summary>The state of the offer.</summary>
    public required AgreementState State { get; init; }

    /// <summary>The id of the group.</summary>
    /// <example>f4kng-w283h</example>
    public required string Group { get; init; }

    /// <summary>The group's name as it is now, also where the group is private; null once the offer does not wait, and in the answers to writes.</summary>
    /// <example>ASUD</example>
    public string? GroupName { get; init; }

    /// <summary>The group's country, as alpha-2 code; null where <c>groupName</c> is null.</summary>
    /// <example>FR</example>
    public string? GroupCountry { get; init; }

    /// <summary>The network that kept the group when it made the offer; null for INPUD.</summary>
    /// <example>euronpud</example>
    public required string? Keeper { get; init; }

    /// <summary>The network that is to keep the group.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>What the keeper wrote with the offer; null where there is nothing.</summary>
    public required string? Note { get; init; }

    /// <summary>The message of whoever accepted, refused or retracted it; null where there is none.</summary>
    public required string? Message { get; init; }

    /// <summary>When the registry received the offer.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it was accepted, refused or retracted; null where it waits.</summary>
    public required DateTimeOffset? Decided { get; init; }

    /// <summary>The record's tag and, where the reader sees the group, a second one after a hyphen. A reply names the first, and is not refused because the group has a new name.</summary>
    [JsonIgnore]
    public string Tag =>
        GroupName is null
            ? RecordTag.Of(this)
            : RecordTag.WithSight(this with { GroupName = null, GroupCountry = null }, new { GroupName, GroupCountry });
}
