using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>The parameters of every decision on an application.</summary>
internal abstract record DecisionRequest : ChangeRequest, INamesNetwork
{
    /// <summary>The id of the network that the group applies to.</summary>
    /// <example>africanpud</example>
    public string Network { get; init; } = "";

    /// <summary>The application's id. The example is made up.</summary>
    /// <example>a-4f2a9b1c</example>
    public string Application { get; init; } = "";
}

/// <summary>A decision on an application, as a steward states it.</summary>
internal sealed record DecisionRequest<TInput> : DecisionRequest
{
    /// <summary>The network's decision, its message to the group, and the reason.</summary>
    [FromBody]
    public TInput Body { get; init; } = default!;
}

/// <summary>A refusal or a return of an application.</summary>
internal sealed record DecisionInput : ReasonedInput, ICheckedBody
{
    /// <summary>The steward's message to the group.</summary>
    /// <example>Please write since when the group exists.</example>
    public required string Message { get; init; }

    public static IValidator Rules { get; } = new DecisionInputRules();
}

internal sealed class DecisionInputRules : AbstractValidator<DecisionInput>
{
    public DecisionInputRules()
    {
        RuleFor(x => x.Message).IsText(2000);
        this.ReasonRules();
    }
}
