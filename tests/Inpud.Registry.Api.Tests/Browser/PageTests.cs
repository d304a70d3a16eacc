using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    private static readonly (string Language, ColorScheme Scheme, int Width)[] TwoWays =
    [
        ("en", ColorScheme.Light, 320),
        ("ar", ColorScheme.Dark, 1440),
    ];

    private static readonly (string Language, ColorScheme Scheme, int Width)[] EveryWay =
    [
        .. TwoWays,
        ("en", ColorScheme.Dark, 1440),
        ("ar", ColorScheme.Light, 320),
    ];

    /// <summary>Each kind of page, and the page of a mistake.</summary>
    private static IEnumerable<string> Addresses => PageAddress.Each.Append("/groups/nobody");

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

    /// <summary>Each kind of page is tried in light and in dark, on a phone and on a wide screen, in English and in Arabic; one of them in every combination.</summary>
    [TestCaseSource(nameof(Addresses))]
    public async Task Page_WhenAxeLooksAtIt_HasNothingInAnybodysWay(string address)
    {
        var found = new List<string>();
        foreach (var (language, scheme, width) in address.StartsWith("/people", StringComparison.Ordinal) ? EveryWay : TwoWays)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            await OpenAsync($"{address}?lang={language}");
            // The countries of the map are alike: axe looks at them on one page, since it takes seconds.
            var result = await page.RunAxe(
                new AxeRunContext { Exclude = address == "/" ? [] : [new AxeSelector("svg.coverage-map")] },
                new AxeRunOptions { ResultTypes = [ResultType.Violations] }
            );
            var way = $"{language} {scheme} {width}";
            found.AddRange(
                result.Violations.Select(violation =>
                    $"{way}: {violation.Id} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"
                )
            );
            found.AddRange((await WideAsync()).Select(element => $"{way}: wider than the screen: {element}"));
        }

        // A page that is not there says so with its status, which the console of a browser shows.
        trouble.RemoveAll(text => address == "/groups/nobody" && text.Contains("404", StringComparison.Ordinal));
        Assert.That(found, Is.Empty);
    }

    /// <summary>The tabulator leads from each link to the next, in the order of the page, and shows where one is.</summary>
    [TestCase("/", 400)]
    [TestCase("/countries/ES?lang=ar", 30)]
    public async Task Keyboard_WhenNothingElseIsThere_ReachesEveryLinkInOrder(string address, int least)
    {
        await OpenAsync(address);
        // A country of the map has no outline of its own, which would be a rectangle: its border becomes wider.
        var count = await page.EvaluateAsync<int>(
            """
            () => {
              const reachable = [...document.querySelectorAll("a[href], [tabindex='0']")];
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
        for (var i = 0; i < count; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.That(count, Is.GreaterThan(least));
        Assert.That(await page.EvaluateAsync<int[]>("() => window.reached"), Is.EqualTo(Enumerable.Range(0, count)));
        Assert.That(await page.EvaluateAsync<string[]>("() => window.unseen"), Is.Empty);
    }

    [Test]
    public async Task Keyboard_WhenTheFirstLinkIsFollowed_IsInTheContent()
    {
        await OpenAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.That(await page.EvaluateAsync<string>("() => document.activeElement.id"), Is.EqualTo("main"));
    }

    /// <summary>A country leads to its page, and so does the marker of a small one, with a mouse and with a key.</summary>
    [TestCase("KE", "Kenya")]
    [TestCase("BH", "Bahrain")]
    public async Task Map_WhenACountryIsChosen_OpensIt(string code, string name)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await OpenAsync("/");
        await page.Locator($"#coverage-{code} .hit, #coverage-{code} .country").Last.ClickAsync();
        Assert.That(await page.Locator("h1").InnerTextAsync(), Is.EqualTo(name));

        await OpenAsync("/");
        await page.Locator($"#coverage-{code}").PressAsync("Enter");
        await page.Locator("h1", new PageLocatorOptions { HasTextString = name }).WaitForAsync();
    }

    /// <summary>Whoever goes by keyboard need not pass 250 countries.</summary>
    [Test]
    public async Task Map_WhenItIsPassed_IsBehindTheKeyboard()
    {
        await OpenAsync("/");
        await page.Locator(".pass").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
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
        foreach (var address in Addresses.Where(address => address != "/groups/nobody"))
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

        Assert.That(await page.Locator("h1").InnerTextAsync(), Is.EqualTo(Evil));
        Assert.That(await page.TitleAsync(), Does.StartWith(Evil));
        Assert.That(await page.Locator("main script, main [onload]").CountAsync(), Is.Zero);
    }

    /// <summary>Whoever changes the language stays where they were, and goes on in it.</summary>
    [Test]
    public async Task Language_WhenItIsChosen_IsThatOfThePagesBehindIt()
    {
        await OpenAsync("/countries/ES");
        await page.Locator(".languages a[lang=ar]").ClickAsync();
        Assert.That(await page.Locator("h1").InnerTextAsync(), Is.EqualTo("إسبانيا"));
        await page.Locator("header .brand").ClickAsync();

        Assert.That(await page.EvaluateAsync<string>("() => document.documentElement.dir"), Is.EqualTo("rtl"));
        Assert.That(
            await page.EvaluateAsync<bool>(
                "() => document.querySelector('h1').getBoundingClientRect().right > innerWidth / 2 && getComputedStyle(document.body).direction === 'rtl'"
            )
        );
    }

    private string Whole(string address) => server.Whole(address);

    private async Task OpenAsync(string address) => await page.GotoAsync(Whole(address));

    /// <summary>What is wider than the screen, but for commands, which scroll by themselves.</summary>
    private Task<string[]> WideAsync() =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("body *")]
              .filter(element => !element.closest("pre, svg, .unseen, .skip"))
              .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
              .map(element => `${element.tagName}.${element.className}`)
            """
        );

    private async Task<IPage> WatchedAsync(BrowserNewPageOptions options)
    {
        var watched = await chromium.Browser.NewPageAsync(options);
        watched.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
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
