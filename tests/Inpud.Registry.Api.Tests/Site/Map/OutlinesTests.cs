using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>The outlines that the program carries.</summary>
internal sealed class OutlinesTests
{
    private static readonly Outlines World = Outlines.All;

    [Test]
    public void Countries_WhenHeldAgainstTheReferenceData_AreAllOnTheMap()
    {
        var codes = File.ReadLines(Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped", "countries.csv"))
            .Skip(1)
            .Select(line => line.Split(',')[0]);

        Assert.That(World.Countries.Select(country => country.Code), Is.EqualTo(codes));
        Assert.That(World.Countries.Where(country => country.Path is null && country.Marker is null), Is.Empty);
    }

    /// <summary>48 square units are 12 pixels of a map that is 1200 pixels wide.</summary>
    [Test]
    public void Country_WhenItHasNoMarker_IsLargeEnoughToBeHit()
    {
        var large = World.Countries.Where(country => !country.IsSmall).ToList();

        Assert.That(large, Has.Count.GreaterThan(150));
        Assert.That(large.Where(country => AreaOf(country.Path!) < 48).Select(country => country.Code), Is.Empty);
    }

    [Test]
    public void Markers_WhenHeldAgainstEachOther_ShareNoPlace()
    {
        var markers = World.Countries.Where(country => country.IsSmall).ToList();
        var close =
            from one in markers
            from other in markers
            where string.CompareOrdinal(one.Code, other.Code) < 0
            // Whole numbers take away less than a unit.
            where Distance(one.Marker!, other.Marker!) < 2 * Outlines.MarkerRadius - 1
            select $"{one.Code} {other.Code}";

        Assert.That(markers.Select(country => country.Code), Is.SupersetOf(new[] { "BH", "MT", "SG", "TV", "KN", "VA", "CY" }));
        Assert.That(close, Is.Empty);
        Assert.That(
            markers.Where(country =>
                country.Marker![0] < Outlines.MarkerRadius / 2
                || country.Marker[0] > World.Width - Outlines.MarkerRadius / 2
                || country.Marker[1] < Outlines.MarkerRadius
                || country.Marker[1] > World.Height - Outlines.MarkerRadius
            ),
            Is.Empty
        );
    }

    /// <summary>Countries that everybody can find are where they are, so that no projection can be mistaken unseen.</summary>
    [TestCase("KE", 1360, 560)]
    [TestCase("BR", 690, 600)]
    [TestCase("MT", 1220, 275)]
    [TestCase("UA", 1290, 180)]
    public void Country_WhenLookedFor_IsWhereItIs(string code, int x, int y)
    {
        var country = World.Countries.Single(country => country.Code == code);
        var at = country.Place ?? country.Marker ?? [.. PointsOf(country.Path!).First()];

        Assert.That(Distance(at, [x, y]), Is.LessThan(110), string.Join(',', at));
    }

    private static double Distance(IReadOnlyList<int> one, IReadOnlyList<int> other) => double.Hypot(one[0] - other[0], one[1] - other[1]);

    private static double AreaOf(string path) => RingsOf(path).Sum(AreaOf);

    private static double AreaOf(List<int[]> ring) =>
        Math.Abs(ring.Zip([.. ring.Skip(1), ring[0]], (from, to) => from[0] * to[1] - from[1] * to[0]).Sum()) / 2.0;

    private static IEnumerable<int[]> PointsOf(string path) => RingsOf(path).SelectMany(ring => ring);

    /// <summary>Reads the few commands that the script writes: relative lines, across and down ones, and the end of a ring.</summary>
    private static IEnumerable<List<int[]>> RingsOf(string path)
    {
        var (x, y, startX, startY) = (0, 0, 0, 0);
        var ring = new List<int[]>();
        foreach (Match command in Regex.Matches(path, "([mlhvz])([^mlhvz]*)"))
        {
            var numbers = Regex
                .Matches(command.Groups[2].Value, "-?[0-9]+")
                .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))
                .ToList();
            switch (command.Groups[1].Value)
            {
                case "z":
                    yield return ring;
                    (ring, x, y) = ([], startX, startY);
                    break;
                case "h":
                    numbers.ForEach(dx => ring.Add([x += dx, y]));
                    break;
                case "v":
                    numbers.ForEach(dy => ring.Add([x, y += dy]));
                    break;
                case var line:
                    for (var i = 0; i < numbers.Count; i += 2)
                    {
                        ring.Add([x += numbers[i], y += numbers[i + 1]]);
                        if (line == "m" && i == 0)
                        {
                            (startX, startY) = (x, y);
                        }
                    }

                    break;
            }
        }
    }
}
