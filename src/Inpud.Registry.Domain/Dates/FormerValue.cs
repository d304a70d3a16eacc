namespace Inpud.Registry.Domain.Dates;

/// <summary>What an attribute of a record was before it changed.</summary>
/// <remarks>Its last days are told by the days after them: an attribute can have lost a value on the first day of the calendar, and no day comes before that one.</remarks>
/// <param name="Value">The value.</param>
/// <param name="Period">
/// The time for which the attribute had the value: it ends at the date since which the next value holds, and that date belongs to the next value. An end that is left out is unknown.
/// </param>
/// <param name="ReplacedBy">The day by which the next value held, at the latest.</param>
public sealed record FormerValue<T>(T Value, Period Period, DateOnly ReplacedBy)
{
    /// <summary>The first day on which the attribute may have had the value.</summary>
    public DateOnly PossibleFrom => Period.PossibleFrom;

    /// <summary>The first day on which it certainly had the value. It does not lie before <see cref="NextPossibleFrom"/> where no day is certain.</summary>
    public DateOnly CertainFrom => Period.CertainFrom;

    /// <summary>The first day on which it may have had the next value: until then, it certainly had this one. Where the end is unknown, that is the day after a source saw it last.</summary>
    public DateOnly NextPossibleFrom
    {
        get
        {
            var next = Period.End is null ? DayAfter(Period.CertainTo) : Period.CertainTo;
            return next < ReplacedBy ? next : ReplacedBy;
        }
    }

    private static DateOnly DayAfter(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
