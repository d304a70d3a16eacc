using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A membership as the network's stewards keep it.</summary>
internal sealed record MembershipRecord : IRecordAnswer
{
    /// <summary>The id.</summary>
    /// <example>euronpud-asud</example>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The group.</summary>
    /// <example>asud</example>
    public required string Group { get; init; }

    /// <summary>The time of the membership.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>When the record was withdrawn, as entered by mistake; null where it was not.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>Where the fact is from.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    /// <summary>The record as a steward would state it, for a change to be applied to.</summary>
    public object AsInput() =>
        new
        {
            Group,
            Period = Period.Text,
            Observed = Observed?.Text,
            Citation.Source,
            Citation.Locator,
            Citation.Note,
        };
}
