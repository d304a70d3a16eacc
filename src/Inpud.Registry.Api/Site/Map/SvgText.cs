using System.Text;
using System.Xml;
using System.Xml.Linq;
using Inpud.Registry.Api.Http.Pages;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>Writes pictures. What a record says goes into the tree as text, so that nothing in it can be markup.</summary>
internal static class SvgText
{
    /// <summary>A picture with a name and a description for whoever does not see it.</summary>
    public static XElement Picture(
        MapTexts texts,
        (double Width, double Height) size,
        string kind,
        string title,
        string description,
        IEnumerable<XElement> content
    ) =>
        new(
            MapDrawing.Svg + "svg",
            new XAttribute("class", kind),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{kind}-title"),
            new XAttribute("aria-describedby", $"{kind}-description"),
            new XAttribute("viewBox", $"0 0 {MapDrawing.Number(size.Width)} {MapDrawing.Number(size.Height)}"),
            new XAttribute("width", MapDrawing.Number(size.Width)),
            new XAttribute("height", MapDrawing.Number(size.Height)),
            new XAttribute("lang", texts.Language),
            new XElement(MapDrawing.Svg + "title", new XAttribute("id", $"{kind}-title"), title),
            new XElement(MapDrawing.Svg + "desc", new XAttribute("id", $"{kind}-description"), description),
            content
        );

    public static byte[] Write(XElement picture) => Encoding.UTF8.GetBytes(TextOf(picture));

    /// <summary>The markup. A character that XML cannot hold, which an old record may have, is left out.</summary>
    public static string TextOf(XElement picture)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (
            var writer = XmlWriter.Create(
                text,
                new XmlWriterSettings
                {
                    OmitXmlDeclaration = true,
                    CheckCharacters = false,
                    NewLineHandling = NewLineHandling.None,
                }
            )
        )
        {
            picture.WriteTo(writer);
        }

        var markup = WritingDirection.ClosedInMarkup(text.ToString());
        // Nearly all markup is fine. To take it apart letter by letter takes longer than to draw it.
        return IsAllowed(markup) ? markup : string.Concat(markup.EnumerateRunes().Where(IsAllowed));
    }

    private static bool IsAllowed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAllowed(Rune rune) => rune.Value >= 0x10000 || XmlConvert.IsXmlChar((char)rune.Value);
}
