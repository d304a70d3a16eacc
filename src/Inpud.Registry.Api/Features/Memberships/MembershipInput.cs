using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>What a steward states of a membership.</summary>
internal sealed record MembershipInput : ICheckedBody
{
    /// <summary>The id of the group that is a member.</summary>
    /// <example>asud</example>
    public required string Group { get; init; }

    /// <summary>The time of the membership: an EDTF interval, such as <c>2019/..</c>. A membership ends by an end of its period.</summary>
    /// <example>2019/2024</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    public string? Observed { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source; null where it is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What a reader must know besides; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Why the record is made or changed. It stands in the history, for stewards alone.</summary>
    /// <example>The general assembly admitted it.</example>
    public required string Reason { get; init; }

    public static IValidator Rules { get; } = new MembershipInputRules();
}

internal sealed class MembershipInputRules : AbstractValidator<MembershipInput>
{
    public MembershipInputRules()
    {
        RuleFor(x => x.Group).IsText(100);
        RuleFor(x => x.Period).IsText(50);
        RuleFor(x => x.Period).IsAPeriodObservedAt(x => x.Observed);
        RuleFor(x => x.Observed).IsAPartialDate();
        RuleFor(x => x.Source).IsText(100);
        RuleFor(x => x.Locator).IsText(200);
        RuleFor(x => x.Note).IsText(2000);
        RuleFor(x => x.Reason).IsText(500);
    }
}
