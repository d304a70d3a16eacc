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

    /// <summary>The days on which both facts hold.</summary>
    public FactDays And(FactDays other)
    {
        var (from, to) = (Later(PossibleFrom, other.PossibleFrom), Earlier(PossibleTo, other.PossibleTo));
        return new FactDays(from, to, Later(from, Later(CertainFrom, other.CertainFrom)), Earlier(to, Earlier(CertainTo, other.CertainTo)));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly DayAfter(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
