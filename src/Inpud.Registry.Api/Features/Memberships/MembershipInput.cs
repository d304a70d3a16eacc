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
}

internal sealed class MembershipInputRules : AbstractValidator<MembershipInput>
{
    public MembershipInputRules()
    {
        this.FieldRules("memberships");
        this.ReasonRules();
    }
}
