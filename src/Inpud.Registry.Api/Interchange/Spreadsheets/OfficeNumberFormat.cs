using System.Globalization;
using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>How a cell of an Office workbook shows its number: whether it is a date, how precise, and with which zeroes.</summary>
/// <param name="IsDate">Whether it shows a date.</param>
/// <param name="HasTime">Whether it shows a time.</param>
/// <param name="Parts">How many letters of an ISO date it shows: 4 of a year, 7 of a month, 10 of a day.</param>
/// <param name="Zeroes">The format of a number with leading zeroes; null for any other.</param>
internal sealed partial record OfficeNumberFormat(bool IsDate, bool HasTime, int Parts, string? Zeroes)
{
    private const double MostExact = 1e15;

    public static OfficeNumberFormat General { get; } = new(IsDate: false, HasTime: false, Parts: 0, Zeroes: null);

    /// <summary>The formats that have a number and no code in the file (ECMA-376, part 1, 18.8.30). The others of them are numbers.</summary>
    public static OfficeNumberFormat Of(uint id, string? code) =>
        code is not null
            ? Of(code)
            : id switch
            {
                14 or 15 or 16 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or (>= 56 and <= 58) => Of("yyyy-mm-dd"),
                17 or 55 => Of("mmm-yy"),
                22 => Of("yyyy-mm-dd hh:mm"),
                _ => General,
            };

    /// <summary>An ISO date, without what the cell does not show: nobody knows the day where it shows a year.</summary>
    public string Shorten(string date) => date[..Parts];

    /// <summary>The number as a cell shows it: digits that are an id keep their zeroes.</summary>
    public string TextOf(double number) =>
        Zeroes is not null && number >= 0 && number == Math.Floor(number) ? number.ToString(Zeroes, CultureInfo.InvariantCulture)
        : number == Math.Floor(number) && Math.Abs(number) < MostExact ? number.ToString("0", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    private static OfficeNumberFormat Of(string code)
    {
        // The first section is for positive numbers. Quoted letters and colours mean nothing.
        var shown = Said().Replace(code, "").Split(';')[0].ToLowerInvariant();
        if (OnlyZeroes().IsMatch(code))
        {
            return General with { Zeroes = code };
        }

        if (
            Elapsed().IsMatch(code)
            || shown.Contains("general", StringComparison.Ordinal)
            || shown.IndexOfAny(['0', '#', '?']) >= 0 && !shown.Contains('y', StringComparison.Ordinal)
        )
        {
            return General;
        }

        var (year, day, time) = (
            shown.IndexOfAny(['y', 'e']) >= 0,
            shown.Contains('d', StringComparison.Ordinal),
            shown.IndexOfAny(['h', 's']) >= 0
        );
        var month = shown.Contains('m', StringComparison.Ordinal) && (!time || year || day);
        return year || day || month
            ? new OfficeNumberFormat(
                IsDate: true,
                time,
                day ? 10
                    : month ? 7
                    : 4,
                Zeroes: null
            )
            : General;
    }

    /// <summary>Zeroes, and what stands between them: <c>00000</c>, <c>000\-000</c>. .NET understands these as Office does.</summary>
    [GeneratedRegex("""^([ \-]|\\.|"[^"]*")*0{2,}(0|[ \-]|\\.|"[^"]*")*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlyZeroes();

    /// <summary>A length of time, such as <c>[h]:mm</c>.</summary>
    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Elapsed();

    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\.|_.|\*.""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();
}
