using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Playwright;

namespace Inpud.Registry.Api.Tests.Browser;

/// <summary>Swagger UI as a developer meets it, in Chromium.</summary>
internal sealed class SwaggerUiTests
{
    private RegistryServer server = null!;
    private Chromium chromium = null!;
    private IBrowser browser = null!;
    private IPage page = null!;
    private readonly List<string> errors = [];

    /// <summary>How many groups of operations the contract has.</summary>
    private static int Groups => RegistryServer.Contract().GetProperty("tags").GetArrayLength();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        chromium = await Chromium.StartAsync();
        browser = chromium.Browser;
        await OpenAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await chromium.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>
    /// Swagger UI takes about two seconds for each operation that it opens, so the test opens as many reads as have every kind of field between them.
    /// <see cref="ContractTests"/> sends the examples of every operation.
    /// </summary>
    [Test]
    public async Task TryItOut_WhenReadsWithEveryKindOfField_AreExecutedWithTheirPrefilledExamples_Answers200()
    {
        var untried = ReadOperation.All.SelectMany(read => read.FormFields).ToHashSet();
        Assert.That(untried, Has.Count.GreaterThan(5));
        foreach (var read in ReadOperation.All.OrderByDescending(read => read.FormFields.Count))
        {
            if (!untried.Overlaps(read.FormFields))
            {
                continue;
            }

            untried.ExceptWith(read.FormFields);
            var operation = page.Locator($"[id=\"operations-{read.Tag.Replace(' ', '_')}-{read.Id}\"]");
            await OpenGroupAsync(read.Tag);
            await operation.Locator(".opblock-summary-control").ClickAsync();
            await operation.Locator("button.execute").ClickAsync();
            var status = operation.Locator(".live-responses-table .response-col_status").Nth(1);
            await status.WaitForAsync();
            Assert.That((await status.InnerTextAsync()).Trim(), Does.StartWith("200"), read.Template);
            await operation.Locator(".opblock-summary-control").ClickAsync();
        }

        Assert.That(errors, Is.Empty);
    }

    /// <summary>Whoever presses Execute to see what happens changes nothing: the form of a write begins as a dry run.</summary>
    [Test]
    public async Task TryItOut_WhenAWriteIsExecutedAsItStands_ChangesNothing()
    {
        var operation = await OpenedAsync("Groups", "createGroup");
        var dryRun = operation.Locator("tr[data-param-name=dryRun] select");
        Assert.That(await dryRun.InputValueAsync(), Is.EqualTo("true"));
        var before = await server.TextAsync("/v1/changes?limit=200");

        Assert.That(await ExecuteAsync(operation), Does.StartWith("200"));
        Assert.That(await operation.Locator(".request-url pre").First.InnerTextAsync(), Does.EndWith("/v1/groups?dryRun=true"));
        Assert.That(await server.TextAsync("/v1/changes?limit=200"), Is.EqualTo(before));

        await dryRun.SelectOptionAsync("false");
        Assert.That(await ExecuteAsync(operation), Does.StartWith("201"));
        Assert.That(errors, Is.Empty);
    }

    /// <summary>A change names the version that it changes. The form has no version to offer, so that nothing real changes before somebody has read the record.</summary>
    [Test]
    public async Task TryItOut_WhenAChangeHasNoIfMatch_SaysThatItIsNeededAndSendsNothing()
    {
        var operation = await OpenedAsync("Groups", "changeGroup");
        var field = operation.Locator("tr[data-param-name=If-Match]");
        Assert.That(await field.Locator(".parameter__name.required").CountAsync(), Is.EqualTo(1));
        Assert.That(await field.Locator("input").InputValueAsync(), Is.Empty);

        await operation.Locator("button.execute").ClickAsync();
        await field.Locator("input.invalid").WaitForAsync();

        Assert.That(await operation.Locator(".live-responses-table").CountAsync(), Is.Zero);
        await operation.Locator(".opblock-summary-control").ClickAsync();
    }

