namespace Inpud.Registry.Domain.Dates;

/// <summary>Asks whether something can hold for the whole time of a fact, where the answer changes with the day.</summary>
public static class Throughout
{
    /// <summary>True where the condition can hold on each day on which the fact is certain. A fact that is certain on no day needs one possible day.</summary>
    /// <param name="fact">The time of the fact.</param>
    /// <param name="turns">The days on which the answer to the condition can change.</param>
    /// <param name="canHold">Whether the condition can hold on a day.</param>
    public static bool CanHold(Period fact, IEnumerable<DateOnly> turns, Func<DateOnly, bool> canHold)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(turns);
        ArgumentNullException.ThrowIfNull(canHold);
        return fact.CertainFrom <= fact.CertainTo
            ? Days(fact.CertainFrom, fact.CertainTo).All(canHold)
            : Days(fact.PossibleFrom, fact.PossibleTo).Any(canHold);

        IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => turns.Where(day => from < day && day <= to).Append(from).Distinct();
    }
}
