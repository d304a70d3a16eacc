using System.Xml.Linq;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The map as a part of a page: each country is a link that a keyboard reaches. Title, legend and source are the page's, since its texts can be as large as the reader needs.</summary>
/// <remarks>The page allows the style in its headers by <see cref="MapStyle.OfPage"/>. It has the map once, because its patterns have ids.</remarks>
internal static class MapMarkup
{
    /// <summary>The width at which the lines of the map are as wide as they are meant to be, in pixels.</summary>
    private const double UsualWidth = 1200;

    /// <param name="map">What the map shows.</param>
    /// <param name="addressOf">The address of a country's page, by its alpha-2 code.</param>
    /// <param name="isInFrame">Whether the page stands on other sites, so that its links open a page of their own. The <c>base</c> of a page says nothing to links of SVG.</param>
    public static string WithLinks(CoverageMap map, Func<string, string> addressOf, bool isInFrame = false)
    {
        var legend = new CoverageLegend(map);
        var world = Outlines.All;
        var drawing = new MapDrawing(map, world.Width / UsualWidth, addressOf, isInFrame ? "_blank" : null);
        return SvgText.TextOf(
            new XElement(
                MapDrawing.Svg + "svg",
                new XAttribute("class", "coverage-map"),
                // Not an image, whose parts nobody could reach.
                new XAttribute("role", "group"),
                new XAttribute("aria-label", $"{legend.Title}. {legend.Description}"),
                new XAttribute("viewBox", $"0 0 {world.Width} {world.Height}"),
                new XElement(MapDrawing.Svg + "style", MapStyle.Of(null)),
                drawing.Patterns(),
                drawing.World()
            )
        );
    }

    /// <summary>What stands before a line of the legend: a rectangle that looks like the countries in the state, on a page that has the map.</summary>
    public static string Swatch(CountryState state)
    {
        var pixel = Outlines.All.Width / UsualWidth;
        return SvgText.TextOf(
            new XElement(
                MapDrawing.Svg + "svg",
                new XAttribute("class", "coverage-map swatch"),
                new XAttribute("aria-hidden", "true"),
                new XAttribute("viewBox", $"0 0 {MapDrawing.Number(32 * pixel)} {MapDrawing.Number(20 * pixel)}"),
                new XAttribute("width", "32"),
                new XAttribute("height", "20"),
                MapDrawing.Swatch(state, pixel, pixel, 30 * pixel, 18 * pixel, pixel)
            )
        );
    }
}