    [Test]
    public async Task Filter_WhenAWordIsTyped_LeavesTheGroupsOfThatName()
    {
        await page.Locator(".operation-filter-input").FillAsync("Secretariat");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.opblock-tag').length === 1");
        var left = await page.Locator(".opblock-tag").InnerTextAsync();
        await page.Locator(".operation-filter-input").FillAsync("");
        await page.WaitForFunctionAsync($"() => document.querySelectorAll('.opblock-tag').length === {Groups}");

        Assert.That(left, Does.StartWith("Secretariat"));
    }

    /// <summary>A link to one operation opens it, and on a phone nothing of it is wider than the screen.</summary>
    [Test]
    public async Task Page_WhenALinkLeadsToAnOperationOnAPhone_ShowsItWithinTheScreen()
    {
        var phone = await browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = 375, Height = 800 },
            }
        );
        await phone.GotoAsync($"{server.Client.BaseAddress}swagger/index.html#/Coverage/listCoverage");
        var operation = phone.Locator("#operations-Coverage-listCoverage");
        await operation.Locator("button.execute").ClickAsync();
        await operation.Locator(".live-responses-table .response-col_status").Nth(1).WaitForAsync();
        var wide = await phone.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("body *")]
              .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest("pre, svg, .highlight-code"))
              .map(element => `${element.tagName}.${element.className}`)
            """
        );
        await phone.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "swagger-ui-phone.png") }
        );
        await phone.EvaluateAsync("() => window.scrollTo(0, 0)");
        await phone.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "swagger-ui-phone-operation.png") }
        );
        await phone.CloseAsync();

        Assert.That(wide, Is.Empty);
    }

    [Test]
    public async Task SwaggerUi_WhenOpened_ShowsTheRegistryAndEveryGroupOfOperations()
    {
        Assert.Multiple(async () =>
        {
            Assert.That(await page.TitleAsync(), Is.EqualTo("The INPUD registry: Swagger UI"));
            Assert.That(await page.Locator(".info .title").InnerTextAsync(), Does.StartWith("The INPUD registry"));
            Assert.That(await page.Locator(".opblock-tag").CountAsync(), Is.EqualTo(Groups));
            Assert.That(errors, Is.Empty);
        });
        foreach (var group in ReadOperation.All.GroupBy(read => read.Tag))
        {
            await OpenGroupAsync(group.Key);
            Assert.That(await page.Locator(".opblock-get").CountAsync(), Is.EqualTo(group.Count()), group.Key);
        }

        await page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "swagger-ui.png") }
        );
    }

    /// <summary>Opens a group of operations, and closes the one that was open.</summary>
    private async Task OpenGroupAsync(string tag)
    {
        foreach (var open in await page.Locator(".opblock-tag[data-is-open=true]").AllAsync())
        {
            await open.ClickAsync();
        }

        var group = page.Locator($"[id=\"operations-tag-{tag.Replace(' ', '_')}\"]");
        await group.ClickAsync();
        await group.And(page.Locator("[data-is-open=true]")).WaitForAsync();
    }

    private async Task<ILocator> OpenedAsync(string tag, string id)
    {
        var operation = page.Locator($"#operations-{tag}-{id}");
        await OpenGroupAsync(tag);
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator("button.execute").WaitForAsync();
        return operation;
    }

    /// <summary>Presses the button, and reads the status of the answer.</summary>
    private static async Task<string> ExecuteAsync(ILocator operation)
    {
        var clear = operation.Locator("button.btn-clear");
        if (await clear.CountAsync() > 0)
        {
            await clear.ClickAsync();
        }

        await operation.Locator("button.execute").ClickAsync();
        var status = operation.Locator(".live-responses-table .response-col_status").Nth(1);
        await status.WaitForAsync();
        return (await status.InnerTextAsync()).Trim();
    }

    /// <summary>Opens the page, which takes some seconds, once for all tests, and enters the key with the Authorize button, as a steward does.</summary>
    private async Task OpenAsync()
    {
        page = await browser.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync($"{server.Client.BaseAddress}swagger/index.html");
        await page.Locator(".opblock-tag").First.WaitForAsync();
        var (_, value) = await server.KeyAsync(expires: null, "registry");
        await page.Locator("button.authorize").First.ClickAsync();
        await page.Locator(".auth-container input").FillAsync(value["Bearer ".Length..]);
        await page.Locator(".auth-btn-wrapper button[type=submit]").ClickAsync();
        await page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();
    }
}
