namespace Inpud.Registry.Domain.Dates;

/// <summary>The days of a fact: those on which it may hold, and those on which it certainly does.</summary>
public readonly record struct FactDays(DateOnly PossibleFrom, DateOnly PossibleTo, DateOnly CertainFrom, DateOnly CertainTo)
{
    /// <summary>What holds on every day.</summary>
    public static FactDays Always { get; } = new(DateOnly.MinValue, DateOnly.MaxValue, DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>The days on which an answer about the fact changes.</summary>
    public IEnumerable<DateOnly> Turns => [PossibleFrom, CertainFrom, DayAfter(CertainTo), DayAfter(PossibleTo)];

    /// <summary>How certain the fact is as of a day.</summary>
    public Certainty AsOf(DateOnly day) =>
        CertainFrom <= day && day <= CertainTo ? Certainty.Certain
        : PossibleFrom <= day && day <= PossibleTo ? Certainty.Possible
        : Certainty.None;

    private static DateOnly DayAfter(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
