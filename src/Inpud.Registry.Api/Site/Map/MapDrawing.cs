using System.Globalization;
using System.Xml.Linq;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>Draws the countries of a map, on the grid of the outlines.</summary>
/// <param name="map">What the map shows.</param>
/// <param name="pixel">How many units of the grid are a pixel of the picture. Lines and patterns keep their size in pixels.</param>
/// <param name="addressOf">The address of a country; null for a map without links.</param>
/// <param name="target">Where the links open; null for the place of the map itself.</param>
internal sealed class MapDrawing(CoverageMap map, double pixel, Func<string, string>? addressOf, string? target = null)
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>How much of a country that is possibly documented has the colour of the bars.</summary>
    public const double BarShare = 0.48;

    /// <summary>How much of a country that is in the remit alone has the colour of the hatch.</summary>
    public const double HatchShare = 0.22;

    private const double BarTile = 5;
    private const double HatchTile = 4.5;
    private const string BarsId = "coverage-possible";
    private const string HatchId = "coverage-in-remit";

    private readonly CoverageLegend legend = new(map);

    /// <summary>The patterns, which a picture has once.</summary>
    public XElement Patterns() =>
        new(
            Svg + "defs",
            Pattern(
                BarsId,
                BarTile,
                "0",
                Element("rect", ("class", "bar"), ("width", Units(BarTile)), ("height", Units(BarTile * BarShare)))
            ),
            Pattern(
                HatchId,
                HatchTile,
                "45",
                // Half of the line lies outside of its tile.
                Element("path", ("class", "hatch"), ("d", $"M0 0V{Units(HatchTile)}"), ("stroke-width", Units(2 * HatchTile * HatchShare)))
            )
        );

    /// <summary>The world: the sea, the countries, and the markers of the small ones above them.</summary>
    public IEnumerable<XElement> World()
    {
        var outlines = Outlines.All;
        yield return Element("path", ("class", "sea"), ("d", outlines.Edge), ("stroke-width", Units(0.75)));
        yield return Element("path", ("class", "nobodys"), ("d", outlines.Nobodys), ("stroke-width", Units(0.6)));
        var byCode = outlines.Countries.ToDictionary(outline => outline.Code, StringComparer.Ordinal);
        foreach (var country in map.Countries.OrderBy(country => byCode.GetValueOrDefault(country.Code)?.IsSmall))
        {
            if (byCode.TryGetValue(country.Code, out var outline))
            {
                yield return CountryOf(country, outline);
            }
        }
    }

    /// <summary>A rectangle that looks like the countries in a state.</summary>
    public static XElement Swatch(CountryState state, double x, double y, double width, double height, double pixel) =>
        Element(
            "rect",
            ("class", ClassOf(state)),
            ("fill", FillOf(state)),
            ("x", Number(x)),
            ("y", Number(y)),
            ("width", Number(width)),
            ("height", Number(height)),
            ("stroke-width", Number(pixel))
        );

    private XElement CountryOf(MapCountry country, Outlines.Country outline)
    {
        var text = legend.TextOf(country);
        var shape = new XElement(
            addressOf is null ? Svg + "g" : Svg + "a",
            addressOf is null ? null : new XAttribute("href", addressOf(country.Code)),
            addressOf is null ? null : new XAttribute("aria-label", text),
            target is null ? null : new XAttribute("target", target),
            new XAttribute("id", $"coverage-{country.Code}"),
            new XElement(Svg + "title", text)
        );
        if (outline.Path is { } path)
        {
            shape.Add(
                Element(
                    "path",
                    ("class", ClassOf(country.State)),
                    ("fill", FillOf(country.State)),
                    ("stroke-width", Units(0.6)),
                    ("d", path)
                )
            );
        }

        if (outline.Marker is [var x, var y])
        {
            AddMarker(shape, country.State, (x, y), outline.Place);
        }

        return shape;
    }

    private void AddMarker(XElement shape, CountryState state, (int X, int Y) at, int[]? place)
    {
        if (place is [var x, var y])
        {
            shape.Add(Element("path", ("class", "way"), ("d", $"M{x} {y}L{at.X} {at.Y}"), ("stroke-width", Units(0.6))));
        }

        (string, string) cx = ("cx", Number(at.X));
        (string, string) cy = ("cy", Number(at.Y));
        // The marker that one sees is smaller than the one that one hits, so that it hides as little as can be.
        var radius = Number(Math.Min(6 * pixel, Outlines.MarkerRadius * 0.75));
        shape.Add(
            Element(
                "circle",
                ("class", $"{ClassOf(state)} small"),
                ("fill", FillOf(state)),
                cx,
                cy,
                ("r", radius),
                ("stroke-width", Number(pixel))
            )
        );
        shape.Add(Element("circle", ("class", "hit"), cx, cy, ("r", Number(Outlines.MarkerRadius))));
    }

    private XElement Pattern(string id, double size, string turn, XElement mark) =>
        Element(
            "pattern",
            // Without its own ground, a pattern would leave holes through which the sea shows.
            [Element("rect", ("class", "ground"), ("width", Units(size)), ("height", Units(size))), mark],
            ("id", id),
            ("width", Units(size)),
            ("height", Units(size)),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", $"rotate({turn})")
        );

    private string Units(double pixels) => Number(pixels * pixel);

    private static string ClassOf(CountryState state) =>
        state switch
        {
            CountryState.Documented => "country documented",
            CountryState.Elsewhere => "country elsewhere",
            _ => "country",
        };

    /// <summary>The pattern of a state. The colour of the others is of their class.</summary>
    private static string? FillOf(CountryState state) =>
        state switch
        {
            CountryState.Possible => $"url(#{BarsId})",
            CountryState.InRemit => $"url(#{HatchId})",
            _ => null,
        };

    public static XElement Element(string name, params IEnumerable<(string Name, string? Value)> attributes) =>
        Element(name, [], attributes);

    private static XElement Element(string name, XElement[] content, params IEnumerable<(string Name, string? Value)> attributes) =>
        new(
            Svg + name,
            attributes
                .Where(attribute => attribute.Value is not null)
                .Select(attribute => new XAttribute(attribute.Name, attribute.Value!)),
            content
        );

    /// <summary>Puts the content, which is on the grid, at a place of a picture.</summary>
    /// <param name="at">The place.</param>
    /// <param name="pixel">How many units of the grid are a pixel of the picture.</param>
    /// <param name="content">What is drawn.</param>
    public static XElement Placed((double X, double Y) at, double pixel, params IEnumerable<XElement> content) =>
        new(
            Svg + "g",
            new XAttribute(
                "transform",
                $"translate({Number(at.X)} {Number(at.Y)}) scale({(1 / pixel).ToString("0.######", CultureInfo.InvariantCulture)})"
            ),
            content
        );

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
