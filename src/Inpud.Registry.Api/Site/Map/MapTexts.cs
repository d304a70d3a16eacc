using System.Globalization;
using System.Resources;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The texts of the map and of the badge in one language. A language is added by a file <c>MapTexts.xx.resx</c>; a test holds that it has every text.</summary>
internal sealed class MapTexts(string language)
{
    public static readonly ResourceManager Resources = new(typeof(MapTexts).FullName!, typeof(MapTexts).Assembly);

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    public bool IsRightToLeft => culture.TextInfo.IsRightToLeft;

    /// <summary>The mark between the items of an enumeration.</summary>
    public string Comma => IsRightToLeft ? "، " : ", ";

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There is no text '{key}' in '{language}'.");

    /// <summary>The text with values in its places. In a language from right to left, each value keeps its own direction: a date would stand in reverse order otherwise.</summary>
    public string Of(string key, params IReadOnlyList<object> values) =>
        string.Format(
            CultureInfo.InvariantCulture,
            this[key],
            [.. values.Select(value => IsRightToLeft ? $"\u2068{Text(value)}\u2069" : Text(value))]
        );

    private static string Text(object value) =>
        value is DateOnly day
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
