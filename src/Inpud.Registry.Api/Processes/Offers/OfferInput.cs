using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>What a keeper states when it offers a group to another network.</summary>
internal sealed record OfferInput : ReasonedInput, ICheckedBody
{
    /// <summary>The network that is to keep the group.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>What the network reads with the offer; null where there is nothing to say.</summary>
    /// <example>The group asked for it.</example>
    public string? Note { get; init; }

    public static IValidator Rules { get; } = new OfferInputRules();
}

internal sealed class OfferInputRules : AbstractValidator<OfferInput>
{
    public OfferInputRules()
    {
        RuleFor(x => x.Network).IsText(200);
        RuleFor(x => x.Note).IsText(2000);
        this.ReasonRules();
    }
}
