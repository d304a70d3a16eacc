using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>What a group that applies states of itself. No person is named: the link that it gets is how the network answers.</summary>
internal sealed record ApplicationInput : ICheckedBody
{
    /// <summary>The id of the network that it wants to join.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>The group's name.</summary>
    /// <example>Kenyan Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The place; null where it is not to be known.</summary>
    /// <example>Nairobi</example>
    public string? Place { get; init; }

    /// <summary>How it is organised; null where it does not say.</summary>
    /// <example>association</example>
    public GroupType? Type { get; init; }

    /// <summary>How far its work reaches; null where it does not say.</summary>
    /// <example>national</example>
    public GroupScope? Scope { get; init; }

    /// <summary>Whether it is led by people who use drugs.</summary>
    /// <example>true</example>
    public required bool LedByPeopleWhoUseDrugs { get; init; }

    /// <summary>Its life, from the founding: an EDTF interval, such as <c>2012/..</c>.</summary>
    /// <example>2012/..</example>
    public required string Period { get; init; }

    /// <summary>What it wants to tell the network's stewards; null where nothing.</summary>
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
