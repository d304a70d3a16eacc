using System.Diagnostics.CodeAnalysis;

namespace Inpud.Registry.Domain.Dates;

/// <summary>
/// How long a fact holds: an EDTF interval, and the date at which a source observed the fact to hold.
/// </summary>
/// <remarks>
/// <para>The interval is written <c>start/end</c>. A start or end that is left out is unknown; <c>..</c> as the end means that the fact had not ended
/// as far as the registry knows; <c>..</c> as the start means that it always held. <c>/..</c> is a fact of unknown start that goes on.</para>
/// <para>The fact holds on its first and its last day. A reading of the period picks one day for the start, one for the end and one for the observation
/// such that start ≤ observation ≤ end; as of a day the fact is certain where every reading holds, possible where some do. A qualified date
/// (<c>1997~</c>) bounds what is possible, and makes nothing certain: the fact is at most possible until it was observed.</para>
/// </remarks>
public sealed record Period
{
    private const string Open = "..";
    private static readonly DateOnly Ever = DateOnly.MinValue;
    private static readonly DateOnly Never = DateOnly.MaxValue;

    private Period(string text, PartialDate? start, PartialDate? end, PartialDate? observed)
    {
        (Text, Start, End, Observed) = (text, start, end, observed);
        PossibleFrom = start?.Earliest ?? Ever;
        PossibleTo = end?.Latest ?? Never;
        var latestStart = Sure(start)?.Latest ?? (AlwaysHeld ? Ever : Never);
        var earliestEnd = Sure(end)?.Earliest ?? (Ongoing ? Never : Ever);
        CertainFrom = Earlier(latestStart, Earlier(Sure(observed)?.Latest ?? Never, PossibleTo));
        CertainTo = Later(earliestEnd, Later(Sure(observed)?.Earliest ?? Ever, PossibleFrom));
    }

    /// <summary>The EDTF interval, such as <c>2025/..</c>.</summary>
    public string Text { get; }

    /// <summary>The start; null where it is unknown, or where the fact always held.</summary>
    public PartialDate? Start { get; }

    /// <summary>The end; null where it is unknown, or where the fact goes on.</summary>
    public PartialDate? End { get; }

    /// <summary>The date at which the source saw the fact hold; null where no source says.</summary>
    public PartialDate? Observed { get; }

    /// <summary>True where the fact had not ended, as far as the registry knows.</summary>
    public bool Ongoing => Text.EndsWith(Open, StringComparison.Ordinal);

    /// <summary>True where the fact held from before any record.</summary>
    public bool AlwaysHeld => Text.StartsWith(Open, StringComparison.Ordinal);

    /// <summary>The first day on which some reading holds; 0001-01-01 where nothing bounds it.</summary>
    public DateOnly PossibleFrom { get; }

    /// <summary>The last day on which some reading holds; 9999-12-31 where nothing bounds it.</summary>
    public DateOnly PossibleTo { get; }

    /// <summary>The first day on which every reading holds. It lies after <see cref="CertainTo"/> where no day is certain.</summary>
    public DateOnly CertainFrom { get; }

    /// <summary>The last day on which every reading holds.</summary>
    public DateOnly CertainTo { get; }

    /// <summary>How certain the fact is as of a day.</summary>
    public Certainty AsOf(DateOnly day)
    {
        if (day < PossibleFrom || day > PossibleTo)
        {
            return Certainty.None;
        }

        return CertainFrom <= day && day <= CertainTo ? Certainty.Certain : Certainty.Possible;
    }

    /// <summary>True where this period says no more than another one: on no day is it possible where that is not, and on none certain where that is not.</summary>
    public bool SaysNoMoreThan(Period other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var isNeverCertain = CertainFrom > CertainTo;
        return PossibleFrom >= other.PossibleFrom
            && PossibleTo <= other.PossibleTo
            && (isNeverCertain || (CertainFrom >= other.CertainFrom && CertainTo <= other.CertainTo));
    }

    /// <summary>True where the two periods share a day in every reading: neither can end before the other starts.</summary>
    public bool MustOverlap(Period other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CertainTo >= other.CertainFrom && other.CertainTo >= CertainFrom;
    }

