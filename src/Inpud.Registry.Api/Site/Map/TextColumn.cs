using System.Xml.Linq;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>Sets lines of text below each other, from the side at which the language begins.</summary>
internal sealed class TextColumn(double width, double margin, bool isRightToLeft)
{
    private const double Leading = 1.4;

    /// <summary>Where the next line begins.</summary>
    public double Y { get; private set; } = margin / 2;

    public void Skip(double height) => Y += height;

    public void MoveTo(double y) => Y = y;

    public IEnumerable<XElement> Lines(string text, double size, bool isBold = false, double indent = 0, double? width = null)
    {
        // Bold letters are wider.
        var room = (width ?? Room - indent) / (isBold ? 1.08 : 1);
        foreach (var line in TextLines.Of(text, size, room))
        {
            var element = MapDrawing.Element(
                "text",
                ("x", MapDrawing.Number(isRightToLeft ? Whole - margin - indent : margin + indent)),
                ("y", MapDrawing.Number(Y + size)),
                ("font-size", MapDrawing.Number(size)),
                ("font-weight", isBold ? "700" : null),
                ("direction", isRightToLeft ? "rtl" : null)
            );
            element.Add(line);
            Y += size * Leading;
            yield return element;
        }
    }

    private double Whole => width;

    private double Room => width - 2 * margin;
}
