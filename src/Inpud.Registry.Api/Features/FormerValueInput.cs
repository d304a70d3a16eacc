using FluentValidation;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>The time and the source of a former value of an attribute.</summary>
internal abstract record FormerValueInput
{
    /// <summary>
    /// The time for which the attribute had the value: an EDTF interval, such as <c>2012/2024-05</c>. Its end is the date since which the next value holds; empty where that is unknown
    /// (<c>2012/</c>). <c>..</c> as the start means that it always had it.
    /// </summary>
    /// <example>../2024-05</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it; null where it does not say.</summary>
    public string? Observed { get; init; }

    /// <summary>The day by which the next value held, at the latest; null for the last day that the end of the period can mean, or for today. It is a day that the end can mean, and no source saw the value later.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>The rules that the former values of all kinds of record share.</summary>
internal static class FormerValueInputRules
{
    public static void FormerValueRules<T>(this AbstractValidator<T> rules)
        where T : FormerValueInput =>
        rules
            .RuleFor(x => x.Period)
            .Must(period => !Period.TryParse(period, null, out var parsed, out _) || !parsed.Ongoing)
            .WithErrorCode("not-ended")
            .WithMessage(
                "A former value has ended. Write the date of the change as the end of the period, or leave the end empty where it is unknown."
            );
}
