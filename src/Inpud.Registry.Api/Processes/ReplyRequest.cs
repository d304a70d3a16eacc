using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Processes;

/// <summary>A reply to a proposal or to an offer.</summary>
internal sealed record ReplyRequest : ChangeRequest
{
    /// <summary>The id. The operation says of what.</summary>
    public string Id { get; init; } = "";

    /// <summary>The message to the other side, and the reason.</summary>
    [FromBody]
    public ReplyInput Body { get; init; } = null!;
}

/// <summary>An acceptance, a refusal or a retraction of a proposal or of an offer.</summary>
internal sealed record ReplyInput : ReasonedInput, ICheckedBody
{
    /// <summary>What the other side reads; null where there is nothing to say.</summary>
    /// <example>We decide on it at our next meeting.</example>
    public string? Message { get; init; }

    public static IValidator Rules { get; } = new ReplyInputRules();
}

internal sealed class ReplyInputRules : AbstractValidator<ReplyInput>
{
    public ReplyInputRules()
    {
        RuleFor(x => x.Message).IsText(2000);
        this.ReasonRules();
    }
}
