using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>The map says what the API says, and anybody can read it.</summary>
internal sealed class CoverageMapTests : ReadingTests
{
    private const string Hostile = "<script>alert(1)</script>\" onload=\"alert(2)&amp;]]>";

    private static readonly string[] Days = ["", "&asOf=2025-09-01", "&asOf=2022-07-31", "&asOf=2011-01-01", "&asOf=1980-01-01"];

    /// <summary>Each network, all with a standing, and all.</summary>
    private async Task<IReadOnlyList<string>> QuestionsAsync() =>
        [
            "standing=constituent",
            "standing=board-represented",
            "standing=any",
            .. (await ItemsAsync("/v1/networks?standing=any", "id")).Select(network => $"network={network}"),
        ];

    [Test]
    public async Task Legend_WhenHeldAgainstTheFigures_HasThem()
    {
        foreach (var question in (await QuestionsAsync()).SelectMany(question => Days.Select(day => question + day)))
        {
            var map = await Server.PictureAsync($"/v1/coverage/map.svg?lang=en&{question}");
            var figures = await Server.JsonAsync($"/v1/coverage?{question}");
            var (documented, possible) = (map.Number("Countries documented by evidence"), map.Number("Countries possibly documented"));
            var elsewhere = map.Number(
                question.StartsWith("network", StringComparison.Ordinal)
                    ? "Outside the remit, not documented"
                    : "In no network's remit, not documented"
            );

            Assert.Multiple(() =>
            {
                Assert.That(
                    $"{documented} {possible}",
                    Is.EqualTo($"{Text(figures, "totals.documented.countries")} {Text(figures, "totals.documented.possible")}"),
                    question
                );
                Assert.That(map.Number("Countries in the remit in all").ToString(), Is.EqualTo(Text(figures, "totals.remit")), question);
                Assert.That(map.Lines(), Does.Contain($"As of {Text(figures, "asOf")}"), question);
                Assert.That(documented + possible + map.Number("In the remit, not documented") + elsewhere, Is.EqualTo(250), question);
            });
        }
    }

    [Test]
    public async Task Claim_WhenTheNetworkHasOne_IsThatOfTheFigures()
    {
        foreach (var day in Days)
        {
            foreach (var row in (await Server.JsonAsync($"/v1/coverage?standing=any{day}")).GetProperty("items").EnumerateArray())
            {
                var claimed = Text(row, "claimed") is null
                    ? null
                    : $"Countries claimed by the network itself: {Text(row, "claimed.countries")} ({Text(row, "claimed.asOf") ?? "undated"})";
                var lines = (await Server.PictureAsync($"/v1/coverage/map.svg?lang=en&network={Text(row, "network")}{day}")).Lines();

                Assert.That(
                    lines.FirstOrDefault(line => line.StartsWith("Countries claimed", StringComparison.Ordinal)),
                    Is.EqualTo(claimed)
                );
                Assert.That(string.Join(' ', lines), Does.StartWith($"Country coverage of {Text(row, "name")}"));
            }
        }
    }

    [TestCase("standing=constituent", "")]
    [TestCase("standing=any", "&asOf=2022-07-31")]
    [TestCase("network=euronpud", "")]
    [TestCase("network=lanpud", "&asOf=2022-07-31")]
    [TestCase("network=africanpud", "&asOf=1980-01-01")]
    public async Task Countries_WhenHeldAgainstTheLists_LookLikeWhatTheyAre(string question, string day)
    {
        var looks = (await Server.PictureAsync($"/v1/coverage/map.svg?{question}{day}")).Looks();
        var of = question.StartsWith("network=", StringComparison.Ordinal) ? question["network=".Length..] : $"any&{question}";
        var certain = await CodesAsync($"/v1/countries?documentedBy={of}&certainty=certain{day}");
        var possible = await CodesAsync($"/v1/countries?documentedBy={of}&certainty=possible{day}");
        var remit = await CodesAsync($"/v1/countries?remit={of}{day}");

        Assert.That(looks, Has.Count.EqualTo(250));
        Assert.Multiple(() =>
        {
            Assert.That(CodesOf("filled"), Is.EquivalentTo(certain));
            Assert.That(CodesOf("bars"), Is.EquivalentTo(possible));
            Assert.That(CodesOf("hatch"), Is.EquivalentTo(remit.Except(certain).Except(possible)));
            Assert.That(CodesOf("empty"), Is.EquivalentTo(looks.Keys.Except(certain).Except(possible).Except(remit)));
        });

        IEnumerable<string> CodesOf(string look) => looks.Where(country => country.Value == look).Select(country => country.Key);
    }

