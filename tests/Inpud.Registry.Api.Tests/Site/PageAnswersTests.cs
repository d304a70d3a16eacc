using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>A browser is led to pages, and told of its mistakes on pages. A program gets data at the same addresses, as before.</summary>
internal sealed class PageAnswersTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync(
            (
                "insert into group_names (group_id, name, name_key, kind, slug, source_id) values (@Vandu, 'Before', 'before', 'former', 'before', 'inpud-article')",
                new { Shipped.Vandu }
            ),
            (
                """
                insert into groups (id, slug, name, name_key, country, visibility, kept_by, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('hdden-grpsx', 'umoja', 'Umoja', 'umoja', 'FR', 'private', 'euronpud', '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31', 'inpud-article')
                """,
                null
            )
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("/v1/inpud", "/")]
    [TestCase("/v1/networks/euronpud", "/networks/euronpud")]
    [TestCase("/v1/groups/vandu?asOf=2020-01-01", "/groups/vandu?asOf=2020-01-01")]
    [TestCase("/v1/people/olga-szubert", "/people/olga-szubert")]
    [TestCase("/v1/countries/KE?lang=fr", "/countries/KE?lang=fr")]
    public async Task Record_WhenABrowserAsks_LeadsToItsPage(string address, string page)
    {
        using var led = await server.GetAsync(address, PageAddress.Browser);
        using var data = await server.GetAsync(address, ("Accept", "*/*"));
        using var linked = await server.GetAsync(address, ("Accept", "application/json,text/html;q=0.9"));

        Assert.Multiple(() =>
        {
            Assert.That(led.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(led.Headers.Location?.OriginalString, Is.EqualTo(page));
            Assert.That(led.Headers.Vary, Does.Contain("Accept"));
            Assert.That(data.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            Assert.That(linked.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        });
        await server.PageAsync(page);
    }

    /// <summary>Each record that has a page is led to it, and no list is.</summary>
    [Test]
    public void Contract_WhenItNamesThePagesOfRecords_NamesAddressesOfPages()
    {
        var led = ReadOperation
            .All.Select(read =>
                Regex.Match(read.Operation.TryGetProperty("description", out var text) ? text.GetString()! : "", "is led to `([^`]+)`")
            )
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        Assert.That(led, Is.EquivalentTo(["/", "/networks/{network}", "/groups/{group}", "/people/{person}", "/countries/{code}"]));
        Assert.That(led, Is.SubsetOf(ReadOperation.All.Select(read => read.Template)));
    }

    [TestCase("/networks/anpud?lang=fr", "/networks/napud?lang=fr")]
    [TestCase("/groups/before", "/groups/vandu")]
    public async Task Page_WhenTheAddressIsAFormerOne_LeadsToThatOfToday(string address, string current)
    {
        using var moved = await server.GetAsync(address, PageAddress.Browser);

        Assert.That(moved.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
        Assert.That(moved.Headers.Location?.OriginalString, Is.EqualTo(current));
    }

    [TestCase("/groups/{0}", "hdden-grpsx", "nbdyx-hsthx")]
    [TestCase("/groups/{0}", "umoja", "umoxa")]
    [TestCase("/groups/{0}?lang=ar", "umoja", "umoxa")]
    public async Task Page_WhenTheGroupIsHidden_IsThatOfNone(string address, string hidden, string absent)
    {
        using var one = await server.GetAsync(string.Format(address, hidden), PageAddress.Browser);
        using var other = await server.GetAsync(string.Format(address, absent), PageAddress.Browser);
        var text = await one.Content.ReadAsStringAsync();

        Assert.That(one.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(text.Replace(hidden, absent, StringComparison.Ordinal), Is.EqualTo(await other.Content.ReadAsStringAsync()));
        Assert.That(text, Does.Contain("<code>not-found</code>").And.Contain($"There is no group with the slug or id"));
        Assert.That(HeadersOf(one), Is.EqualTo(HeadersOf(other)));
    }

    [TestCase("/networks/euronpud?lng=fr", HttpStatusCode.BadRequest, "unknown-parameter", "Did you mean 'lang'?")]
    [TestCase("/?asof=2020-01-01", HttpStatusCode.BadRequest, "unknown-parameter", "Did you mean 'asOf'?")]
    [TestCase("/countries/KE?lang=tlh", HttpStatusCode.BadRequest, "invalid-request", "none of the values")]
    [TestCase("/groups?sort=size&certainty=maybe", HttpStatusCode.BadRequest, "invalid-request", "<code>certainty</code>")]
    [TestCase("/v1/networks/nobody", HttpStatusCode.SeeOther, "", "")]
    [TestCase("/networks/nobody", HttpStatusCode.NotFound, "not-found", "There is no network")]
    [TestCase("/nowhere", HttpStatusCode.NotFound, "not-found", "")]
    [TestCase("/v1/networks?standing=x", HttpStatusCode.BadRequest, "invalid-request", "none of the values")]
    public async Task Mistake_WhenABrowserMakesIt_IsToldOnAPageInTheSameWords(
        string address,
        HttpStatusCode status,
        string code,
        string words
    )
    {
        using var page = await server.GetAsync(address, PageAddress.Browser);
        using var data = await server.GetAsync(address, ("Accept", "*/*"));
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.That(page.StatusCode, Is.EqualTo(status));
        if (status == HttpStatusCode.SeeOther)
        {
            return;
        }

        var problem = await RegistryServer.ProblemAsync(data, status, code);
        Assert.Multiple(() =>
        {
            Assert.That(page.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
            Assert.That(page.Content.Headers.ContentLanguage, Is.EqualTo(["en"]));
            Assert.That(page.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(
                text,
                Does.Contain(words).And.Contain(problem.GetProperty("title").GetString()).And.Contain($"<code>{code}</code>")
            );
            Assert.That(text, Does.Contain(problem.GetProperty("detail").GetString()));
        });
    }

    [TestCase("text/html")]
    [TestCase("text/html;q=0.9,application/problem+json;q=0.1")]
    public async Task Refusal_WhenNothingButAPageIsAccepted_IsAPage(string accept)
    {
        using var response = await server.GetAsync("/v1/networks", ("Accept", accept));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotAcceptable));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("text/csv"));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
    }

    [TestCaseSource(typeof(PageAddress), nameof(PageAddress.Each))]
    public async Task Page_WhenAProgramAsks_IsRefusedOrHasData(string address)
    {
        using var response = await server.GetAsync(address, ("Accept", "application/json"));

        Assert.That(response.StatusCode, Is.EqualTo(address is "/" ? HttpStatusCode.OK : HttpStatusCode.NotAcceptable));
    }

    [TestCaseSource(typeof(PageAddress), nameof(PageAddress.Each))]
    public async Task Page_WhenItIsAnswered_IsSafeAndMayBeKept(string address)
    {
        using var page = await server.GetAsync(address, PageAddress.Browser);
        using var again = await server.GetAsync(address, PageAddress.Browser, ("If-None-Match", page.Headers.ETag!.ToString()));
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Multiple(() =>
        {
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(page.Headers.CacheControl?.ToString(), Is.EqualTo("public, no-cache"));
            Assert.That(page.Headers.Vary, Is.SupersetOf(new[] { "Accept", "Accept-Language", "Accept-Encoding" }));
            Assert.That(page.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(page.Content.Headers.LastModified, Is.Not.Null);
            Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("style-src 'self'").And.Contain("frame-ancestors 'none'"));
            Assert.That(policy, Does.Not.Contain("script-src").And.Not.Contain("unsafe"));
        });
    }

    /// <summary>A page of today is none of tomorrow, whatever is written meanwhile.</summary>
    [Test]
    public async Task Page_WhenADayHasPassed_HasBeenChangedSince()
    {
        await using var own = await RegistryServer.StartAsShippedAsync();
        using var before = await own.GetAsync("/", PageAddress.Browser);
        own.Clock.Advance(TimeSpan.FromDays(2));
        using var after = await own.GetAsync("/", PageAddress.Browser);

        Assert.That(after.Content.Headers.LastModified, Is.GreaterThan(before.Content.Headers.LastModified!.Value));
        Assert.That(after.Headers.ETag, Is.Not.EqualTo(before.Headers.ETag));
    }

    [Test]
    public async Task Style_WhenAPageNamesIt_IsKeptForAYearAtAnAddressOfItsContent()
    {
        var address = Regex.Match(await server.PageAsync("/"), "rel=\"stylesheet\" href=\"([^\"]+)\"").Groups[1].Value;
        using var style = await server.GetAsync(address);
        using var other = await server.GetAsync(address.Replace("site.css", "other.css", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(style.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/css"));
            Assert.That(style.Headers.CacheControl?.ToString(), Does.Contain("max-age=31536000").And.Contain("immutable"));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private static string HeadersOf(HttpResponseMessage answer) =>
        string.Join(
            '\n',
            answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Content-Length"))
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
        );
}
