using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>Reads pictures as a program reads them that knows XML alone.</summary>
internal static class Pictures
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static async Task<XElement> PictureAsync(this RegistryServer server, string address)
    {
        using var response = await server.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return XElement.Parse(text, LoadOptions.PreserveWhitespace);
    }

    /// <summary>The lines of text that one reads, from top to bottom.</summary>
    public static IReadOnlyList<string> Lines(this XElement picture) => [.. picture.Descendants(Svg + "text").Select(line => line.Value)];

    /// <summary>The number behind a text such as <c>Documented: 10</c>.</summary>
    public static int Number(this XElement picture, string text) =>
        int.Parse(
            Regex.Match(picture.Lines().Single(line => line.StartsWith($"{text}: ", StringComparison.Ordinal)), @": (\d+)").Groups[1].Value
        );

    /// <summary>The looks of each country that the map has, by its code.</summary>
    public static IReadOnlyDictionary<string, string> Looks(this XElement map) =>
        map.Descendants()
            .Where(element => element.Attribute("id")?.Value is { Length: 11 } id && id.StartsWith("coverage-", StringComparison.Ordinal))
            .ToDictionary(country => country.Attribute("id")!.Value[^2..], LookOf);

    private static string LookOf(XElement country)
    {
        var shape = country
            .Elements()
            .First(element => element.Attribute("class")?.Value.Contains("country", StringComparison.Ordinal) == true);
        return (shape.Attribute("fill")?.Value, shape.Attribute("class")!.Value) switch
        {
            ("url(#coverage-possible)", _) => "bars",
            ("url(#coverage-in-remit)", _) => "hatch",
            (null, var kind) when kind.Contains("documented", StringComparison.Ordinal) => "filled",
            (null, var kind) when kind.Contains("elsewhere", StringComparison.Ordinal) => "empty",
            var other => other.ToString(),
        };
    }
}
