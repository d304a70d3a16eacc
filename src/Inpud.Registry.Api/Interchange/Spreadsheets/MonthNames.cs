using System.Globalization;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>The names of the months in the languages of the registry, whole and short, as the locale data of the platform (ICU, CLDR) has them.</summary>
internal static class MonthNames
{
    /// <summary>Arabic has other names for the months in the Levant, the Maghreb and Morocco.</summary>
    private static readonly string[] Locales = ["en", "ar", "ar-SY", "ar-TN", "ar-MA", "es", "fr", "pt", "pt-PT", "ru"];

    /// <summary>Short forms that are in use and that no locale has.</summary>
    private static readonly (string Name, int Month)[] Others = [("sep", 9), ("sept", 9), ("set", 9), ("juil", 7), ("fev", 2)];

    private static readonly Dictionary<string, int> Months = Read();

    /// <summary>The number of the month; null where the text is no month, or is one month in one language and another in the next.</summary>
    public static int? FindOrNull(string text) => Months.TryGetValue(UniqueName.Of(text), out var month) ? month : null;

    private static Dictionary<string, int> Read() =>
        Locales
            .SelectMany(NamesOf)
            .Concat(Others)
            .GroupBy(named => UniqueName.Of(named.Name), named => named.Month, StringComparer.Ordinal)
            .Where(named => named.Key.Length > 0 && named.Distinct().Count() == 1)
            .ToDictionary(named => named.Key, named => named.First(), StringComparer.Ordinal);

    private static IEnumerable<(string Name, int Month)> NamesOf(string locale)
    {
        // Without what somebody set on this machine: a file means the same everywhere.
        var format = new CultureInfo(locale, useUserOverride: false).DateTimeFormat;
        return new[] { format.MonthNames, format.MonthGenitiveNames, format.AbbreviatedMonthNames, format.AbbreviatedMonthGenitiveNames }
        // The thirteenth is of other calendars.
        .SelectMany(names => names.Take(12).Select((name, i) => (name, i + 1)));
    }
}
