using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Inpud.Registry.Domain.Dates;

/// <summary>
/// A date as precise as its source gives it, in EDTF (ISO 8601-2, level 1): a year, a month or a day, such as <c>2010</c>, <c>2006-03</c> or <c>2012-10-26</c>. It stands for any one of the
/// days from <see cref="Earliest"/> to <see cref="Latest"/>; it is never rounded.
/// </summary>
/// <remarks>
/// <para>Digits from the right can be open: <c>199X</c> is a year of the nineties, <c>2004-XX</c> a month of 2004.</para>
/// <para>A qualifier says that the source itself is not sure: <c>1997?</c> is uncertain, <c>1997~</c> approximate, <c>1997%</c> both.</para>
/// <para>Years run from 0001 to 9999. Seasons and times of day are refused.</para>
/// </remarks>
public sealed partial record PartialDate
{
    private const string Examples = "such as 2010, 2006-03 or 2012-10-26";

    private PartialDate(string text, DatePrecision precision, DateOnly earliest, DateOnly latest) =>
        (Text, Precision, Earliest, Latest) = (text, precision, earliest, latest);

    /// <summary>The EDTF text, exactly as parsed.</summary>
    public string Text { get; }

    /// <summary>How much of the date is known.</summary>
    public DatePrecision Precision { get; }

    /// <summary>The first day that the date can mean.</summary>
    public DateOnly Earliest { get; }

    /// <summary>The last day that the date can mean. A qualified date can mean others besides.</summary>
    public DateOnly Latest { get; }

    /// <summary>True where the source is not sure of the date. Nothing is certain by such a date alone.</summary>
    public bool IsQualified => Text[^1] is '?' or '~' or '%';

    /// <summary>Reads a date, or throws with the reason why it cannot.</summary>
    /// <exception cref="FormatException">The text is not a year, a month or a day.</exception>
    public static PartialDate Parse(string text) => TryParse(text, out var date, out var reason) ? date : throw new FormatException(reason);

    /// <summary>Reads a date, or throws; null where the text is null.</summary>
    /// <exception cref="FormatException">The text is not a year, a month or a day.</exception>
    public static PartialDate? ParseOrNull(string? text) => text is null ? null : Parse(text);