    [Test]
    public async Task Country_WhenPointedAt_HasItsNameAndItsStateInTheLanguage()
    {
        var all = await Server.PictureAsync("/v1/coverage/map.svg?lang=en");
        var kenya = await Server.JsonAsync("/v1/coverage/countries?limit=200&region=014");
        var remits = kenya
            .GetProperty("items")
            .EnumerateArray()
            .Single(row => Text(row, "country") == "KE")
            .GetProperty("remit")
            .GetInt32();
        var one = await Server.PictureAsync("/v1/coverage/map.svg?lang=fr&network=euronpud");

        Assert.Multiple(() =>
        {
            Assert.That(TitleOf(all, "KE"), Is.EqualTo($"Kenya: documented, networks with it in their remit: {remits}"));
            Assert.That(TitleOf(one, "ES"), Is.EqualTo("Espagne\u00a0: présence attestée"));
            Assert.That(TitleOf(one, "KE"), Is.EqualTo("Kenya\u00a0: hors du périmètre"));
        });

        static string TitleOf(XElement map, string code) =>
            map.Descendants()
                .Single(element => element.Attribute("id")?.Value == $"coverage-{code}")
                .Element(Pictures.Svg + "title")!
                .Value;
    }

    [TestCase("2022-07", "2022-07-31")]
    [TestCase("2022", "2022-12-31")]
    [TestCase("2026", "2026-01-15")]
    [TestCase("2026-01", "2026-01-15")]
    public async Task Map_WhenAskedOfAMonthOrAYear_IsThatOfItsLastDayUntilToday(string date, string day)
    {
        foreach (var picture in new[] { "map", "badge" })
        {
            var ofDate = await Server.TextAsync($"/v1/coverage/{picture}.svg?lang=es&network=lanpud&asOf={date}");

            Assert.That(ofDate, Is.EqualTo(await Server.TextAsync($"/v1/coverage/{picture}.svg?lang=es&network=lanpud&asOf={day}")));
            Assert.That(ofDate, Does.Contain(day));
        }
    }

    [TestCase("2022-13", "not-a-date")]
    [TestCase("2022-02-30", "not-a-date")]
    [TestCase("2022~", "not-a-date")]
    [TestCase("199X", "not-a-date")]
    [TestCase("July", "not-a-date")]
    [TestCase("2027", "in-the-future")]
    [TestCase("2026-02", "in-the-future")]
    [TestCase("2026-01-17", "in-the-future")]
    public async Task Map_WhenAskedOfNoPastDate_SaysWhatIsWrong(string date, string code)
    {
        using var response = await Server.GetAsync($"/v1/coverage/map.svg?asOf={date}");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(Text(problem, "errors.0.code"), Is.EqualTo(code), problem.GetRawText());
    }

    [Test]
    public async Task Map_WhenSentToAPage_IsSmall(
        [ValueSource(typeof(Languages), nameof(Languages.All))] string language,
        [Values("br", "gzip")] string encoding
    )
    {
        using var response = await Server.GetAsync(
            $"/v1/coverage/map.svg?lang={language}",
            ("Accept", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"),
            ("Accept-Encoding", encoding)
        );

        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo([encoding]));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/svg+xml"));
        Assert.That((await response.Content.ReadAsByteArrayAsync()).Length, Is.LessThan(60_000));
    }

