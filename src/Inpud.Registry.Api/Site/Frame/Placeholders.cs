using System.Globalization;
using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>A part of a text: words, or the place of a value.</summary>
internal readonly record struct TextPart(string Text, int? Place);

/// <summary>Takes a text apart at the places of its values, since a value can be a link and not only words.</summary>
internal static partial class Placeholders
{
    public static IEnumerable<TextPart> In(string text)
    {
        var from = 0;
        foreach (Match place in Place().Matches(text))
        {
            yield return new TextPart(text[from..place.Index], null);
            yield return new TextPart("", int.Parse(place.Groups["number"].Value, CultureInfo.InvariantCulture));
            from = place.Index + place.Length;
        }

        yield return new TextPart(text[from..], null);
    }

    [GeneratedRegex(@"\{(?<number>[0-9])\}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Place();
}