    /// <summary>
    /// True where the two share more than a handover in every reading. On the day of a handover the one ends and the other begins, so that both hold.
    /// </summary>
    public bool MustOverlapBeyondHandover(Period other) =>
        MustOverlap(other)
        && !IsHandover(CertainFrom, CertainTo, other.CertainFrom)
        && !IsHandover(other.CertainFrom, other.CertainTo, CertainFrom);

    /// <summary>True where the other begins on the last day of the one, which began before.</summary>
    private static bool IsHandover(DateOnly from, DateOnly to, DateOnly otherFrom) => from < to && to == otherFrom;

    /// <summary>
    /// The period, ended by a fact that took its place: at the start of that fact, or at an unknown time where its start is unknown. Null where the observation says that it still held later, or
    /// where it began later.
    /// </summary>
    public Period? EndedByOrNull(Period successor)
    {
        ArgumentNullException.ThrowIfNull(successor);
        return
            TryParse($"{Text.Split('/')[0]}/{successor.Start?.Text}", Observed?.Text, out var ended, out _)
            && !ended.MustOverlapBeyondHandover(successor)
            ? ended
            : null;
    }

    /// <summary>True where some reading of this period lies within some reading of <paramref name="life"/>.</summary>
    public bool CanLieWithin(Period life)
    {
        ArgumentNullException.ThrowIfNull(life);
        return CertainFrom >= life.PossibleFrom && CertainTo <= life.PossibleTo;
    }

    /// <summary>Reads a period, or throws with the reason why it cannot.</summary>
    /// <exception cref="FormatException">The text is not an EDTF interval, ends before it starts, or the observation lies outside it.</exception>
    public static Period Parse(string text, string? observed) =>
        TryParse(text, observed, out var period, out var reason) ? period : throw new FormatException(reason);

    /// <summary>Reads a period; where it cannot, <paramref name="reason"/> says why.</summary>
    /// <param name="text">An EDTF interval: <c>2015/2018-03</c>, <c>2025/..</c>, <c>/..</c>, <c>/</c>.</param>
    /// <param name="observed">A partial date, or null.</param>
    /// <param name="period">The period.</param>
    /// <param name="reason">Why the text is not a period.</param>
    public static bool TryParse(
        string? text,
        string? observed,
        [NotNullWhen(true)] out Period? period,
        [NotNullWhen(false)] out string? reason
    )
    {
        period = null;
        var parts = (text ?? "").Split('/');
        if (parts.Length != 2)
        {
            reason = "A period is written start/end, such as 2015/2018, 2025/.. (goes on) or /.. (unknown start, goes on).";
            return false;
        }

        if (
            !TryParseBound(parts[0], out var start, out reason)
            || !TryParseBound(parts[1], out var end, out reason)
            || !TryParseBound(observed ?? "", out var seen, out reason)
        )
        {
            return false;
        }

        if (observed == Open)
        {
            reason = "An observation is a date, such as 2025-08; '..' is not a date.";
            return false;
        }

        if (end is not null && start is not null && end.Latest < start.Earliest)
        {
            reason = $"'{text}' ends before it starts. Write the earlier date first.";
            return false;
        }

        if (seen is not null && ((start is not null && seen.Latest < start.Earliest) || (end is not null && seen.Earliest > end.Latest)))
        {
            reason =
                $"The fact of '{text}' was observed at {seen}, outside that period. The observation is a date at which the fact was seen to hold.";
            return false;
        }

        period = new Period(text!, start, end, seen);
        return true;
    }

    /// <summary>True where both parts of a text are dates and the end comes before the start. This mistake breaks a rule of the registry; all others are mistakes of writing.</summary>
    public static bool IsInverted(string? text) =>
        (text ?? "").Split('/') is [var first, var last]
        && PartialDate.TryParse(first, out var start, out _)
        && PartialDate.TryParse(last, out var end, out _)
        && end.Latest < start.Earliest;

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool TryParseBound(string text, out PartialDate? bound, [NotNullWhen(false)] out string? reason)
    {
        (bound, reason) = (null, null);
        return text is "" or Open || PartialDate.TryParse(text, out bound, out reason);
    }

    /// <summary>The date, where its source is sure of it. Nothing is certain by a qualified date: as a start it can mean a later day, as an end an earlier one, as an observation any.</summary>
    private static PartialDate? Sure(PartialDate? date) => date is { IsQualified: false } ? date : null;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