    /// <summary>A browser that opens the picture by itself runs its style, and nothing else that stands in it.</summary>
    [Test]
    public async Task Style_WhenTheHeadersNameIt_IsTheOneOfThePicture(
        [Values("map", "badge")] string picture,
        [Values("", "?theme=light", "?theme=dark")] string theme
    )
    {
        using var response = await Server.GetAsync($"/v1/coverage/{picture}.svg{theme}");
        var style = (await Server.PictureAsync($"/v1/coverage/{picture}.svg{theme}")).Descendants(Pictures.Svg + "style").Single().Value;
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(policy, Does.Contain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'"));
        Assert.That(policy, Does.Contain("default-src 'none'").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
    }

    [Test]
    public async Task Picture_WhenNobodySeesIt_HasANameAndADescription([Values("map", "badge")] string kind)
    {
        var picture = await Server.PictureAsync($"/v1/coverage/{kind}.svg?network=lanpud&lang=en");

        Assert.That(picture.Attribute("role")?.Value, Is.EqualTo("img"));
        Assert.That(Named("aria-labelledby"), Does.Contain("1").Or.Contain("Latin American"));
        Assert.That(
            Named("aria-describedby"),
            kind == "map" ? Does.Contain("Countries documented by evidence: 1.") : Does.Contain("/v1/coverage")
        );

        string Named(string attribute) =>
            picture.Descendants().Single(element => element.Attribute("id")?.Value == picture.Attribute(attribute)!.Value).Value;
    }

    [Test]
    public async Task Map_WhenTheLanguageGoesFromRightToLeft_BeginsAtTheRight()
    {
        var lines = (await Server.PictureAsync("/v1/coverage/map.svg?lang=ar&layout=narrow")).Descendants(Pictures.Svg + "text").ToList();

        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines.Select(line => line.Attribute("direction")?.Value), Is.All.EqualTo("rtl"));
        Assert.That(lines.Select(line => double.Parse(line.Attribute("x")!.Value)), Is.All.GreaterThan(200));
    }

    [Test]
    public async Task Picture_WhenANameIsMarkup_ShowsItAsText([Values("map", "badge")] string kind)
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync(
            ("update networks set name = @Hostile, abbreviation = @Hostile where id = 'lanpud'", new { Hostile }),
            ("update country_names set name = @Hostile where country = 'AR'", new { Hostile })
        );
        var picture = await server.PictureAsync($"/v1/coverage/{kind}.svg?network=lanpud&lang=en");
        string[] known = ["svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text", "g", "circle"];

        Assert.That(string.Concat(picture.Lines()).Replace(" ", ""), Does.Contain(Hostile.Replace(" ", "")));
        Assert.That(picture.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct(), Is.SubsetOf(known));
        Assert.That(
            picture
                .DescendantsAndSelf()
                .Attributes()
                .Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)),
            Is.Empty
        );
        if (kind == "map")
        {
            Assert.That(picture.Descendants(Pictures.Svg + "title").Select(title => title.Value), Has.Some.StartsWith(Hostile));
        }
    }

    /// <summary>A picture asks nobody for anything, so that whoever looks at it is noted nowhere else.</summary>
    [Test]
    public async Task Picture_WhenRead_NamesNothingToBeLoaded([Values("map", "badge")] string kind)
    {
        var picture = await Server.PictureAsync($"/v1/coverage/{kind}.svg");
        var references = picture
            .DescendantsAndSelf()
            .Attributes()
            .Where(attribute => attribute.Value.Contains("://", StringComparison.Ordinal));

        Assert.That(references.Where(attribute => !attribute.IsNamespaceDeclaration), Is.Empty);
        Assert.That(picture.Descendants(Pictures.Svg + "style").Single().Value, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    private async Task<IReadOnlyList<string>> CodesAsync(string address)
    {
        var codes = new List<string>();
        for (string? after = ""; after is not null; )
        {
            var list = await Server.JsonAsync($"{address}&limit=200{after}");
            codes.AddRange(list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!));
            after = list.GetProperty("next") is { ValueKind: JsonValueKind.String } next ? $"&after={next.GetString()}" : null;
        }

        return codes;
    }
}
