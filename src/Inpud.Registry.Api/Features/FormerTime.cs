using System.Globalization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>The time of a former value that somebody states: by which day the next value held, and whether that agrees with the rest.</summary>
internal static class FormerTime
{
    /// <summary>The day by which the next value held: as stated, or else the last day that the end of the period can mean, or today.</summary>
    /// <param name="value">The former value.</param>
    /// <param name="path">Where it stands in the body.</param>
    /// <param name="had">The same value in the record, whose day stays where none is sent; null where it is new. What an earlier version accepted is no reason to refuse another change, such as one that hides a group.</param>
    /// <param name="now">The time of the write.</param>
    /// <exception cref="Http.Problems.ProblemException">The day does not agree with the period or with the observation.</exception>
    public static string ReplacedBy(FormerValueInput value, string path, FormerValueFacts? had, DateTimeOffset now)
    {
        // The rules on the group or the network read the period before its days are stored, where it would be refused else.
        if (BrokenRules.Inverted(value.Period) is { } inverted)
        {
            BrokenRules.ThrowIfAny([inverted], _ => $"{path}.period");
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day =
            value.ReplacedBy is null && had is not null ? had.ReplacedBy
            : value.ReplacedBy is { } stated ? DateOnly.ParseExact(stated, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Period.TryParse(value.Period, value.Observed, out var period, out _) && period.PossibleTo < today ? period.PossibleTo
            // A day begins before it does in UTC.
            : period?.End?.Earliest is { } ahead && ahead > today ? ahead
            : today;
        return day == had?.ReplacedBy || WhyNotOrNull(value.Period, value.Observed, day) is not { } why
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : throw BodyRules.Mistake($"{path}.replacedBy", "outside-period", why);
    }

    /// <summary>Why the next value cannot have held by the day; null where it can, and where the period is none, which rules of its own refuse. A qualified date can mean others, and bounds nothing.</summary>
    public static string? WhyNotOrNull(string text, string? observed, DateOnly replacedBy)
    {
        if (!Period.TryParse(text, observed, out var period, out _))
        {
            return null;
        }

        var end = period.End is { IsQualified: false } sure ? sure : null;
        return replacedBy <= period.PossibleFrom
                ? $"The next value held by {replacedBy:yyyy-MM-dd}, and the value of '{text}' began no earlier: it held on no day. Leave such a value out."
            : replacedBy < end?.Earliest || replacedBy > end?.Latest
                ? $"The value of '{text}' ended at {end}, and the next one held by {replacedBy:yyyy-MM-dd}. Give a day that the end of the period can mean."
            : period.Observed is { IsQualified: false } seen && seen.Earliest > replacedBy
                ? $"The value of '{text}' was observed at {seen}, and the next one held by {replacedBy:yyyy-MM-dd}. It has one value at a time."
            : null;
    }
}
