using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Reads dates as people and spreadsheet programs write them. It keeps their precision, and refuses a date that can mean two days.</summary>
internal static partial class SpreadsheetDate
{
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    /// <summary>The date in EDTF; null, with the reason, where the text is no date.</summary>
    public static string? Read(string text, out string? reason)
    {
        reason = null;
        var date = WithoutMidnight(text.Trim());
        if (PartialDate.TryParse(date, out _, out var why))
        {
            return date;
        }

        if (Numbers().Match(date) is { Success: true } numbers)
        {
            return OfNumbers(
                int.Parse(numbers.Groups["first"].Value, CultureInfo.InvariantCulture),
                int.Parse(numbers.Groups["second"].Value, CultureInfo.InvariantCulture),
                numbers.Groups["year"].Value,
                text,
                out reason
            );
        }

        // A cell that lost its format has the days since the end of 1899. Four digits were read as a year above.
        if (int.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 10_000 and < 80_000)
        {
            return SerialZero.AddDays(serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        string[] forms = ["MMM-yyyy", "MMM yyyy", "MMMM yyyy", "MMMM-yyyy"];
        if (DateOnly.TryParseExact(date, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        }

        string[] whole = ["d MMM yyyy", "d-MMM-yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy"];
        if (DateOnly.TryParseExact(date, whole, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        reason = why;
        return null;
    }

    private static string? OfNumbers(int first, int second, string year, string text, out string? reason)
    {
        reason = null;
        if (first <= 12 && second <= 12 && first != second)
        {
            reason = $"'{text}' can be two days: write it as {year}-{second:00}-{first:00} or as {year}-{first:00}-{second:00}.";
            return null;
        }

        var (month, day) = second > 12 ? (first, second) : (second, first);
        var date = $"{year}-{month:00}-{day:00}";
        if (PartialDate.TryParse(date, out _, out var why))
        {
            return date;
        }

        reason = why;
        return null;
    }

    /// <summary>A spreadsheet program saves a date with a time as midnight.</summary>
    private static string WithoutMidnight(string text) => Midnight().Replace(text, "");

    [GeneratedRegex(@"^(?<first>\d{1,2})[./-](?<second>\d{1,2})[./-](?<year>\d{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[ T]0{1,2}:00(:00(\.0+)?)?Z?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Midnight();
}
