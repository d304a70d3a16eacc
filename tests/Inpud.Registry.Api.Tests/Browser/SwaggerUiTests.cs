using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Playwright;

namespace Inpud.Registry.Api.Tests.Browser;

/// <summary>Swagger UI as a developer meets it, in Chromium.</summary>
internal sealed class SwaggerUiTests
{
    private RegistryServer server = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private IPage page = null!;
    private readonly List<string> errors = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.That(chromium, Is.Not.Null, "Chromium is missing. ./test.sh installs it.");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        await OpenAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
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
            await operation.Locator(".opblock-summary-control").ClickAsync();
            await operation.Locator("button.execute").ClickAsync();
            var status = operation.Locator(".live-responses-table .response-col_status").Nth(1);
            await status.WaitForAsync();
            Assert.That((await status.InnerTextAsync()).Trim(), Does.StartWith("200"), read.Template);
            await operation.Locator(".opblock-summary-control").ClickAsync();
        }

        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task TryItOut_WhenAStewardRecordsAGroup_Answers201()
    {
        var operation = page.Locator("#operations-Groups-createGroup");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        var tryIt = operation.Locator("button.try-out__btn");
        if (await tryIt.CountAsync() > 0 && !await operation.Locator("button.execute").IsVisibleAsync())
        {
            await tryIt.ClickAsync();
        }

        await operation.Locator("button.execute").ClickAsync();
        var status = operation.Locator(".live-responses-table .response-col_status").Nth(1);
        await status.WaitForAsync();

        Assert.That((await status.InnerTextAsync()).Trim(), Does.StartWith("201"));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task SwaggerUi_WhenOpened_ShowsTheRegistryAndEveryGroupOfOperations()
    {
        Assert.Multiple(async () =>
        {
            Assert.That(await page.TitleAsync(), Is.EqualTo("The INPUD registry: Swagger UI"));
            Assert.That(await page.Locator(".info .title").InnerTextAsync(), Does.StartWith("The INPUD registry"));
            Assert.That(await page.Locator(".opblock-tag").CountAsync(), Is.EqualTo(22));
            Assert.That(await page.Locator(".opblock-get").CountAsync(), Is.EqualTo(ReadOperation.All.Count));
            Assert.That(errors, Is.Empty);
        });
        await page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "swagger-ui.png") }
        );
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
        await page.Locator(".opblock-get").First.WaitForAsync();
        var (_, value) = await server.KeyAsync(expires: null, "registry");
        await page.Locator("button.authorize").First.ClickAsync();
        await page.Locator(".auth-container input").FillAsync(value["Bearer ".Length..]);
        await page.Locator(".auth-btn-wrapper button[type=submit]").ClickAsync();
        await page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();
    }
}
