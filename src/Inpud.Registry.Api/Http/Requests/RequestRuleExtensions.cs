using System.Globalization;
using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>The rules that parameters of many operations share.</summary>
internal static class RequestRuleExtensions
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 200;

    /// <summary>The rules of every list.</summary>
    public static void ListRules<T>(this AbstractValidator<T> validator)
        where T : ListRequest
    {
        validator.TableRules();
        validator
            .RuleFor(x => x.Limit)
            .InclusiveBetween(1, LargestLimit)
            .WithErrorCode("out-of-range")
            .WithMessage("A limit is a number from 1 to 200.");
    }

    /// <summary>The rules of every table.</summary>
    public static void TableRules<T>(this AbstractValidator<T> validator)
        where T : TableRequest => validator.RuleFor(x => x.Format).OneOf("json", "csv");

    /// <summary>The rules of every list of dated facts.</summary>
    public static void DatedListRules<T>(this Validator<T> validator)
        where T : DatedListRequest
    {
        validator.ListRules();
        validator.RuleFor(x => x.AsOf).IsADayUntilToday(validator);
        validator.RuleFor(x => x.Certainty).OneOf("certain", "possible");
    }

    /// <summary>Checks that the value is one of a few.</summary>
    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, params IReadOnlyList<string> values) =>
        rule.SetValidator(new OneOfValidator<T>(values))
            .WithErrorCode("not-one-of")
            .WithMessage((_, value) => $"'{value}' is none of the values {string.Join(", ", values)}.");

    /// <summary>Checks that the value is a whole date that is not in the future. Tomorrow is allowed, since it is today already in some time zones.</summary>
    /// <remarks>
    /// FastEndpoints makes one validator for all services of a process. So each check asks the service that it is done for, whose clock it is:
    /// a clock in the validator's constructor would be that of whichever service came first.
    /// </remarks>
    public static void IsADayUntilToday<T>(this IRuleBuilderInitial<T, string?> rule, IServiceResolverBase services) =>
        rule.Cascade(CascadeMode.Stop)
            .Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
            .WithErrorCode("not-a-day")
            .WithMessage((_, text) => WhyNotADay(text))
            .Must(text => text is null || PartialDate.TryParse(text, out _, out _))
            .WithErrorCode("not-a-day")
            .WithMessage((_, text) => WhyNotADay(text))
            .Must(text => text is null || !PartialDate.TryParse(text, out var day, out _) || day.Earliest <= Today(services).AddDays(1))
            .WithErrorCode("in-the-future")
            .WithMessage(_ =>
                $"The registry knows nothing of days to come. Today is {Today(services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC)."
            );

    /// <summary>Checks that the value is a day, a month or a year that has begun.</summary>
    public static void IsADateUntilToday<T>(this IRuleBuilderInitial<T, string?> rule, IServiceResolverBase services) =>
        rule.Cascade(CascadeMode.Stop)
            .Matches("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
            .WithErrorCode("not-a-date")
            .WithMessage((_, text) => WhyNotADate(text))
            .Must(text => text is null || PartialDate.TryParse(text, out _, out _))
            .WithErrorCode("not-a-date")
            .WithMessage((_, text) => WhyNotADate(text))
            .Must(text => text is null || !PartialDate.TryParse(text, out var date, out _) || date.Earliest <= Today(services).AddDays(1))
            .WithErrorCode("in-the-future")
            .WithMessage(_ =>
                $"The registry knows nothing of days to come. Today is {Today(services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC)."
            );

    /// <summary>Checks that the value is one or several whole dates with commas, none of which is in the future.</summary>
    public static void AreDaysUntilToday<T>(this IRuleBuilderInitial<T, string?> rule, int most, IServiceResolverBase services) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(text => DaysIn(text).Length <= most)
            .WithErrorCode("too-many")
            .WithMessage(
                (_, text) =>
                    $"The value has {DaysIn(text).Length} days; at most {most} are answered at once. Ask for the others in another request."
            )
            .Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}(,[0-9]{4}-[0-9]{2}-[0-9]{2})*$")
            .WithErrorCode("not-a-day")
            .WithMessage((_, text) => WhyNotDays(text))
            .Must(text => Array.TrueForAll(DaysIn(text), day => PartialDate.TryParse(day, out var _, out var _)))
            .WithErrorCode("not-a-day")
            .WithMessage((_, text) => WhyNotDays(text))
            .Must(text =>
                Array.TrueForAll(
                    DaysIn(text),
                    day => !PartialDate.TryParse(day, out var date, out _) || date.Earliest <= Today(services).AddDays(1)
                )
            )
            .WithErrorCode("in-the-future")
            .WithMessage(_ =>
                $"The registry knows nothing of days to come. Today is {Today(services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC)."
            );

    private static string[] DaysIn(string? text) => text?.Split(',') ?? [];

    private static string WhyNotDays(string? text) =>
        WhyNotADay(DaysIn(text).First(day => !HasTheShape(day) || !PartialDate.TryParse(day, out var _, out var _)));

    private static DateOnly Today(IServiceResolverBase services) => AskedDay.Today(services.Resolve<TimeProvider>());

    /// <summary>Whether it is written as a whole day is, which may be none of the calendar.</summary>
    private static bool HasTheShape(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (place is 4 or 7 ? text[place] != '-' : !char.IsAsciiDigit(text[place]))
            {
                return false;
            }
        }

        return text.Length == 10;
    }

    private static string WhyNotADate(string? text) =>
        PartialDate.TryParse(text, out _, out var reason)
            ? $"'{text}' is no exact date. Write a day, a month or a year, such as 2025-09-01 or 2022-07."
            : reason;

    private static string WhyNotADay(string? text) =>
        PartialDate.TryParse(text, out _, out var reason) ? $"'{text}' is not one day. Write the whole date, such as 2025-09-01." : reason;
}
