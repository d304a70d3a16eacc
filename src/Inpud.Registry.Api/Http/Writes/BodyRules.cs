using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Json;
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

    public static void IsOneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || TextRule.OneLine.Holds(text))
            .WithErrorCode(TextRule.OneLine.Code)
            .WithMessage(TextRule.OneLine.Sentence);

    /// <summary>Checks each item of a list: JSON can hold a null where the C# type cannot.</summary>
    public static void IsNoNull<T, TItem>(this IRuleBuilder<T, TItem> rule) =>
        rule.NotNull().WithErrorCode("null-item").WithMessage("A list cannot hold null. Leave the item out.");

    public static void HasItems<T>(this IRuleBuilder<T, IEnumerable?> rule, int? least, int? most, bool areUnique, string sentence) =>
        rule.SetValidator(new ItemsValidator<T>(least, most, areUnique)).WithErrorCode("items").WithMessage(sentence);

    public static void IsADay<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new DateValidator<T>(isDay: true))
            .WithErrorCode("not-a-day")
            .WithMessage("Write the whole date, such as 2026-01-15.");

    public static void IsAPeriodObservedAt<T>(this IRuleBuilder<T, string?> rule, Func<T, string?> observed)
    {
        rule.Must((body, text) => text is null || Period.IsInverted(text) || Period.TryParse(text, Observed(body), out _, out _))
            .WithErrorCode("not-a-period")
            .WithMessage((body, text) => Period.TryParse(text, Observed(body), out _, out var reason) ? "" : reason);

        // Where the observation is not a date, only its own field reports the mistake.
        string? Observed(T body) => PartialDate.TryParse(observed(body), out _, out _) ? observed(body) : null;
    }

    public static void IsAPartialDate<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new DateValidator<T>(isDay: false))
            .WithErrorCode("not-a-date")
            .WithMessage((body, text) => PartialDate.TryParse(text, out _, out var reason) ? "" : reason);

    public static void IsAnEventDate<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || EventDate.TryParse(text, out _, out _))
            .WithErrorCode("not-a-date")
            .WithMessage((body, text) => EventDate.TryParse(text, out _, out var reason) ? "" : reason);

    /// <summary>
    /// The set of rules that compare a field with another one. They wait until the whole body can be read: a field that is only unreadable would pass for one that is left out.
    /// </summary>
    public const string BetweenFields = "between-fields";

    /// <summary>Reads what there is of a body. A field that is missing has the default of its type.</summary>
    private static readonly JsonSerializerOptions Lenient = RegistryJson.ConfigureLenient(new JsonSerializerOptions());

    /// <summary>Throws where the body breaks its own rules.</summary>
    public static void Check<T>(T body)
        where T : ICheckedBody
    {
        var failures = T.Rules.Validate(ValidationContext<T>.CreateWithOptions(body, all => all.IncludeAllRuleSets())).Errors;
        if (failures.Count > 0)
        {
            throw new ProblemException(
                ProblemKind.InvalidRequest,
                string.Join(" ", failures.Select(f => $"'{string.Join('.', PathOf(f))}': {f.ErrorMessage}")),
                [.. failures.Select(ErrorOf)]
            );
        }
    }

    /// <summary>The rules on single fields that a part of a body breaks; none where the type has no rules.</summary>
    public static IEnumerable<ProblemError> Broken(Type type, JsonObject part) =>
        type.IsAssignableTo(typeof(ICheckedBody))
            ? ((IValidator)type.GetProperty(nameof(ICheckedBody.Rules))!.GetValue(null)!)
                .Validate(new ValidationContext<object>(part.Deserialize(type, Lenient)!))
                .Errors.Select(ErrorOf)
            : [];

    /// <summary>A mistake in a field that only the registry's data shows.</summary>
    /// <param name="field">The field, such as <c>country</c> or <c>names.0.source</c>.</param>
    /// <param name="code">The rule that it breaks.</param>
    /// <param name="detail">What is wrong, and how to mend it.</param>
    public static ProblemException Mistake(string field, string code, string detail) =>
        new(ProblemKind.InvalidRequest, $"'{field}': {detail}", ProblemError.InBody(field.Split('.'), code, detail));

    private static ProblemError ErrorOf(ValidationFailure failure) =>
        ProblemError.InBody(PathOf(failure), failure.ErrorCode, failure.ErrorMessage);

    /// <summary>The validator's <c>Names[0].Period</c> as <c>names</c>, <c>0</c>, <c>period</c>.</summary>
    private static IReadOnlyList<string> PathOf(ValidationFailure failure) =>
        [
            .. failure
                .PropertyName.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
                .Select(JsonNamingPolicy.CamelCase.ConvertName),
        ];
}
