using System.Globalization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Site.Words;

/// <summary>
/// Says dates in words of a language, as precisely as they are known and no more: a month stays a month, open digits stay open, and what its source is not sure of is said to be so. The words
/// exist in every language of the pages.
/// </summary>
internal static class DateWords
{
    public static string Of(Language language, PartialDate date)
    {
        return date.Text[^1] switch
        {
            '~' => Say(language, "date.about", InPhrase(language, date)),
            '?' => Say(language, "date.perhaps", InPhrase(language, date)),
            '%' => Say(language, "date.perhaps-about", InPhrase(language, date)),
            _ => Unqualified(language, date),
        };
    }

    public static string Of(Language language, DateOnly day) => DayOf(language, day);

    public static string Of(Language language, EventDate date) =>
        date.First == date.Last
            ? Of(language, date.First)
            : Say(language, "date.between", Of(language, date.First), Of(language, date.Last));

    /// <summary>The time of a fact. What is unknown of it is said to be unknown, since silence would pass for "until today".</summary>
    public static string Of(Language language, Period period) =>
        (period.Start, period.End) switch
        {
            ({ } start, { } end) => Say(language, "period.from-to", Of(language, start), Of(language, end)),
            ({ } start, null) when period.Ongoing => Say(language, "period.since", Behind(language, start)),
            ({ } start, null) => Say(language, "period.from", Behind(language, start)),
            (null, { } end) when period.AlwaysHeld => Say(language, "period.always-until", Behind(language, end)),
            (null, { } end) => Say(language, "period.until", Behind(language, end)),
            (null, null) => (period.AlwaysHeld, period.Ongoing) switch
            {
                (true, true) => Say(language, "period.always"),
                (true, false) => Say(language, "period.always-then-unknown"),
                (false, true) => Say(language, "period.ongoing"),
                _ => Say(language, "period.unknown"),
            },
        };

    /// <summary>The date as the attribute of an element has it (HTML, section 3.5); null where that has no word for the date.</summary>
    public static string? AttributeOf(PartialDate date) =>
        !date.IsQualified && !date.Text.Contains('X', StringComparison.Ordinal) ? date.Text : null;

    /// <summary>A date behind a word of the period. One that its source is not sure of begins with words of its own.</summary>
    private static string Behind(Language language, PartialDate date) => date.IsQualified ? Of(language, date) : InPhrase(language, date);

    private static string InPhrase(Language language, PartialDate date) =>
        date.Precision == DatePrecision.Day
            ? string.Format(language.Culture, language.DayInPhrase, Unqualified(language, date))
            : Unqualified(language, date);

    private static string Unqualified(Language language, PartialDate date) =>
        date.Precision switch
        {
            DatePrecision.Century => Say(language, "date.century", YearOf(new DateOnly(date.Latest.Year - 99, 1, 1)), YearOf(date.Latest)),
            DatePrecision.Decade => Say(language, "date.decade", YearOf(date.Earliest), YearOf(date.Latest)),
            DatePrecision.Year => WithOpenParts(language, date),
            DatePrecision.Month => WithOpenParts(language, date),
            _ => DayOf(language, date.Earliest),
        };

    /// <summary>A year or a month. Where its source wrote down that there is a day or a month which nobody knows, that is said, too.</summary>
    private static string WithOpenParts(Language language, PartialDate date)
    {
        var known = date.Precision == DatePrecision.Year ? YearOf(date.Earliest) : MonthOf(language, date.Earliest);
        return date.Text.Contains("XX", StringComparison.Ordinal)
            ? Say(language, date.Precision == DatePrecision.Year ? "date.unknown-month" : "date.unknown-day", known)
            : known;
    }

    /// <summary>French counts the first day of a month and no other.</summary>
    private static string DayOf(Language language, DateOnly day) =>
        language.Code == "fr" && day.Day == 1 ? $"1er {MonthOf(language, day)}" : day.ToString(language.Day, language.Culture);

    private static string MonthOf(Language language, DateOnly day) => day.ToString(language.Month, language.Culture);

    private static string YearOf(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    private static string Say(Language language, string key, params object[] values) =>
        string.Format(language.Culture, Texts.Of(language.Code, key).Text, values);
}
