using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>What pages are made of: names stay names, whatever letters they have; sources are cited; other programs find the same facts.</summary>
internal sealed class PageMarkupTests
{
    private const string Evil = "</script><script>alert(1)</script>\"onload='x' & <b>";
    private static readonly string[] WithGroup = ["/groups/vandu", "/groups", "/countries/CA", "/groups?q=script", "/networks/nanpud"];

    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync(
            ("update groups set name = @Evil, place = @Evil, involvement = @Evil where slug = 'vandu'", new { Evil }),
            ("update group_names set name = @Evil where group_id = @Vandu", new { Evil, Shipped.Vandu }),
            ("update people set name = @Evil where slug = 'olga-szubert'", new { Evil }),
            ("update networks set name = @Evil, abbreviation = @Evil, focus = @Evil where id = 'nanpud'", new { Evil }),
            ("update sources set title = @Evil, publisher = @Evil, note = @Evil where id = 'registry-curation'", new { Evil }),
            ("update milestones set title = @Evil, summary = @Evil where id = 'launch'", new { Evil }),
            (
                """
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id, locator, note)
                values ('evlxx-mbrsh', 'nanpud', @Vandu, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'inpud-article', @Evil, @Evil)
                """,
                new { Evil, Shipped.Vandu }
            )
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    private static IEnumerable<string> Addresses => PageAddress.Each.Concat(WithGroup).Distinct();

    [TestCaseSource(nameof(Addresses))]
    public async Task Name_WhenItHasMarkup_StandsAsText(string address)
    {
        var page = await server.PageAsync(address);
        var seen = Tags(page).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                seen.Where(tag => tag.StartsWith("<script", StringComparison.Ordinal) && tag != "<script type=\"application/ld+json\">"),
                Is.Empty
            );
            Assert.That(seen.Where(tag => Regex.IsMatch(tag, @"^<b>|\son[a-z]+=")), Is.Empty);
            Assert.That(page, Does.Not.Contain("alert(1)</script>"));
            Assert.That(Regex.Count(page, "</script>"), Is.EqualTo(Regex.Count(page, "<script ")));
        });
        if (WithGroup.Contains(address))
        {
            Assert.That(WebUtility.HtmlDecode(page), Does.Contain(Evil));
        }
    }

    [TestCase("/", "NGO")]
    [TestCase("/networks/nanpud", "Organization")]
    [TestCase("/groups/vandu", "Organization")]
    [TestCase("/people/olga-szubert", "Person")]
    public async Task LinkedData_WhenItStandsInAPage_IsThatOfTheApi(string address, string type)
    {
        var page = await server.PageAsync(address);
        var text = Regex.Match(page, "<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var data = JsonDocument.Parse(text).RootElement;
        using var same = await server.GetAsync(data.GetProperty("@id").GetString()!, ("Accept", "application/ld+json"));

        Assert.That(data.GetProperty("@type").GetString(), Is.EqualTo(type));
        Assert.That(text, Is.EqualTo(await same.Content.ReadAsStringAsync()));
    }

    /// <summary>Each thing that a page names is at its id, by the same name; each page names INPUD or an organisation that leads to it.</summary>
    [TestCaseSource(nameof(Addresses))]
    public async Task LinkedData_WhenAPageNamesThings_NamesThemAsTheApiDoes(string address)
    {
        var text = Regex.Match(await server.PageAsync(address), "<script type=\"application/ld\\+json\">(.*?)</script>").Groups[1].Value;
        var data = JsonDocument.Parse(text).RootElement;
        var things = data.TryGetProperty("@graph", out var graph) ? graph.EnumerateArray().ToList() : [data];

        Assert.That(data.GetProperty("@context").GetString(), Is.EqualTo("https://schema.org"));
        Assert.That(things, Is.Not.Empty);
        foreach (var thing in things)
        {
            using var same = await server.GetAsync(thing.GetProperty("@id").GetString()!, ("Accept", "application/ld+json"));
            var api = JsonDocument.Parse(await same.Content.ReadAsStringAsync()).RootElement;
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(thing.GetProperty("name").GetString(), Is.EqualTo(api.GetProperty("name").GetString()));
            Assert.That(thing.GetProperty("@type").GetString(), Is.EqualTo(api.GetProperty("@type").GetString()));
            if (thing.TryGetProperty("address", out var where))
            {
                Assert.That(where.ToString(), Is.EqualTo(api.GetProperty("address").ToString()));
            }
        }
    }

    /// <summary>A list of groups names each group that it shows, and the page of a country its groups and the networks that reach it.</summary>
    [TestCase("/groups?country=ES")]
    [TestCase("/countries/ES")]
    public async Task LinkedData_WhenAPageListsOrganisations_HasEachOfThem(string address)
    {
        var page = await server.PageAsync(address);
        var text = Regex.Match(page, "<script type=\"application/ld\\+json\">(.*?)</script>").Groups[1].Value;
        var named = JsonDocument
            .Parse(text)
            .RootElement.GetProperty("@graph")
            .EnumerateArray()
            .Select(thing => thing.GetProperty("@id").GetString()!)
            .ToList();
        var groups = (await server.JsonAsync("/v1/groups?country=ES"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(group => server.Whole($"/v1/groups/{group.GetProperty("id").GetString()}"))
            .ToList();

        Assert.That(groups, Has.Count.GreaterThan(1));
        Assert.That(named, Is.SupersetOf(groups));
        Assert.That(named.Contains(server.Whole("/v1/networks/euronpud")), Is.EqualTo(address == "/countries/ES"));
    }

    [TestCaseSource(typeof(PageAddress), nameof(PageAddress.Each))]
    public async Task Page_WhenOthersLookAtIt_SaysWhatItIs(string address)
    {
        var page = await server.PageAsync(address);
        var properties = Regex
            .Matches(page, "<meta property=\"(og:[a-z_]+)\" content=\"[^\"]+\" ?/?>")
            .Select(match => match.Groups[1].Value);
        var canonical = Regex.Match(page, "<link rel=\"canonical\" href=\"([^\"]+)\"").Groups[1].Value;

        Assert.Multiple(() =>
        {
            Assert.That(properties, Is.SupersetOf(new[] { "og:title", "og:type", "og:url", "og:site_name", "og:image" }));
            Assert.That(Regex.Count(page, "rel=\"alternate\" hreflang="), Is.EqualTo(7));
            Assert.That(
                WebUtility.HtmlDecode(page),
                Does.Contain($"type=\"application/atom+xml\" title=\"Feed of changes\" href=\"{server.Whole("/v1/changes.atom")}\"")
            );
            Assert.That(Regex.Count(page, "<h1[ >]"), Is.EqualTo(1));
            Assert.That(Regex.Match(page, "<title>([^<]+)</title>").Groups[1].Value, Does.EndWith("The INPUD registry"));
        });
        await server.PageAsync(canonical);
        using var picture = await server.GetAsync(
            WebUtility.HtmlDecode(Regex.Match(page, "\"og:image\" content=\"([^\"]+)\"").Groups[1].Value)
        );
        Assert.That(picture.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/svg+xml"));
    }

    /// <summary>Search engines show pages of the registry, and no page that answers somebody's question.</summary>
    [TestCaseSource(typeof(PageAddress), nameof(PageAddress.Each))]
    public async Task Page_WhenItAnswersASearch_IsKeptFromSearchEngines(string address) =>
        Assert.That(
            (await server.PageAsync(address)).Contains("<meta name=\"robots\" content=\"noindex\">", StringComparison.Ordinal),
            Is.EqualTo(address.StartsWith("/search", StringComparison.Ordinal))
        );

    /// <summary>Each number leads to a source, and each source is cited: with its title, and its address where it has one.</summary>
    [TestCaseSource(typeof(PageAddress), nameof(PageAddress.Each))]
    public async Task Source_WhenAFactNamesIt_StandsAmongTheReferences(string address)
    {
        var page = await server.PageAsync(address);
        var cited = Regex.Matches(page, "href=\"#(source-[0-9]+)\"").Select(match => match.Groups[1].Value).ToHashSet();
        var listed = Regex.Matches(page, "<li id=\"(source-[0-9]+)\">").Select(match => match.Groups[1].Value);

        Assert.That(listed, Is.EquivalentTo(cited));
        if (PageAddress.StatesFacts(address))
        {
            Assert.That(cited, Is.Not.Empty);
            Assert.That(page, Does.Contain("<cite><bdi>").And.Not.Contain("href=\"#\""));
        }
    }

    [Test]
    public async Task Command_WhenItIsPasted_AnswersTheCoverage()
    {
        var address = Regex.Match(WebUtility.HtmlDecode(await server.PageAsync("/")), "curl '([^']+)'").Groups[1].Value;

        Assert.That(
            (await server.JsonAsync(address)).GetProperty("totals").GetProperty("documented").GetProperty("countries").GetInt32(),
            Is.GreaterThan(0)
        );
    }

    [Test]
    public async Task Sitemap_WhenItIsFollowed_HasThePagesOfAllPublicRecordsAndNoOther()
    {
        XNamespace protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var addresses = new List<string>();
        foreach (var part in XDocument.Parse(await server.TextAsync("/sitemap.xml")).Descendants(protocol + "loc"))
        {
            addresses.AddRange(XDocument.Parse(await server.TextAsync(part.Value)).Descendants(protocol + "loc").Select(loc => loc.Value));
        }

        var groups = (await server.JsonAsync("/v1/groups?limit=200"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(group => server.Whole($"/groups/{group.GetProperty("slug").GetString()}"));
        Assert.That(addresses.Where(address => address.Contains("/groups/", StringComparison.Ordinal)), Is.EquivalentTo(groups));
        Assert.That(
            addresses,
            Is.Unique.And.SupersetOf(new[] { "/", "/networks/nanpud", "/people/olga-szubert", "/countries/XK" }.Select(server.Whole))
        );
        foreach (var address in addresses.Where(address => !address.Contains("/countries/", StringComparison.Ordinal)))
        {
            await server.PageAsync(address);
        }

        Assert.That(await server.TextAsync("/robots.txt"), Does.Contain($"Sitemap: {server.Whole("/sitemap.xml")}"));
    }

    /// <summary>Each answer that a browser shows or a reader of feeds reads, from the contract: pages, frames, pictures, the feed, the sitemap, linked data.</summary>
    [TestCaseSource(typeof(HostileNames), nameof(HostileNames.All))]
    public async Task Answer_WhenNamesAreHostile_HasThemAsText(string name)
    {
        await using var hostile = await RegistryServer.StartAsShippedAsync();
        await HostileNames.WriteAsync(hostile, name);
        var (shown, failed) = (0, new List<string>());
        foreach (var read in ReadOperation.Public)
        {
            foreach (
                var form in read.Forms.Where(form =>
                    form is "text/html" or "application/ld+json" || form.EndsWith("xml", StringComparison.Ordinal)
                )
            )
            {
                using var answer = await hostile.GetAsync(read.Address, ("Accept", form));
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    failed.Add($"{read.Address} {form} {answer.StatusCode}");
                    continue;
                }

                shown += Seen(Text(text, form)).Contains(Seen(name), StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.That(failed, Is.Empty);
        Assert.That(shown, Is.GreaterThan(10));
    }

    /// <summary>What a reader gets to see of an answer, which has no markup but the registry's own.</summary>
    private static string Text(string answer, string form)
    {
        switch (form)
        {
            case "application/ld+json":
                return string.Join('\n', StringsIn(JsonDocument.Parse(answer).RootElement));
            case "text/html":
                Assert.That(
                    Tags(answer).Where(tag => Regex.IsMatch(Regex.Replace(tag, "\"[^\"]*\"", ""), @"^<(b|i|script)>|\son[a-z]+=")),
                    Is.Empty,
                    answer
                );
                Assert.That(Regex.Count(answer, "</script>"), Is.EqualTo(Regex.Count(answer, "<script type=\"application/ld\\+json\">")));
                foreach (Match data in Regex.Matches(answer, "<script type=\"application/ld\\+json\">(.*?)</script>"))
                {
                    JsonDocument.Parse(data.Groups[1].Value);
                }

                return WebUtility.HtmlDecode(answer);
            default:
                var document = XDocument.Parse(answer);
                Assert.That(document.Descendants().Where(element => element.Name.LocalName is "script" or "b" or "i"), Is.Empty);
                Assert.That(
                    document
                        .Descendants()
                        .Attributes()
                        .Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)),
                    Is.Empty
                );
                return document.Root!.Value;
        }
    }

    private static IEnumerable<string> StringsIn(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => StringsIn(property.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(StringsIn),
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };

    /// <summary>What is seen of a text in a column that takes 50 letters, without the letters that are never seen.</summary>
    private static string Seen(string text) =>
        Regex.Replace(text, "[\\u202A-\\u202E\\u2066-\\u2069]", "") is var seen && seen.All(letter => letter == 'W') ? seen[..50] : seen;

    private static IEnumerable<string> Tags(string page) =>
        Regex.Matches(page, "<[a-zA-Z](\"[^\"]*\"|'[^']*'|[^>\"'])*>").Select(match => match.Value);
}
