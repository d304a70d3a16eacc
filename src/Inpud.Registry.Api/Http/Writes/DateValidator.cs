using System.Globalization;
using FluentValidation;
using FluentValidation.Validators;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A rule on the date in a text, for the contract to show its form.</summary>
internal interface IDateRule
{
    /// <summary>Whether only a whole day does.</summary>
    bool IsDay { get; }
}

/// <summary>Checks that a text is a date: a whole day, or one as precise as its source.</summary>
internal sealed class DateValidator<T>(bool isDay) : PropertyValidator<T, string?>, IDateRule
{
    public override string Name => "Date";

    public bool IsDay => isDay;

    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null
        || (
            isDay
                ? DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                : PartialDate.TryParse(value, out _, out _)
        );
}
