using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class CsvTests : ReadingTests
{
    [Test]
    public async Task Csv_WhenALimitIsAsked_IsAPageWithALinkToTheNext()
    {
        using var response = await Server.GetAsync("/v1/networks?format=csv&limit=2");

        Assert.That((await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n"), Has.Length.EqualTo(3));
        Assert.That(response.Headers.GetValues("Link").Single(), Does.Contain("format=csv"));
    }

    [TestCase("=1+1")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("=cmd|'/C calc'!A0")]
    [TestCase("=HYPERLINK(\"http://x\",\"y\")")]
    public async Task Csv_WhenANameLooksLikeAFormula_IsTextInASpreadsheet(string name)
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set name = @name where slug = 'asud'", new { name }));
        var csv = await server.TextAsync("/v1/groups?format=csv");
        var cell = csv.Split("\r\n").Single(line => line.StartsWith($"{Shipped.Asud},", StringComparison.Ordinal))[
            $"{Shipped.Asud},".Length..
        ];

        Assert.That(cell.TrimStart('"'), Does.StartWith("'"));
    }

    [Test]
    public async Task Csv_WhenATextHasQuotesAndLineBreaks_StaysOneCell()
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set place = @place where slug = 'asud'", new { place = "a \"b\",\nc" }));

        Assert.That(await server.TextAsync("/v1/groups?format=csv"), Does.Contain($"{Shipped.Asud},ASUD,FR,,\"a \"\"b\"\",\nc\",,"));
    }

    [TestCase("text/csv, application/json;q=0.9", "text/csv")]
    [TestCase("application/json, text/csv", "application/json")]
    [TestCase("text/*", "text/csv")]
    [TestCase("*/*", "application/json")]
    [TestCase("application/json;q=0.1, */*;q=0.5", "text/csv")]
    public async Task Answer_WhenSeveralFormsAreAccepted_IsTheOneThatIsWantedMost(string accept, string type)
    {
        using var response = await Server.GetAsync("/v1/networks", ("Accept", accept));

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
    }
}