    /// <summary>Reads a date; where it cannot, <paramref name="reason"/> is a sentence that says why and how to mend it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PartialDate? date, [NotNullWhen(false)] out string? reason)
    {
        (date, reason) = (PlainOrNull(text), null);
        if (date is not null)
        {
            return true;
        }

        if (string.IsNullOrEmpty(text))
        {
            reason = $"The date is empty. Write a year, a month or a day, {Examples}.";
            return false;
        }

        if (Form().Match(text) is not { Success: true } form)
        {
            reason = WhyNotADate(text);
            return false;
        }

        var year = form.Groups["year"].Value;
        var (firstYear, lastYear) = (NumberOf(year, '0'), NumberOf(year, '9'));
        var month = NumberOrNull(form.Groups["month"].Value);
        var day = NumberOrNull(form.Groups["day"].Value);
        reason = WhyNotInTheCalendar(text, lastYear, month, day);
        if (reason is not null)
        {
            return false;
        }

        // The century 00XX begins with the year 1, since there is no year 0.
        firstYear = Math.Max(firstYear, 1);
        date = (month, day) switch
        {
            (null, _) => new(text, PrecisionOf(year), new DateOnly(firstYear, 1, 1), new DateOnly(lastYear, 12, 31)),
            ({ } m, null) => new(
                text,
                DatePrecision.Month,
                new DateOnly(firstYear, m, 1),
                new DateOnly(firstYear, m, DateTime.DaysInMonth(firstYear, m))
            ),
            ({ } m, { } d) => new(text, DatePrecision.Day, new DateOnly(firstYear, m, d), new DateOnly(firstYear, m, d)),
        };
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>A year, a month or a day without open digits and without a qualifier, as nearly all are; null for any other text. Each row of a list has up to four of them.</summary>
    private static PartialDate? PlainOrNull(string? text)
    {
        if (text is not { Length: 4 or 7 or 10 } || !TryDigits(text, 0, 4, out var year) || year == 0)
        {
            return null;
        }

        if (text.Length == 4)
        {
            return new(text, DatePrecision.Year, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        }

        if (text[4] != '-' || !TryDigits(text, 5, 2, out var month) || month is 0 or > 12)
        {
            return null;
        }

        var days = DateTime.DaysInMonth(year, month);
        if (text.Length == 7)
        {
            return new(text, DatePrecision.Month, new DateOnly(year, month, 1), new DateOnly(year, month, days));
        }

        if (text[7] != '-' || !TryDigits(text, 8, 2, out var day) || day == 0 || day > days)
        {
            return null;
        }

        var date = new DateOnly(year, month, day);
        return new(text, DatePrecision.Day, date, date);
    }

    private static bool TryDigits(string text, int at, int count, out int number) =>
        int.TryParse(text.AsSpan(at, count), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int NumberOf(string year, char openDigit) => int.Parse(year.Replace('X', openDigit), CultureInfo.InvariantCulture);

    /// <summary>The number; null where it is left out or open.</summary>
    private static int? NumberOrNull(string text) => text is "" or "XX" ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static DatePrecision PrecisionOf(string year) =>
        year.EndsWith("XX", StringComparison.Ordinal) ? DatePrecision.Century
        : year.EndsWith('X') ? DatePrecision.Decade
        : DatePrecision.Year;

    private static string WhyNotADate(string text)
    {
        var shown = Shorten(text);
        if (OpenDigits().IsMatch(text))
        {
            return $"'{shown}' leaves digits open in a way that EDTF level 1 does not have. Write X for digits from the right, such as 199X, 19XX, 2004-XX or 2004-06-XX.";
        }

        if (Qualified().IsMatch(text))
        {
            return $"'{shown}' has its qualifier in another place than EDTF level 1 has it. Write one ?, ~ or % at the end, such as 1997?, 2006-03~ or 1997%.";
        }

        if (TimeOfDay().IsMatch(text))
        {
            return $"'{shown}' has a time of day. A date of the registry is a year, a month or a day, such as 2012-10-26.";
        }

        return Words().IsMatch(text)
            ? $"'{shown}' is a word and not a date. Write a date {Examples}. Leave out what is not known: a period of unknown start that goes on is '/..', and one of unknown end '2015/'."
            : $"'{shown}' is not a date. Write a year, a month or a day with four, two and two digits, {Examples}.";
    }

    private static string? WhyNotInTheCalendar(string text, int lastYear, int? month, int? day)
    {
        if (lastYear == 0)
        {
            return $"'{text}' has the year 0000. Years run from 0001 to 9999.";
        }

        if (month is 0 or > 12)
        {
            return $"'{text}' has the month {month:00}. Months run from 01 to 12; seasons are not recorded.";
        }

        if (month is { } m && day is { } d && (d == 0 || d > DateTime.DaysInMonth(lastYear, m)))
        {
            return $"'{text}' is not in the calendar: {lastYear:0000}-{m:00} has the days 01 to {DateTime.DaysInMonth(lastYear, m)}.";
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>Only digits from the right are open: a month of an unknown year is none of the forms.</summary>
    [GeneratedRegex(
        @"\A(?<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?<qualifier>[?~%])?\z|\A(?<year>[0-9]{4})-(?<month>[0-9]{2}|XX)(?<qualifier>[?~%])?\z|\A(?<year>[0-9]{4})-((?<month>[0-9]{2})-(?<day>[0-9]{2}|XX)|(?<month>XX)-(?<day>XX))(?<qualifier>[?~%])?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[0-9XxUu*_-]*[XxUu*_][0-9XxUu*_-]*[?~%]?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenDigits();

    [GeneratedRegex(@"[?~%]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"[0-9]T[0-9]|:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"\A\p{L}[\p{L} ]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
