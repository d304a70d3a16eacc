namespace Inpud.Registry.Domain.Dates;

/// <summary>What an attribute of a record was before it changed.</summary>
/// <param name="Value">The value.</param>
/// <param name="Period">
/// The time for which the attribute had the value: it ends at the date since which the next value holds, and that date belongs to the next value. An end that is left out is unknown.
/// </param>
/// <param name="ReplacedBy">The day by which the next value held, at the latest.</param>
public sealed record FormerValue<T>(T Value, Period Period, DateOnly ReplacedBy)
{
    /// <summary>The first day on which the attribute may have had the value.</summary>
    public DateOnly PossibleFrom => Period.PossibleFrom;

    /// <summary>The last day on which it may have had the value.</summary>
    public DateOnly PossibleTo => DayBefore(ReplacedBy);

    /// <summary>The first day on which it certainly had the value. It lies after <see cref="CertainTo"/> where no day is certain.</summary>
    public DateOnly CertainFrom => Period.CertainFrom;

    /// <summary>The last day on which it certainly had the value. Where the end is unknown, that is the last day on which a source saw it.</summary>
    public DateOnly CertainTo
    {
        get
        {
            var last = Period.End is null ? Period.CertainTo : DayBefore(Period.CertainTo);
            return last < PossibleTo ? last : PossibleTo;
        }
    }

    private static DateOnly DayBefore(DateOnly day) => day == DateOnly.MinValue ? day : day.AddDays(-1);
}
