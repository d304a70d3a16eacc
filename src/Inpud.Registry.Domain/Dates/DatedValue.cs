namespace Inpud.Registry.Domain.Dates;

/// <summary>An attribute of a record over time: what it is, and what it was. It has one value at a time.</summary>
/// <remarks>This is the slow and plain reading of the dates. Tests hold the database's answers against it.</remarks>
/// <param name="Now">The value that the record has.</param>
/// <param name="Former">What it was before, in any order.</param>
public sealed record DatedValue<T>(T Now, IReadOnlyList<FormerValue<T>> Former)
{
    /// <summary>The first day on which the attribute may have the value that it has now.</summary>
    public DateOnly PossibleFrom => Former.Count == 0 ? DateOnly.MinValue : Former.Max(value => value.NextPossibleFrom);

    /// <summary>The first day on which it certainly has that value.</summary>
    public DateOnly CertainFrom => Former.Count == 0 ? DateOnly.MinValue : Former.Max(value => value.ReplacedBy);

    /// <summary>The days on which the answer to a question of it can change.</summary>
    public IEnumerable<DateOnly> Turns =>
        Former.SelectMany(value => new[] { value.PossibleFrom, value.CertainFrom, value.NextPossibleFrom, value.ReplacedBy });

    /// <summary>The values that it may have on a day.</summary>
    public IEnumerable<T> PossibleOn(DateOnly day)
    {
        var from = DateOnly.MinValue;
        foreach (var value in Former.OrderBy(value => value.ReplacedBy))
        {
            // It has one value at a time: the next one is not possible while the one before is certain.
            if (from <= day && value.PossibleFrom <= day && day < value.ReplacedBy)
            {
                yield return value.Value;
            }

            from = Later(from, value.NextPossibleFrom);
        }

        if (PossibleFrom <= day)
        {
            yield return Now;
        }
    }

    /// <summary>How certain it is that the value of a day has a property: certain where every value that it may have then has it.</summary>
    public Certainty AsOf(DateOnly day, Func<T, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var possible = PossibleOn(day).Select(holds).ToList();
        return !possible.Contains(true) ? Certainty.None
            : possible.Contains(false) ? Certainty.Possible
            : Certainty.Certain;
    }

    /// <summary>The value that an answer about a day shows: the last one that certainly held by then, and the first of all on an earlier day.</summary>
    public T On(DateOnly day)
    {
        if (CertainFrom <= day)
        {
            return Now;
        }

        // A value that was replaced on the first day of the calendar held on no day.
        var inOrder = Former.Where(value => value.ReplacedBy > DateOnly.MinValue).OrderBy(value => value.ReplacedBy).ToList();
        return (inOrder.FindLast(value => value.CertainFrom <= day && value.CertainFrom < value.ReplacedBy) ?? inOrder[0]).Value;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
