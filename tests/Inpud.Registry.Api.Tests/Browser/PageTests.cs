using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Site;
using Microsoft.Playwright;

namespace Inpud.Registry.Api.Tests.Browser;

/// <summary>The pages as people meet them: on a phone and on a wide screen, in light and in dark, with a keyboard alone, from right to left, without scripts.</summary>
internal sealed class PageTests
{
    private const string Evil = "</script><script>alert(1)</script>\"onload='alert(2)";

    private RegistryServer server = null!;
    private Chromium chromium = null!;
    private IPage page = null!;

    /// <summary>What no page may cause: errors in the console, dialogs, and requests to other hosts.</summary>
    private readonly List<string> trouble = [];

    /// <summary>Each kind of page, and the page of a mistake.</summary>
    private static IEnumerable<string> Addresses => PageAddress.Each.Append(Mistake);

    private static IEnumerable<string> InLanguages => Addresses.Concat(PageAddress.Frames);

    private static IEnumerable<string> Everything => InLanguages.Concat(PageAddress.OfTheApi);

    private const string Mistake = "/groups/nobody";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync(
            ("update groups set name = @Evil, place = @Evil where slug = 'vandu'", new { Evil }),
            (
                """
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('pssbl-mbrsh', 'euronpud', @Asud, '1997~/', '1997-01-01', '9999-12-31', '9999-12-31', '0001-01-01', 'inpud-article')
                """,
                new { Asud = Shipped.Vandu }
            )
        );
        chromium = await Chromium.StartAsync();
        page = await WatchedAsync(new BrowserNewPageOptions());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await chromium.DisposeAsync();
        await server.DisposeAsync();
    }

    [TearDown]
    public void Check()
    {
        var seen = trouble.ToList();
        trouble.Clear();
        Assert.That(seen, Is.Empty);
    }

    /// <summary>Each kind of page in English and from right to left, in light and in dark, on a phone and on a wide screen.</summary>
    [TestCaseSource(nameof(Everything))]
    public async Task Page_WhenAxeLooksAtIt_HasNothingInAnybodysWay(string address)
    {
        var found = new List<string>();
        foreach (var language in InLanguages.Contains(address) ? ["en", "ar"] : new string?[] { null })
        {
            await OpenAsync(language is null ? address : PageAddress.In(address, language));
            found.AddRange((await Axe.FindInEveryWayAsync(page, isMapLeftOut: address != "/")).Select(problem => $"{language} {problem}"));
        }

        Assert.That(found, Is.Empty);
    }

    /// <summary>The tabulator leads from each link and each field to the next, in the order of the page, and shows where one is.</summary>
    [TestCaseSource(nameof(Everything))]
    public async Task Keyboard_WhenNothingElseIsThere_ReachesEveryLinkInOrder(string address)
    {
        // A frame in the page would have its own links among these: the picture has none.
        await OpenAsync(
            address == "/embed" ? "/embed?what=figure"
            : InLanguages.Contains(address) ? PageAddress.In(address, "ar")
            : address
        );
        // A country of the map has no outline of its own, which would be a rectangle: its border becomes wider.
        var count = await page.EvaluateAsync<int>(
            """
            () => {
              const reachable = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")]
                .filter(element => element.checkVisibility());
              window.reached = [];
              window.unseen = [];
              const isShown = (element) => element.closest("svg")
                ? getComputedStyle(element.querySelector(".country")).strokeWidth === "7px"
                : getComputedStyle(element).outlineStyle !== "none";
              document.addEventListener("focusin", (event) => {
                window.reached.push(reachable.indexOf(event.target));
                if (!isShown(event.target)) {
                  window.unseen.push(event.target.outerHTML.slice(0, 200));
                }
              });
              return reachable.length;
            }
            """
        );
        // A field for a day has a part for its year, its month, its day and its calendar.
        var parts = 4 * await page.Locator("input[type=date]").CountAsync();
        await PressTabAsync(count + parts);

        Assert.That(
            (await page.EvaluateAsync<int[]>("() => window.reached")).Take(count),
            Is.EqualTo(Enumerable.Range(0, count)).And.Not.Empty,
            address
        );
        Assert.That(await page.EvaluateAsync<string[]>("() => window.unseen"), Is.Empty);
    }

    /// <summary>Presses the key many times, without a wait for each of them.</summary>
    private async Task PressTabAsync(int times)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await Task.WhenAll(
            Enumerable
                .Range(0, times)
                .SelectMany(_ => new[] { "rawKeyDown", "keyUp" })
                .Select(type =>
                    session.SendAsync(
                        "Input.dispatchKeyEvent",
                        new Dictionary<string, object>
                        {
                            ["type"] = type,
                            ["key"] = "Tab",
                            ["code"] = "Tab",
                            ["windowsVirtualKeyCode"] = 9,
                        }
                    )
                )
        );
        await session.DetachAsync();
    }

    /// <summary>The first key leads over what all pages have.</summary>
    [Test]
    public async Task Skip_WhenItIsPressed_LeadsToTheContent()
    {
        await OpenAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    /// <summary>A country leads to its page, and so does the marker of a small one, with a mouse and with a key.</summary>
    [TestCase("KE", "Kenya")]
    [TestCase("BH", "Bahrain")]
    public async Task Map_WhenACountryIsChosen_OpensIt(string code, string name)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await OpenAsync("/");
        await page.Locator($"#coverage-{code} .hit, #coverage-{code} .country").Last.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await OpenAsync("/");
        await page.Locator($"#coverage-{code}").PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    /// <summary>On a phone the map fits the screen. A finger that hits no small country there finds it in the list below.</summary>
    [TestCase("/")]
    [TestCase("/networks/euronpud")]
    public async Task Map_WhenItIsShownOnAPhone_FitsAndHasEachCountryInAListBelow(string address)
    {
        await page.SetViewportSizeAsync(320, 700);
        await OpenAsync(address);
        var map = await page.Locator(".map > svg").BoundingBoxAsync();
        Assert.That(map!.X + map.Width, Is.LessThanOrEqualTo(320));
        await page.Locator(".all-countries summary").ClickAsync();

        var links = page.Locator(".all-countries li a");
        Assert.That(await links.CountAsync(), Is.EqualTo(250));
        Assert.That((await links.First.BoundingBoxAsync())!.Height, Is.GreaterThanOrEqualTo(24), "the least that one can hit");
        await links.Filter(new LocatorFilterOptions { HasTextString = "Malta" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Malta");
    }

    [Test]
    public async Task Search_WhenANameIsTyped_LeadsToItsPageInTheLanguageWithoutScripts()
    {
        var without = await WatchedAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        await without.GotoAsync(Whole("/countries/KE?lang=fr"));
        await without.GetByRole(AriaRole.Search).GetByRole(AriaRole.Searchbox).FillAsync("anpud");
        await without.Keyboard.PressAsync("Enter");
        await Assertions.Expect(without.Locator("h1")).ToHaveTextAsync("anpud");
        await without.Locator("main li a").First.ClickAsync();

        Assert.That(without.Url, Is.EqualTo(Whole("/networks/napud?lang=fr")));
        await without.CloseAsync();
    }

    /// <summary>Whoever goes by keyboard need not pass 250 countries.</summary>
    [Test]
    public async Task Map_WhenItIsPassed_IsBehindTheKeyboard()
    {
        await OpenAsync("/");
        await page.Locator(".pass").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#behind-the-map")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");

        Assert.That(
            await page.EvaluateAsync<bool>(
                "() => !document.activeElement.closest('svg') && document.querySelector('#behind-the-map').contains(document.activeElement)"
            )
        );
    }

    [Test]
    public async Task Page_WhenScriptsAreOff_IsTheSame()
    {
        var without = await WatchedAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        foreach (var address in PageAddress.Each)
        {
            await OpenAsync(address);
            await without.GotoAsync(Whole(address));
            Assert.That(await without.Locator("main").InnerTextAsync(), Is.EqualTo(await page.Locator("main").InnerTextAsync()), address);
        }

        await without.CloseAsync();
    }

    [Test]
    public async Task Group_WhenItsNameIsMarkup_IsShownByItsName()
    {
        await OpenAsync("/groups");
        await page.Locator("main a", new PageLocatorOptions { HasTextString = Evil }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Evil);
        Assert.That(await page.TitleAsync(), Does.StartWith(Evil));
        Assert.That(await page.Locator("main script, main [onload]").CountAsync(), Is.Zero);
    }

    /// <summary>A long name without a space is broken, and one that turns the direction of writing turns none but its own.</summary>
    [TestCaseSource(typeof(HostileNames), nameof(HostileNames.All))]
    public async Task Page_WhenNamesAreHostile_RunsNothingAndFitsAPhone(string name)
    {
        await using var hostile = await RegistryServer.StartAsShippedAsync();
        await HostileNames.WriteAsync(hostile, name);
        // Its addresses are those of another origin than the test's own server.
        var visitor = await chromium.Browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = 320, Height = 800 },
            }
        );
        visitor.Dialog += (_, dialog) => trouble.Add($"a dialog: {dialog.Message}");
        visitor.PageError += (_, error) => trouble.Add(error);
        foreach (var address in PageAddress.Each.Concat(PageAddress.Frames))
        {
            await visitor.GotoAsync(hostile.Whole(address));
            Assert.That(await Axe.WideAsync(visitor), Is.Empty, address);
        }

        await visitor.CloseAsync();
    }

    /// <summary>Whoever changes the language stays where they were, and goes on in it.</summary>
    [Test]
    public async Task Language_WhenItIsChosen_IsThatOfThePagesBehindIt()
    {
        await OpenAsync("/countries/ES");
        await page.Locator(".languages a[lang=ar]").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("إسبانيا");
        await page.Locator("header .brand").ClickAsync();
        await Assertions.Expect(page.Locator("#networks")).ToBeVisibleAsync();

        Assert.That(await page.EvaluateAsync<string>("() => document.documentElement.dir"), Is.EqualTo("rtl"));
        Assert.That(
            await page.EvaluateAsync<bool>(
                "() => document.querySelector('h1').getBoundingClientRect().right > innerWidth / 2 && getComputedStyle(document.body).direction === 'rtl'"
            )
        );
    }

    private string Whole(string address) => server.Whole(address);

    private async Task OpenAsync(string address) => await page.GotoAsync(Whole(address));

    private async Task<IPage> WatchedAsync(BrowserNewPageOptions options)
    {
        var watched = await chromium.Browser.NewPageAsync(options);
        watched.Console += (_, message) =>
        {
            // A page that is not there says so with its status, which the console of a browser shows.
            if (
                message.Type is "error" or "warning"
                && !(message.Location.Contains(Mistake, StringComparison.Ordinal) && message.Text.Contains("404", StringComparison.Ordinal))
            )
            {
                trouble.Add(message.Text);
            }
        };
        watched.PageError += (_, error) => trouble.Add(error);
        watched.Dialog += (_, dialog) => trouble.Add($"a dialog: {dialog.Message}");
        watched.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Whole("/"), StringComparison.Ordinal))
            {
                trouble.Add($"a request to {request.Url}");
            }
        };
        return watched;
    }
}
