using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>The facts that a group states about itself in an application. It names no person: the network answers through the link that the group gets.</summary>
internal sealed record ApplicationInput : ICheckedBody
{
    /// <summary>The id of the network that the group wants to join.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>The group's name.</summary>
    /// <example>Kenyan Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The place; null where the group does not want it known.</summary>
    /// <example>Nairobi</example>
    public string? Place { get; init; }

    /// <summary>How the group is organised; null where it does not say.</summary>
    /// <example>association</example>
    public GroupType? Type { get; init; }

    /// <summary>How far the group's work reaches; null where it does not say.</summary>
    /// <example>national</example>
    public GroupScope? Scope { get; init; }

    /// <summary>Whether people who use drugs lead the group.</summary>
    /// <example>true</example>
    public required bool LedByPeopleWhoUseDrugs { get; init; }

    /// <summary>The group's life, from its founding: an EDTF interval, such as <c>2012/..</c>.</summary>
    /// <example>2012/..</example>
    public required string Period { get; init; }

    /// <summary>The group's message to the network's stewards; null where there is none.</summary>
    /// <example>We met you in Nairobi.</example>
    public string? Message { get; init; }

    public static IValidator Rules { get; } = new ApplicationInputRules();
}

internal sealed class ApplicationInputRules : AbstractValidator<ApplicationInput>
{
    public ApplicationInputRules()
    {
        RuleFor(x => x.Network).IsText(50);
        this.FieldRules("groups");
        RuleFor(x => x.Period)
            .Must(period => !Domain.Dates.Period.IsInverted(period))
            .WithErrorCode("period-inverted")
            .WithMessage("The period ends before it starts. Write the earlier date first.");
        RuleFor(x => x.Message).IsText(2000);
    }
}
