using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Reads dates as people and spreadsheet programs write them. It keeps their precision, and refuses a date that can mean two days.</summary>
internal static partial class SpreadsheetDate
{
    /// <summary>Words that stand in a date and say nothing: <c>12 de marzo de 2019</c>, <c>12 марта 2019 г.</c></summary>
    private static readonly string[] Fillers = ["de", "del", "do", "of", "the", "г", "года", "год", "عام", "سنة", "م"];

    /// <summary>The date in EDTF; null, with the reason, where the text is no date.</summary>
    public static string? Read(string text, out string? reason)
    {
        reason = null;
        var date = WithoutMidnight(WithAsciiDigits(text.Trim()));
        if (PartialDate.TryParse(date, out _, out var why))
        {
            return date;
        }

        var read = OfDayOrMonthFirst(date, text, ref reason) ?? OfYearFirst(date) ?? OfSerial(date) ?? OfWords(date);
        if (read is null)
        {
            reason ??= why;
            return null;
        }

        if (PartialDate.TryParse(read, out _, out var no))
        {
            return read;
        }

        reason = no;
        return null;
    }

    /// <summary>The day of a number that counts the days since the end of 1899.</summary>
    public static string OfDays(int days) => new DateOnly(1899, 12, 30).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? OfDayOrMonthFirst(string date, string text, ref string? reason)
    {
        if (MonthAndYear().Match(date) is { Success: true } month)
        {
            return $"{month.Groups["year"].Value}-{Number(month, "month"):00}";
        }

        if (Numbers().Match(date) is not { Success: true } numbers)
        {
            return null;
        }

        var (first, second, year) = (Number(numbers, "first"), Number(numbers, "second"), numbers.Groups["year"].Value);
        if (first <= 12 && second <= 12 && first != second)
        {
            reason = $"'{text}' can be two days: write it as {year}-{second:00}-{first:00} or as {year}-{first:00}-{second:00}.";
            return null;
        }

        return second > 12 ? $"{year}-{first:00}-{second:00}" : $"{year}-{second:00}-{first:00}";
    }

    /// <summary>No country writes the year first and the day second.</summary>
    private static string? OfYearFirst(string date) =>
        YearFirst().Match(date) is { Success: true } parts
            ? $"{parts.Groups["year"].Value}-{Number(parts, "month"):00}-{Number(parts, "day"):00}"
            : null;

    /// <summary>A cell that lost its format has the days since the end of 1899. Four digits are a year.</summary>
    private static string? OfSerial(string date) =>
        int.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 10_000 and < 80_000
            ? OfDays(days)
            : null;

    private static string? OfWords(string date)
    {
        // A question mark or a tilde says that the date is uncertain: it must not be lost.
        if (!string.IsNullOrEmpty(Parts().Replace(date, "").Trim(' ', ',', '.', '-', '/')))
        {
            return null;
        }

        var parts = Parts()
            .Matches(date)
            .Select(part => part.Value)
            .Where(part => !Fillers.Contains(part.ToLowerInvariant(), StringComparer.Ordinal))
            .Select(part => Ordinal().Match(part) is { Success: true } ordinal ? ordinal.Groups["number"].Value : part)
            .ToList();
        // A month of two words: كانون الثاني.
        var words = parts.Where(part => !char.IsAsciiDigit(part[0])).ToList();
        if (words.Count is 0 or > 2 || MonthNames.FindOrNull(string.Concat(words)) is not { } month)
        {
            return null;
        }

        var start = parts.IndexOf(words[0]);
        if (words.Count == 2 && parts.ElementAtOrDefault(start + 1) != words[1])
        {
            return null;
        }

        var (before, after) = (parts[..start], parts[(start + words.Count)..]);
        return (before, after) switch
        {
            ([], [{ Length: 4 } year]) => $"{year}-{month:00}",
            ([{ Length: 4 } year], []) => $"{year}-{month:00}",
            ([{ Length: <= 2 } day], [{ Length: 4 } year]) => Day(year, day),
            ([], [{ Length: <= 2 } day, { Length: 4 } year]) => Day(year, day),
            ([{ Length: 4 } year], [{ Length: <= 2 } day]) => Day(year, day),
            _ => null,
        };

        string Day(string year, string day) => $"{year}-{month:00}-{day.PadLeft(2, '0')}";
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>Arabic and Persian have digits of their own.</summary>
    private static string WithAsciiDigits(string text) =>
        string.Concat(
            text.Select(letter =>
                char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter))
                // The marks of writing direction, which programs put around a date.
                : letter is '\u200E' or '\u200F' or '\u061C' ? (char?)null
                : letter is '\u00A0' or '\u202F' ? ' '
                : letter
            )
        );

    /// <summary>A spreadsheet program saves a date with a time as midnight.</summary>
    private static string WithoutMidnight(string text) => Midnight().Replace(text, "");

    [GeneratedRegex(@"^(?<first>\d{1,2})[./-](?<second>\d{1,2})[./-](?<year>\d{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?<month>\d{1,2})[./-](?<year>\d{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"^(?<year>\d{4})[./](?<month>\d{1,2})[./](?<day>\d{1,2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"[ T]0{1,2}:00(:00(\.0+)?)?Z?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Midnight();

    /// <summary>Words and numbers, with the letters that make an ordinal of a number.</summary>
    [GeneratedRegex(@"\d+[\p{L}\p{M}º°ª]*|[\p{L}\p{M}]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(
        @"^(?<number>\d{1,2})(st|nd|rd|th|er|ère|re|o|º|°|ª)$|^(?<number>\d{4})г$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Ordinal();
}
