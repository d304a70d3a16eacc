using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>A decision on a proposal.</summary>
internal sealed record DecideProposalRequest : ChangeRequest
{
    /// <summary>The proposal's id.</summary>
    /// <example>n7q3x-c5w8k</example>
    public string Id { get; init; } = "";

    /// <summary>The message to the other side, and the reason.</summary>
    [FromBody]
    public ProposalDecisionInput Body { get; init; } = null!;
}

/// <summary>An acceptance, a refusal or a retraction of a proposal.</summary>
internal sealed record ProposalDecisionInput : ReasonedInput, ICheckedBody
{
    /// <summary>What the other side reads; null where there is nothing to say.</summary>
    /// <example>We decide on it at our next meeting.</example>
    public string? Message { get; init; }

    public static IValidator Rules { get; } = new ProposalDecisionInputRules();
}

internal sealed class ProposalDecisionInputRules : AbstractValidator<ProposalDecisionInput>
{
    public ProposalDecisionInputRules()
    {
        RuleFor(x => x.Message).IsText(2000);
        this.ReasonRules();
    }
}
