using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Inpud.Registry.Domain.Dates;

/// <summary>
/// A date as precise as its source gives it: a year, a month or a day, written in EDTF (ISO 8601-2): <c>2010</c>, <c>2006-03</c>,
/// <c>2012-10-26</c>. It stands for any one of the days from <see cref="Earliest"/> to <see cref="Latest"/>; it is never rounded.
/// </summary>
/// <remarks>Years run from 0001 to 9999. Uncertain (<c>?</c>), approximate (<c>~</c>) and seasonal dates are refused: no source of the registry uses them.</remarks>
public sealed record PartialDate
{
    private PartialDate(string text, DatePrecision precision, DateOnly earliest, DateOnly latest) =>
        (Text, Precision, Earliest, Latest) = (text, precision, earliest, latest);

    /// <summary>The EDTF text, exactly as parsed.</summary>
    public string Text { get; }

    /// <summary>How much of the date is known.</summary>
    public DatePrecision Precision { get; }

    /// <summary>The first day that the date can mean.</summary>
    public DateOnly Earliest { get; }

    /// <summary>The last day that the date can mean.</summary>
    public DateOnly Latest { get; }

    /// <summary>Reads a date, or throws with the reason why it cannot.</summary>
    /// <exception cref="FormatException">The text is not a year, a month or a day.</exception>
    public static PartialDate Parse(string text) => TryParse(text, out var date, out var reason) ? date : throw new FormatException(reason);

    /// <summary>Reads a date, or throws; null where the text is null.</summary>
    /// <exception cref="FormatException">The text is not a year, a month or a day.</exception>
    public static PartialDate? ParseOrNull(string? text) => text is null ? null : Parse(text);

    /// <summary>Reads a date; where it cannot, <paramref name="reason"/> is a sentence that says why and how to mend it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PartialDate? date, [NotNullWhen(false)] out string? reason)
    {
        date = null;
        reason = WhyNotADate(text);
        if (reason is not null)
        {
            return false;
        }

        var year = int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var month = text!.Length > 4 ? int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture) : (int?)null;
        var day = text.Length > 7 ? int.Parse(text.AsSpan(8, 2), CultureInfo.InvariantCulture) : (int?)null;
        reason = WhyNotInTheCalendar(text, year, month, day);
        if (reason is not null)
        {
            return false;
        }

        var earliest = new DateOnly(year, month ?? 1, day ?? 1);
        date = (month, day) switch
        {
            (null, _) => new(text, DatePrecision.Year, earliest, new DateOnly(year, 12, 31)),
            (_, null) => new(text, DatePrecision.Month, earliest, new DateOnly(year, month.Value, DateTime.DaysInMonth(year, month.Value))),
            _ => new(text, DatePrecision.Day, earliest, earliest),
        };
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? WhyNotADate(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "The date is empty. Write a year, a month or a day, such as 2010, 2006-03 or 2012-10-26.";
        }

        if (HasTheShapeOfADate(text))
        {
            return null;
        }

        var shown = Shorten(text);
        if (text.AsSpan().ContainsAny('?', '~', '%'))
        {
            return $"'{shown}' marks the date as uncertain or approximate, which the registry does not record. Write only the part that is known, such as 2010 or 2006-03.";
        }

        if (text.AsSpan().ContainsAny('X', 'x', 'u'))
        {
            return $"'{shown}' leaves digits open. Write only the part that is known, such as 2010 or 2006-03.";
        }

        if (text.Contains('T', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
        {
            return $"'{shown}' has a time of day. A date of the registry is a year, a month or a day, such as 2012-10-26.";
        }

        return $"'{shown}' is not a date. Write a year, a month or a day with four, two and two digits, such as 2010, 2006-03 or 2012-10-26.";
    }

    private static string? WhyNotInTheCalendar(string text, int year, int? month, int? day)
    {
        if (year == 0)
        {
            return $"'{text}' has the year 0000. Years run from 0001 to 9999.";
        }

        if (month is 0 or > 12)
        {
            return $"'{text}' has the month {month:00}. Months run from 01 to 12; seasons are not recorded.";
        }

        if (month is { } m && day is { } d && (d == 0 || d > DateTime.DaysInMonth(year, m)))
        {
            return $"'{text}' is not in the calendar: {year:0000}-{m:00} has the days 01 to {DateTime.DaysInMonth(year, m)}.";
        }

        return null;
    }

    private static bool HasTheShapeOfADate(string text)
    {
        if (text.Length is not (4 or 7 or 10))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var fits = i is 4 or 7 ? text[i] == '-' : char.IsAsciiDigit(text[i]);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
