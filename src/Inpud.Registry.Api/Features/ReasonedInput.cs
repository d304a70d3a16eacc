using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features;

/// <summary>An input of any write. It states why the write is made.</summary>
internal abstract record ReasonedInput
{
    /// <summary>Why the record is made or changed. Only stewards see it, in the history.</summary>
    /// <example>The secretary wrote to us.</example>
    public required string Reason { get; init; }
}

/// <summary>An input of facts. It states where the facts are from.</summary>
internal abstract record CitedInput : ReasonedInput
{
    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    /// <example>Corrected after the minutes of 2024.</example>
    public string? Note { get; init; }
}

/// <summary>An input of a fact that holds for a time. It states that time.</summary>
internal abstract record FactInput : CitedInput
{
    /// <summary>The time for which it holds: an EDTF interval, such as <c>2019/..</c>. To end a fact, set the end of its period.</summary>
    /// <example>2019/2024</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    public string? Observed { get; init; }
}

/// <summary>Checks the bounds of the reason. No table has a column for it, so that no description states its bounds.</summary>
internal static class InputRules
{
    public static void ReasonRules<T>(this AbstractValidator<T> rules)
        where T : ReasonedInput => rules.RuleFor(x => x.Reason).IsText(500);

    /// <summary>Checks the bounds of the date of a change. Whether it is a date is asked where the record is known that changes.</summary>
    public static void ChangeRules<T>(this AbstractValidator<T> rules)
        where T : IDatedInput => rules.RuleFor(x => x.Since).IsText(50);
}
