using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>How many individuals of a country a network admits.</summary>
internal sealed record IndividualCountInput : FactInput, ICheckedBody
{
    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The number of people. From one to four, the public sees `&lt;5` and no number.</summary>
    /// <example>42</example>
    public required int People { get; init; }

    /// <summary>
    /// Who may read the count. <c>public</c> needs a consent that is in force, or a cited source that had made the count public; a new count is private.
    /// </summary>
    /// <example>private</example>
    public CountVisibility Visibility { get; init; } = CountVisibility.Private;

    /// <summary>The first day on which the counted people agree to be counted in public; null where they did not.</summary>
    /// <example>2026-01-15</example>
    public string? ConsentGiven { get; init; }

    /// <summary>To whom they gave the consent: a role, never a person. Only stewards see it.</summary>
    /// <example>AfricaNPUD steward</example>
    public string? ConsentGivenTo { get; init; }

    /// <summary>The last day of the consent; null where it has no end. It ends at 10:00 UTC, as soon as it ends anywhere. To take a consent back, set its last day, or make the count private.</summary>
    /// <example>2030-12-31</example>
    public string? ConsentUntil { get; init; }

    public static IValidator Rules { get; } = new IndividualCountInputRules();
}

/// <summary>A count of individuals as the network's stewards keep it.</summary>
internal sealed record IndividualCountRecord : FactRecord
{
    /// <summary>The network.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The number of people; null where the record comes from a public export, which gives no number from one to four.</summary>
    /// <example>42</example>
    public required int? People { get; init; }

    /// <summary>5 where the record comes from a public export that says no more than that one to four people are counted; else null.</summary>
    public required int? PeopleBelow { get; init; }

    /// <summary>Who may read the count.</summary>
    /// <example>public</example>
    public required CountVisibility Visibility { get; init; }

    /// <inheritdoc cref="IndividualsItem.VisibilityBasis"/>
    public required string? VisibilityBasis { get; init; }

    /// <inheritdoc cref="IndividualCountInput.ConsentGiven"/>
    public required DateOnly? ConsentGiven { get; init; }

    /// <inheritdoc cref="IndividualCountInput.ConsentGivenTo"/>
    public required string? ConsentGivenTo { get; init; }

    /// <inheritdoc cref="IndividualCountInput.ConsentUntil"/>
    public required DateOnly? ConsentUntil { get; init; }

    [JsonIgnore]
    public override string Resource => "individuals";
}

internal sealed class IndividualCountInputRules : AbstractValidator<IndividualCountInput>
{
    public IndividualCountInputRules()
    {
        this.FieldRules("individual_counts");
        RuleSet(
            BodyRules.BetweenFields,
            () =>
                RuleFor(x => x.ConsentGiven)
                    .NotNull()
                    .When(x => x.ConsentGivenTo is not null || x.ConsentUntil is not null)
                    .WithErrorCode("no-consent")
                    .WithMessage("A consent has a first day. Say it in 'consentGiven', or empty the other fields of the consent.")
        );
        RuleFor(x => x.ConsentUntil)
            .Must((x, until) => until is null || x.ConsentGiven is null || string.CompareOrdinal(x.ConsentGiven, until) <= 0)
            .WithErrorCode("before-given")
            .WithMessage("The last day is before the first.");
        this.ReasonRules();
    }
}
