using System.Globalization;

namespace Inpud.Registry.Api.Site.Words;

/// <summary>A language of the pages, and how it writes dates and numbers.</summary>
/// <param name="Code">The code, as ISO 639-1 has it.</param>
/// <param name="OwnName">Its name in itself.</param>
/// <param name="Day">How it writes a day.</param>
/// <param name="Month">How it writes a month of a year.</param>
/// <param name="DayInPhrase">How it writes a day behind a word such as "since": some languages have an article there.</param>
internal sealed record Language(string Code, string OwnName, string Day, string Month, string DayInPhrase = "{0}")
{
    public const string English = "en";

    public static readonly IReadOnlyList<Language> All =
    [
        new(English, "English", "d MMMM yyyy", "MMMM yyyy"),
        new("fr", "Français", "d MMMM yyyy", "MMMM yyyy", "le {0}"),
        new("es", "Español", "d 'de' MMMM 'de' yyyy", "MMMM 'de' yyyy", "el {0}"),
        new("pt", "Português", "d 'de' MMMM 'de' yyyy", "MMMM 'de' yyyy"),
        new("ru", "Русский", "d MMMM yyyy 'г.'", "MMMM yyyy 'г.'"),
        new("ar", "العربية", "d MMMM yyyy", "MMMM yyyy"),
    ];

    /// <summary>Names of months and separators. The calendar is that of the registry's dates, whatever the host takes for the language's own.</summary>
    public CultureInfo Culture { get; } = CultureOf(Code);

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    public static Language Of(string code) => All.Single(language => language.Code == code);

    private static CultureInfo CultureOf(string code)
    {
        var culture = new CultureInfo(code, useUserOverride: false);
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        return culture;
    }
}
