using System.Collections;
using System.Globalization;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A body that has the rules on its fields. The contract shows the same bounds.</summary>
internal interface ICheckedBody
{
    static abstract IValidator Rules { get; }
}

/// <summary>The rules that fields of many bodies share, and the answer where a body breaks them.</summary>
internal static class BodyRules
{
    public static void IsText<T>(this IRuleBuilder<T, string?> rule, int longest)
    {
        var bounded = rule.Length(1, longest).WithErrorCode("wrong-length").WithMessage($"The text has 1 to {longest} characters.");
        foreach (var kept in TextRule.All)
        {
            bounded.Must(text => text is null || kept.Holds(text)).WithErrorCode(kept.Code).WithMessage(kept.Sentence);
        }
    }

    /// <summary>Checks each item of a list: JSON can hold a null where the C# type cannot.</summary>
    public static void IsNoNull<T, TItem>(this IRuleBuilder<T, TItem> rule) =>
        rule.NotNull().WithErrorCode("null-item").WithMessage("A list cannot hold null. Leave the item out.");

    public static void HasItems<T>(this IRuleBuilder<T, IEnumerable?> rule, int? least, int? most, bool areUnique, string sentence) =>
        rule.SetValidator(new ItemsValidator<T>(least, most, areUnique)).WithErrorCode("items").WithMessage(sentence);

    public static void IsADay<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text =>
                text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            )
            .WithErrorCode("not-a-day")
            .WithMessage("Write the whole date, such as 2026-01-15.");

    public static void IsAPeriodObservedAt<T>(this IRuleBuilder<T, string?> rule, Func<T, string?> observed)
    {
        rule.Must((body, text) => Period.IsInverted(text) || Period.TryParse(text, Observed(body), out _, out _))
            .WithErrorCode("not-a-period")
            .WithMessage((body, text) => Period.TryParse(text, Observed(body), out _, out var reason) ? "" : reason);

        // Where the observation is not a date, only its own field reports the mistake.
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

    /// <summary>A mistake in a field that only the registry's data shows.</summary>
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
}
