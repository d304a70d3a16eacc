using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>What a steward states about a membership.</summary>
internal sealed record MembershipInput : FactInput, ICheckedBody
{
    /// <summary>The group that is a member: its id, or its slug while it is public.</summary>
    /// <example>asud</example>
    public required string Group { get; init; }

    public static IValidator Rules { get; } = new MembershipInputRules();
}

/// <summary>A membership as the network's stewards keep it.</summary>
internal sealed record MembershipRecord : FactRecord
{
    /// <summary>The network.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The group.</summary>
    /// <example>f4kng-w283h</example>
    public required string Group { get; init; }

    /// <summary>
    /// The group's name as it is now, also where the group is private, for whoever reads the record. Null from the day on which the membership may have ended, where the membership or the group was
    /// withdrawn, and in the answers to writes.
    /// </summary>
    /// <example>ASUD</example>
    public string? GroupName { get; init; }

    /// <summary>The group's country, as alpha-2 code; null where <c>groupName</c> is null.</summary>
    /// <example>FR</example>
    public string? GroupCountry { get; init; }

    /// <summary>The record's tag and, where the reader sees the group, a second one after a hyphen. A change names the first, and is not refused because the group has a new name.</summary>
    [JsonIgnore]
    public override string Tag =>
        GroupName is null
            ? RecordTag.Of(this)
            : RecordTag.WithSight(this with { GroupName = null, GroupCountry = null }, new { GroupName, GroupCountry });

    /// <summary>
    /// The record with what its network sees of the group. Only a read has it: the history of the membership, and the answers that the registry keeps for retries, would still tell it after the
    /// membership has ended, and after the group has another name.
    /// </summary>
    public MembershipRecord WithSightOf(MemberGroupRow? group) => this with { GroupName = group?.Name, GroupCountry = group?.Country };

    [JsonIgnore]
    public override string Resource => "memberships";
}

internal sealed class MembershipInputRules : AbstractValidator<MembershipInput>
{
    public MembershipInputRules()
    {
        this.FieldRules("memberships");
        this.ReasonRules();
    }
}
