using System.Globalization;
using System.Text;

namespace Inpud.Registry.Benchmarks.Reports;

/// <summary>Draws the rates of the loads over the size of the registry, both in powers of ten.</summary>
internal static class GrowthPlot
{
    private const int Width = 930;
    private const int Height = 520;
    private const int Left = 80;
    private const int Right = 280;
    private const int Top = 30;
    private const int Bottom = 60;

    /// <summary>Colours that colour-blind readers tell apart (Okabe and Ito); dashes tell further lines apart.</summary>
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
    private static readonly string[] Dashes = ["", "6 4", "2 3"];

    public static string Draw(IReadOnlyList<GrowthPoint> points)
    {
        var svg = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
                <title>Answers in a second of each load, over the groups in the registry</title>
                <rect width="{Width}" height="{Height}" fill="#ffffff"/>

                """
            )
        );
        if (points.Count > 0)
        {
            DrawLines(svg, points);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawLines(StringBuilder svg, IReadOnlyList<GrowthPoint> points)
    {
        var (x0, x1) = PowersOf(points.Select(point => (double)point.Groups));
        var (y0, y1) = PowersOf(points.Select(point => point.Rate));
        for (var power = x0; power <= x1; power++)
        {
            var x = X(Math.Pow(10, power));
            Line(svg, x, Top, x, Height - Bottom);
            Text(svg, x, Height - Bottom + 18, "middle", Math.Pow(10, power).ToString("N0", CultureInfo.InvariantCulture));
        }

        for (var power = y0; power <= y1; power++)
        {
            var y = Y(Math.Pow(10, power));
            Line(svg, Left, y, Width - Right, y);
            Text(svg, Left - 8, y + 4, "end", Math.Pow(10, power).ToString("#,0.###", CultureInfo.InvariantCulture));
        }

        Text(svg, (Left + Width - Right) / 2, Height - 15, "middle", "groups in the registry");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text transform=\"translate(18 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">answers in a second</text>\n"
        );
        foreach (var (load, i) in points.GroupBy(point => point.Load).Select((load, i) => (load, i)))
        {
            var style =
                $"stroke=\"{Colours[i % Colours.Length]}\" stroke-width=\"2\" stroke-dasharray=\"{Dashes[i / Colours.Length % Dashes.Length]}\"";
            var path = string.Join(' ', load.Select(point => Pair(X(point.Groups), Y(point.Rate))));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" {style} points=\"{path}\"/>\n");
            foreach (var point in load)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<circle cx=\"{X(point.Groups):F1}\" cy=\"{Y(point.Rate):F1}\" r=\"3\" fill=\"{Colours[i % Colours.Length]}\"/>\n"
                );
            }

            var y = Top + (i * 18);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{Width - Right + 20}\" y1=\"{y}\" x2=\"{Width - Right + 50}\" y2=\"{y}\" {style}/>\n"
            );
            Text(svg, Width - Right + 56, y + 4, "start", load.Key);
        }

        double X(double groups) => Left + ((Math.Log10(groups) - x0) / Math.Max(x1 - x0, 1) * (Width - Left - Right));
        double Y(double rate) => Height - Bottom - ((Math.Log10(rate) - y0) / Math.Max(y1 - y0, 1) * (Height - Top - Bottom));
    }

    private static (int Least, int Most) PowersOf(IEnumerable<double> numbers)
    {
        var all = numbers.Select(number => Math.Log10(Math.Max(number, 1e-3))).ToList();
        return ((int)Math.Floor(all.Min()), (int)Math.Ceiling(all.Max()));
    }

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:F1},{y:F1}");

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"#dddddd\"/>\n"
        );

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</text>\n"
        );
}
