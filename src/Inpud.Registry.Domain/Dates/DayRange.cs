namespace Inpud.Registry.Domain.Dates;

/// <summary>Days that follow each other.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    /// <summary>Whether a day is one of them.</summary>
    public bool Has(DateOnly day) => First <= day && day <= Last;

    /// <summary>The days around a day on which something stays as it is on that day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="turns">The days from which it is perhaps something else than on the day before.</param>
    public static DayRange Around(DateOnly day, IEnumerable<DateOnly> turns)
    {
        var (first, last) = (DateOnly.MinValue, DateOnly.MaxValue);
        foreach (var turn in turns)
        {
            if (turn <= day)
            {
                first = turn > first ? turn : first;
            }
            else
            {
                last = turn <= last ? turn.AddDays(-1) : last;
            }
        }

        return new DayRange(first, last);
    }
}
