using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>A figure of a page names the address and the place in the API at which it stands (<c>data-from</c>). There is the same figure, and the link around it leads to as many rows.</summary>
internal sealed partial class PageFiguresTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        // A membership of an uncertain start makes a figure of what is possible.
        await server.WriteAsync(
            (
                """
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('pssbl-mbrsh', 'nanpud', @Vandu, '1997~/', '1997-01-01', '9999-12-31', '9999-12-31', '0001-01-01', 'inpud-article')
                """,
                new { Shipped.Vandu }
            )
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    private static IEnumerable<string> Addresses =>
        from page in PageAddress.Each.Concat([
            "/networks/lanpud",
            "/networks/nanpud",
            "/networks/africanpud",
            "/countries/ES",
            "/countries/CA",
            "/groups?network=any",
            "/groups?country=ES&certainty=certain",
            "/countries?remit=any&standing=constituent",
            "/countries?documentedBy=any",
        ])
        from asked in new[] { page, ReadOperation.With(page, "asOf", "2014-06-01"), ReadOperation.With(page, "lang", "fr") }
        select asked;

    [TestCaseSource(nameof(Addresses))]
    public async Task Figure_WhenItStandsOnAPage_IsThatOfTheApi(string address)
    {
        var page = await server.PageAsync(address);
        var language =
            page.Contains("lang=\"fr\"", StringComparison.Ordinal) && address.Contains("lang=fr", StringComparison.Ordinal) ? "fr" : "en";
        var figures = Figure().Matches(page).ToList();
        foreach (var figure in figures)
        {
            var from = WebUtility.HtmlDecode(figure.Groups["from"].Value).Split('#');
            var value = int.Parse(figure.Groups["value"].Value, CultureInfo.InvariantCulture);

            Assert.That(At(await server.JsonAsync(from[0]), from[1]), Is.EqualTo(value), figure.Value);
            Assert.That(
                WebUtility.HtmlDecode(figure.Groups["shown"].Value),
                Is.EqualTo(value.ToString("N0", new CultureInfo(language))),
                figure.Value
            );
            if (figure.Groups["rows"].Success)
            {
                Assert.That(await RowsAsync(WebUtility.HtmlDecode(figure.Groups["rows"].Value), from[1]), Is.EqualTo(value), figure.Value);
            }
        }

        Assert.That(
            figures,
            address.StartsWith("/people/", StringComparison.Ordinal)
            || address.StartsWith("/groups/", StringComparison.Ordinal)
            || address.StartsWith("/embed", StringComparison.Ordinal)
                ? Is.Empty
                : Is.Not.Empty
        );
        // Every number that is a figure says where it is from.
        Assert.That(Data().Count(page), Is.EqualTo(figures.Count));
    }

    [Test]
    public async Task Figure_WhenItIsPossible_StandsBesideTheCertainOnes()
    {
        var page = await server.PageAsync("/networks/nanpud");

        Assert.That(page, Does.Contain("#/items/0/memberGroups/possible").And.Contain(">possible<"));
        Assert.That(
            (await server.JsonAsync("/v1/coverage?network=nanpud"))
                .GetProperty("items")[0]
                .GetProperty("memberGroups")
                .GetProperty("possible")
                .GetInt32(),
            Is.EqualTo(1)
        );
    }

    /// <summary>How many rows the page of a list has, by its own figures. A remit counts those that are possible as well, since it says whom a network may admit; other figures count what is certain.</summary>
    private async Task<int> RowsAsync(string address, string counted)
    {
        var rows = await server.PageAsync(address);
        var figures = Figure()
            .Matches(rows)
            .ToDictionary(
                figure => figure.Groups["from"].Value.Split('/')[^1],
                figure => int.Parse(figure.Groups["value"].Value, CultureInfo.InvariantCulture)
            );
        return figures["certain"] + (counted.Contains("/remit", StringComparison.Ordinal) ? figures["possible"] : 0);
    }

    /// <summary>The number at a JSON Pointer (RFC 6901).</summary>
    private static int At(JsonElement answer, string pointer) =>
        pointer
            .Split('/')
            .Skip(1)
            .Aggregate(
                answer,
                (json, step) =>
                    json.ValueKind == JsonValueKind.Array ? json[int.Parse(step, CultureInfo.InvariantCulture)] : json.GetProperty(step)
            )
            .GetInt32();

    [GeneratedRegex(
        "(<a href=\"(?<rows>[^\"]+)\">)?<data value=\"(?<value>[0-9]+)\" data-from=\"(?<from>[^\"]+)\">(?<shown>[^<]+)</data>",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Figure();

    [GeneratedRegex("<data ")]
    private static partial Regex Data();
}
