using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A body that says itself what it may hold; the contract shows the same bounds.</summary>
internal interface ICheckedBody
{
    static abstract IValidator Rules { get; }
}

/// <summary>The rules that fields of many bodies share, and what a broken one answers.</summary>
internal static class BodyRules
{
    public static void IsText<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Length(1, longest)
            .WithErrorCode("wrong-length")
            .WithMessage($"The text has 1 to {longest} characters.")
            .Must(text => text is null || !text.Any(letter => char.IsControl(letter) && letter != '\n'))
            .WithErrorCode("control-character")
            .WithMessage("The text has a control character. Take it out.")
            .Must(text => text is null || text.Trim().Length == text.Length)
            .WithErrorCode("stray-space")
            .WithMessage("The text begins or ends with a space. Take it off.")
            .Must(text => text is null || !HasLoneSurrogate(text))
            .WithErrorCode("not-unicode")
            .WithMessage("The text is not valid Unicode.");

    public static void IsAPeriodObservedAt<T>(this IRuleBuilder<T, string?> rule, Func<T, string?> observed)
    {
        rule.Must((body, text) => Period.IsInverted(text) || Period.TryParse(text, Observed(body), out _, out _))
            .WithErrorCode("not-a-period")
            .WithMessage((body, text) => Period.TryParse(text, Observed(body), out _, out var reason) ? "" : reason);

        // An observation that is no date is a mistake of that field alone.
        string? Observed(T body) => PartialDate.TryParse(observed(body), out _, out _) ? observed(body) : null;
    }

    public static void IsAPartialDate<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || PartialDate.TryParse(text, out _, out _))
            .WithErrorCode("not-a-date")
            .WithMessage((body, text) => PartialDate.TryParse(text, out _, out var reason) ? "" : reason);

    /// <summary>Throws where the body breaks its own rules.</summary>
    public static void Check<T>(T body)
        where T : ICheckedBody
    {
        var failures = T.Rules.Validate(new ValidationContext<T>(body)).Errors;
        if (failures.Count > 0)
        {
            throw new ProblemException(
                ProblemKind.InvalidRequest,
                string.Join(" ", failures.Select(f => $"'{Name(f)}': {f.ErrorMessage}")),
                [.. failures.Select(ErrorOf)]
            );
        }
    }

    /// <summary>A mistake in a field that only the registry's data can tell.</summary>
    public static ProblemException Mistake(string field, string code, string detail) =>
        new(ProblemKind.InvalidRequest, $"'{field}': {detail}", ProblemError.Of("body", field, code, detail));

    private static ProblemError ErrorOf(ValidationFailure failure) =>
        ProblemError.Of("body", Name(failure), failure.ErrorCode, failure.ErrorMessage) with
        {
            Pointer = "/" + Name(failure).Replace('.', '/'),
        };

    /// <summary>The validator's <c>Names[0].Period</c> as <c>names.0.period</c>.</summary>
    private static string Name(ValidationFailure failure) =>
        string.Join(
            '.',
            failure
                .PropertyName.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
                .Select(JsonNamingPolicy.CamelCase.ConvertName)
        );

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
