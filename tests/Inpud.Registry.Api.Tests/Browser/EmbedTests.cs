using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Inpud.Registry.Api.Tests.Browser;

/// <summary>What a partner pastes into a page of another site, as its visitors see it.</summary>
internal sealed class EmbedTests
{
    /// <summary>The site of a partner, which is another origin. It is a server of this machine, since a browser lets no site of another network ask this one.</summary>
    private WebApplication partner = null!;

    /// <summary>What the partner's page has in it.</summary>
    private string pasted = "";

    private RegistryServer server = null!;
    private Chromium chromium = null!;
    private IPage page = null!;
    private readonly List<string> trouble = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        partner = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build();
        partner.MapGet(
            "/",
            () => Results.Content($"<!doctype html><title>A partner</title><link rel=icon href=data:,>{pasted}", "text/html")
        );
        await partner.StartAsync();
        chromium = await Chromium.StartAsync();
        page = await chromium.Browser.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                trouble.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Whole("/"), StringComparison.Ordinal) && request.Url != Partner)
            {
                trouble.Add($"a request to {request.Url}");
            }
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await chromium.DisposeAsync();
        await partner.DisposeAsync();
        await server.DisposeAsync();
    }

    [SetUp]
    public void Forget() => trouble.Clear();

    [TestCase("map")]
    [TestCase("card")]
    [TestCase("figure")]
    public async Task Snippet_WhenAPartnerPastesIt_ShowsTheFiguresAndLeavesNoCookie(string what)
    {
        await page.GotoAsync(server.Whole($"/embed?what={what}&network=lanpud&lang=en"));
        var snippet = await page.Locator("pre code").InnerTextAsync();
        await ShowAtAPartnersAsync(snippet);

        if (what == "figure")
        {
            Assert.That(await page.EvaluateAsync<int>("() => document.images[0].naturalWidth"), Is.GreaterThan(300));
        }
        else
        {
            await Assertions
                .Expect(page.FrameLocator("iframe").Locator("h1"))
                .ToContainTextAsync(what == "map" ? "Latin American Network" : "LANPUD");
        }

        Assert.That(await page.Context.CookiesAsync(), Is.Empty);
        Assert.That(trouble, Is.Empty);
    }

    [Test]
    public async Task Country_WhenItIsClickedInAFrame_OpensItsPage()
    {
        await ShowAtAPartnersAsync($"<iframe src='{server.Whole("/embed/map?lang=en")}' width=1200 height=700></iframe>");
        var frame = page.FrameLocator("iframe");
        var fill = await frame.Locator("#coverage-KE path").EvaluateAsync<string>("path => getComputedStyle(path).fill");
        foreach (var code in new[] { "KE", "MT" })
        {
            var opened = await page.RunAndWaitForPopupAsync(() =>
                frame.Locator(code == "MT" ? "#coverage-MT .hit" : "#coverage-KE path").ClickAsync()
            );
            Assert.That(opened.Url, Is.EqualTo(server.Whole($"/countries/{code}?lang=en")));
            await opened.CloseAsync();
        }

        Assert.That(fill, Is.EqualTo("rgb(10, 74, 122)"), "the headers let the style of the map through");
        Assert.That(trouble, Is.Empty);
    }

    [TestCase("/")]
    [TestCase("/embed")]
    [TestCase("/v1/coverage")]
    [TestCase("/swagger/index.html")]
    public async Task Page_WhenAnotherSiteFramesIt_IsNotShown(string address)
    {
        await ShowAtAPartnersAsync($"<iframe src='{server.Whole(address)}'></iframe>");

        Assert.That(trouble, Has.Some.Contains("frame-ancestors"));
        Assert.That(await page.FrameLocator("iframe").Locator("main, pre, #swagger-ui").CountAsync(), Is.Zero);
    }

    /// <summary>A picture that is opened by itself has its colours, too.</summary>
    [TestCase("/v1/coverage/map.svg", "path.documented", "rgb(10, 74, 122)")]
    [TestCase("/v1/coverage/map.svg?theme=dark", "path.documented", "rgb(163, 216, 255)")]
    [TestCase("/v1/coverage/badge.svg", "rect.name", "rgb(10, 74, 122)")]
    public async Task Picture_WhenItIsOpenedByItself_HasItsStyle(string address, string what, string colour)
    {
        await page.GotoAsync(server.Whole(address));

        Assert.That(await page.Locator(what).First.EvaluateAsync<string>("shape => getComputedStyle(shape).fill"), Is.EqualTo(colour));
        Assert.That(trouble, Is.Empty);
    }

    /// <summary>The form sends its empty fields, and the address that is left has none of them.</summary>
    [Test]
    public async Task Form_WhenScriptsAreOff_MakesTheSnippetAndItsPreviewAtACleanAddress()
    {
        var without = await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        await without.GotoAsync(server.Whole("/embed"));
        await without.Locator("select[name=what]").SelectOptionAsync("card");
        await without.Locator("select[name=network]").SelectOptionAsync("euronpud");
        await without.Locator("main select[name=lang]").SelectOptionAsync("fr");
        await without.Locator(".choices button").ClickAsync();

        await Assertions.Expect(without.Locator("pre code")).ToContainTextAsync("/embed/networks/euronpud?lang=fr");
        await Assertions.Expect(without.FrameLocator("iframe").Locator("h1")).ToHaveTextAsync("EuroNPUD");
        Assert.That(without.Url, Is.EqualTo(server.Whole("/embed?what=card&network=euronpud&lang=fr")));

        await without.Locator("input[name=asOf]").FillAsync("2022-07-31");
        await without.Locator(".choices button").ClickAsync();
        await Assertions.Expect(without.Locator("pre code")).ToContainTextAsync("/embed/networks/euronpud?asOf=2022-07-31&amp;lang=fr");
        await Assertions.Expect(without.FrameLocator("iframe").Locator("main")).ToContainTextAsync("31 juillet 2022");
        await without.CloseAsync();
    }

    private string Partner => partner.Urls.Single() + "/";

    /// <summary>Shows the partner's page with the markup in it.</summary>
    private async Task ShowAtAPartnersAsync(string markup)
    {
        pasted = markup;
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync(Partner);
    }
}
