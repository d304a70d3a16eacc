using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Site.Map;

namespace Inpud.Registry.Api.Tests.Site.Embed;

/// <summary>What other sites embed says what the API says, and nothing else of the registry stands in a frame.</summary>
internal sealed class EmbedTests : ReadingTests
{
    private const string Hostile = "<script>alert(1)</script>\" onload=\"alert(2)";

    private static IEnumerable<string> Frames => ReadOperation.Public.Where(read => IsFrame(read.Template)).Select(read => read.Address);

    private static IEnumerable<string> Others => ReadOperation.Public.Where(read => !IsFrame(read.Template)).Select(read => read.Address);

    [TestCaseSource(nameof(Frames))]
    public async Task Frame_WhenAnotherSiteAsksForIt_MayStandThereAndRunsNothing(string address)
    {
        using var answer = await Server.GetAsync(address, PageAddress.Browser);
        var text = await answer.Content.ReadAsStringAsync();
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(policy, Does.Contain("frame-ancestors *").And.Contain("default-src 'none'"));
            Assert.That(policy, Does.Not.Contain("script-src").And.Not.Contain("unsafe"));
            Assert.That(answer.Headers.Contains("X-Frame-Options"), Is.False);
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(text, Does.Not.Contain("<script").And.Not.Contain(" style=").And.Contain("<base target=\"_blank\">"));
        });
    }

    [TestCaseSource(nameof(Others))]
    public async Task Answer_WhenItIsNoFrame_StandsOnNoOtherSite(string address)
    {
        using var answer = await Server.GetAsync(address, PageAddress.Browser);

        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
        Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(["DENY"]));
    }

    /// <summary>Another writing of the address is another page, or none.</summary>
    [TestCase("/Embed")]
    [TestCase("/embed/")]
    [TestCase("/embed/nothing")]
    [TestCase("/embedded")]
    public async Task Answer_WhenTheAddressIsLikeAFrames_GivesNoPageAway(string address)
    {
        using var answer = await Server.GetAsync(address, PageAddress.Browser);
        var mayStandElsewhere = answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .Contains("frame-ancestors *", StringComparison.Ordinal);

        Assert.That(mayStandElsewhere && answer.IsSuccessStatusCode, Is.False);
    }

    [TestCase("?lang=en")]
    [TestCase("?lang=es&network=lanpud&asOf=2022-07")]
    [TestCase("?lang=ar&standing=any&asOf=1980")]
    public async Task Map_WhenItStandsInAFrame_HasTheLegendAndTheLooksOfThePicture(string question)
    {
        var page = await Server.PageAsync($"/embed/map{question}");
        var picture = await Server.PictureAsync($"/v1/coverage/map.svg{question}");
        var map = XElement.Parse(Regex.Match(page, "<svg.*?</svg>", RegexOptions.Singleline).Value);
        var legend = Regex
            .Matches(page, "<li>.*?<span>(.*?)</span></li>", RegexOptions.Singleline)
            .Select(line => WebUtility.HtmlDecode(line.Groups[1].Value))
            .ToList();

        Assert.That(legend, Has.Count.GreaterThan(4));
        Assert.That(legend, Is.SubsetOf(picture.Lines()));
        Assert.That(map.Looks(), Is.EqualTo(picture.Looks()));
    }

    [Test]
    public async Task Country_WhenItStandsInAFrame_LeadsToItsPageInTheLanguage()
    {
        var page = await Server.PageAsync("/embed/map?lang=fr");
        var map = XElement.Parse(Regex.Match(page, "<svg.*?</svg>", RegexOptions.Singleline).Value);
        var links = map.Elements(Pictures.Svg + "a").ToList();

        Assert.That(links, Has.Count.EqualTo(250));
        Assert.That(
            links.Select(link => link.Attribute("href")!.Value),
            Is.EquivalentTo(links.Select(link => Server.Whole($"/countries/{link.Attribute("id")!.Value[^2..]}?lang=fr")))
        );
        Assert.That(
            links.Select(link => link.Attribute("aria-label")!.Value),
            Is.EqualTo(links.Select(link => link.Element(Pictures.Svg + "title")!.Value))
        );
        Assert.That(map.Attribute("role")!.Value, Is.EqualTo("group"), "nobody reaches what is inside of an image");
        await Server.PageAsync(links[0].Attribute("href")!.Value);
    }

    [TestCase("euronpud", "")]
    [TestCase("lanpud", "?asOf=2022-07-31&lang=ru")]
    [TestCase("africanpud", "?asOf=1980-01-01")]
    public async Task Card_WhenItStandsInAFrame_HasTheFiguresOfTheApi(string network, string question)
    {
        var page = await Server.PageAsync($"/embed/networks/{network}{question}");
        var figures = Regex.Matches(page, "<data value=\"([0-9]+)\" data-from=\"([^\"#]+)#/([^\"]+)\">").ToList();
        foreach (var figure in figures)
        {
            var answer = await Server.JsonAsync(WebUtility.HtmlDecode(figure.Groups[2].Value));

            Assert.That(Text(answer, figure.Groups[3].Value.Replace('/', '.')), Is.EqualTo(figure.Groups[1].Value), figure.Value);
        }

        var rows = await Server.JsonAsync($"/v1/coverage?network={network}{question.Replace('?', '&').Replace("&lang=ru", "")}");
        Assert.That(figures, rows.GetProperty("total").GetInt32() == 0 ? Is.Empty : Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task Figure_WhenItStandsInAFrame_IsTheTextOfTheBadge()
    {
        var page = WebUtility.HtmlDecode(await Server.PageAsync("/embed/figure?network=lanpud&asOf=2022-07&lang=es"));
        var badge = await Server.PictureAsync("/v1/coverage/badge.svg?network=lanpud&asOf=2022-07&lang=es");

        Assert.That(page, Does.Contain($"<bdi>{badge.Lines()[0]}</bdi></a> <span>{badge.Lines()[1]}</span>"));
    }

    [Test]
    public async Task Card_WhenTheAddressIsAFormerOne_LeadsToThatOfToday()
    {
        using var moved = await Server.GetAsync("/embed/networks/anpud?lang=fr", PageAddress.Browser);
        using var none = await Server.GetAsync("/embed/networks/nobody", PageAddress.Browser);

        Assert.That(moved.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
        Assert.That(moved.Headers.Location?.OriginalString, Is.EqualTo("/embed/networks/napud?lang=fr"));
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    /// <summary>The form sends all of its fields, so that each of its choices has to be one that the page takes.</summary>
    [Test]
    public async Task Snippet_WhenItIsMadeOfAnyChoice_HasTwoLinesWhoseAddressesAnswer()
    {
        var form = await Server.PageAsync("/embed");
        var fields = Regex
            .Matches(form, "<select name=\"([a-z]+)\">(.*?)</select>", RegexOptions.Singleline)
            .ToDictionary(
                field => field.Groups[1].Value,
                field =>
                    Regex.Matches(field.Groups[2].Value, "<option value=\"([^\"]*)\"").Select(option => option.Groups[1].Value).ToList()
            );
        Assert.That(fields.Keys, Is.EqualTo(["what", "network", "lang"]));
        Assert.That(fields["lang"], Is.EquivalentTo(Languages.All));
        Assert.That(fields["network"], Has.Count.GreaterThan(5));
        // A map takes longest to draw, and that of each network has a test of its own.
        foreach (
            var (what, network) in from what in fields["what"]
            from network in what == "map" ? fields["network"].Take(3) : fields["network"]
            select (what, network)
        )
        {
            var page = await Server.PageAsync($"/embed?what={what}{(network.Length > 0 ? $"&network={network}" : "")}&lang=es");
            var snippet = WebUtility.HtmlDecode(Regex.Match(page, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value);
            if ((what, network) == ("card", ""))
            {
                Assert.That(snippet, Is.Empty);
                continue;
            }

            var addresses = Regex
                .Matches(snippet, "(?:src|href)=\"([^\"]+)\"")
                .Select(address => WebUtility.HtmlDecode(address.Groups[1].Value))
                .ToList();
            Assert.That(snippet.Split('\n'), Has.Length.EqualTo(2));
            Assert.That(addresses, Has.Count.EqualTo(2));
            Assert.That(WebUtility.HtmlDecode(page), Does.Contain($"src=\"{addresses[0]}\""), "the preview is of the snippet");
            foreach (var address in addresses)
            {
                using var answer = await Server.GetAsync(address, ("Accept", "*/*"));
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            }
        }
    }

    /// <summary>A form sends its empty fields, too. The address that somebody keeps has none.</summary>
    [TestCase("/embed?what=map&network=&lang=fr&asOf=", "/embed?what=map&lang=fr")]
    [TestCase("/embed?what=card&network=lanpud&lang=fr&asOf=", "/embed?what=card&network=lanpud&lang=fr")]
    [TestCase("/embed?network=&asOf=", "/embed")]
    public async Task Form_WhenFieldsAreEmpty_LeadsToTheAddressWithoutThem(string sent, string clean)
    {
        using var answer = await Server.GetAsync(sent, PageAddress.Browser);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(clean));
        await Server.PageAsync(clean);
    }

    [TestCase("/embed?asOf=&nothing=", "invalid-request")]
    [TestCase("/embed?asOf=&asOf=", "repeated-parameter")]
    [TestCase("/embed/map?asOf=", "invalid-request")]
    [TestCase("/embed?asOf=2022-13-01", "invalid-request")]
    public async Task Form_WhenItIsNotTheOneThatSends_IsToldItsMistake(string sent, string code)
    {
        using var answer = await Server.GetAsync(sent, ("Accept", "*/*"));

        await RegistryServer.ProblemAsync(answer, HttpStatusCode.BadRequest, code);
    }

    /// <summary>The day is in each line that shows something, and the field has it still.</summary>
    [TestCase("map")]
    [TestCase("card")]
    [TestCase("figure")]
    public async Task Snippet_WhenADayIsChosen_ShowsThatDay(string what)
    {
        var page = await Server.PageAsync($"/embed?what={what}&network=lanpud&asOf=2022-07-31&lang=en");
        var snippet = WebUtility.HtmlDecode(Regex.Match(page, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value);
        var shown = WebUtility.HtmlDecode(Regex.Match(snippet, "src=\"([^\"]+)\"").Groups[1].Value);

        Assert.That(page, Does.Contain("type=\"date\" name=\"asOf\" value=\"2022-07-31\" max=\"2026-01-15\""));
        Assert.That(await Server.TextAsync(shown), Does.Contain("2022-07-31"));
    }

    [Test]
    public async Task Name_WhenItIsMarkup_StandsAsText()
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync(
            ("update networks set name = @Hostile, abbreviation = @Hostile where id = 'lanpud'", new { Hostile }),
            ("update country_names set name = @Hostile where country = 'AR'", new { Hostile })
        );
        foreach (
            var address in new[]
            {
                "/embed?network=lanpud",
                "/embed?network=lanpud&what=figure",
                "/embed/map?network=lanpud",
                "/embed/networks/lanpud",
                "/embed/figure?network=lanpud",
            }
        )
        {
            var page = await server.PageAsync(address);
            var snippet = WebUtility.HtmlDecode(Regex.Match(page, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value);

            Assert.That(WebUtility.HtmlDecode(page), Does.Contain(Hostile));
            foreach (var markup in new[] { page, snippet })
            {
                var tags = Regex.Matches(markup, "<[a-zA-Z](\"[^\"]*\"|'[^']*'|[^>\"'])*>").Select(tag => tag.Value).ToList();
                Assert.That(tags.Where(tag => tag.StartsWith("<script>", StringComparison.Ordinal)), Is.Empty);
                Assert.That(tags.Where(tag => Regex.IsMatch(Regex.Replace(tag, "\"[^\"]*\"", ""), @"\son[a-z]+=")), Is.Empty);
            }
        }
    }

    private static bool IsFrame(string template) => template.StartsWith("/embed/", StringComparison.Ordinal);
}
