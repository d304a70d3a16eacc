using System.Xml.Linq;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The map as a picture of its own, with its title, its legend, its day and its source, so that it says all of it wherever somebody puts it.</summary>
internal sealed record MapPicture(CoverageMap Map, MapLayout Layout, string? Theme) : IPicture
{
    public static string ContentType => AnswerForm.Svg;

    public static string Example =>
        """
            <svg xmlns="http://www.w3.org/2000/svg" class="coverage-map" role="img" viewBox="0 0 1200 780" width="1200" height="780" lang="en">
              <title>Country coverage of Latin American Network of People who Use Drugs</title>
              <path class="country documented" d="M668 802l5 1 3 7z"/>
            </svg>
            """;

    public byte[] ToBytes() => SvgText.Write(Draw());

    private XElement Draw()
    {
        var legend = new CoverageLegend(Map);
        var world = Outlines.All;
        var pixel = world.Width / Layout.Width;
        var drawing = new MapDrawing(Map, pixel, addressOf: null);
        var page = new TextColumn(Layout.Width, Layout.Margin, Map.Texts.IsRightToLeft);
        var parts = new List<XElement>();
        parts.AddRange(page.Lines(legend.Title, Layout.TitleSize, isBold: true));
        parts.AddRange(page.Lines(legend.AsOf, Layout.TextSize));
        page.Skip(Layout.TextSize / 2);
        parts.Add(MapDrawing.Placed((0, page.Y), pixel, drawing.World()));
        page.Skip(world.Height / pixel + Layout.TextSize / 2);
        parts.AddRange(LegendLines(page, legend));
        page.Skip(Layout.NoteSize / 2);
        parts.AddRange(legend.Notes.SelectMany(note => page.Lines(note, Layout.NoteSize)));
        page.Skip(Layout.Margin / 2);
        return SvgText.Picture(
            Map.Texts,
            (Layout.Width, Math.Ceiling(page.Y)),
            "coverage-map",
            $"{legend.Title}. {legend.AsOf}",
            legend.Description,
            [
                new XElement(MapDrawing.Svg + "style", MapStyle.Of(Theme)),
                drawing.Patterns(),
                MapDrawing.Element("rect", ("class", "paper"), ("width", "100%"), ("height", "100%")),
                .. parts,
            ]
        );
    }

    /// <summary>The lines of the legend, column by column, each with what it explains in front.</summary>
    private List<XElement> LegendLines(TextColumn page, CoverageLegend legend)
    {
        var lines = legend.Lines;
        var rows = (lines.Count + Layout.Columns - 1) / Layout.Columns;
        var width = (Layout.Width - 2 * Layout.Margin) / Layout.Columns;
        var swatch = (Width: Layout.TextSize * 1.8, Height: Layout.TextSize * 1.1);
        var parts = new List<XElement>();
        var top = page.Y;
        var bottom = top;
        for (var column = 0; column < Layout.Columns; column++)
        {
            page.MoveTo(top);
            foreach (var line in lines.Skip(column * rows).Take(rows))
            {
                var start = Layout.Margin + column * width;
                var indent = line.State is null ? 0 : swatch.Width + Layout.TextSize / 2;
                if (line.State is { } state)
                {
                    var x = Map.Texts.IsRightToLeft ? Layout.Width - start - swatch.Width : start;
                    parts.Add(SwatchOf(state, (x, page.Y + Layout.TextSize * 0.3), swatch));
                }

                parts.AddRange(
                    page.Lines(line.Text, Layout.TextSize, indent: start - Layout.Margin + indent, width: width - indent - Layout.TextSize)
                );
                page.Skip(Layout.TextSize * 0.15);
            }

            bottom = Math.Max(bottom, page.Y);
        }

        page.MoveTo(bottom);
        return parts;
    }

    /// <summary>The swatch stands on the scale of the map, so that its pattern is that of the countries.</summary>
    private XElement SwatchOf(CountryState state, (double X, double Y) at, (double Width, double Height) size)
    {
        var pixel = Outlines.All.Width / Layout.Width;
        return MapDrawing.Placed(at, pixel, MapDrawing.Swatch(state, 0, 0, size.Width * pixel, size.Height * pixel, pixel));
    }
}

/// <summary>The measures of a picture, in its own units: a unit is a pixel where the picture is shown at its own width.</summary>
internal sealed record MapLayout(double Width, double Margin, double TitleSize, double TextSize, double NoteSize, int Columns)
{
    public static MapLayout Wide { get; } = new(1200, 24, 26, 18, 14, 2);

    /// <summary>For a telephone: the texts are as large beside the map as they have to be on 320 pixels.</summary>
    public static MapLayout Narrow { get; } = new(400, 14, 18, 15, 13, 1);

    public static readonly IReadOnlyList<string> Names = ["wide", "narrow"];

    public static MapLayout Of(string? name) => name == "narrow" ? Narrow : Wide;
}
