using System.Text;
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

    /// <summary>Where the comma is the decimal sign, a spreadsheet program takes the semicolon for the end of a cell.</summary>
    [TestCase("x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y")]
    [TestCase("x;  +1;-1; @SUM(A1)", "x;  '+1;'-1; '@SUM(A1)")]
    [TestCase("x;\uff1d1;\uff0b1; \uff0d1;\uff201", "x;'\uff1d1;'\uff0b1; '\uff0d1;'\uff201")]
    [TestCase("\uff1d1", "'\uff1d1")]
    [TestCase("\uff0b1;a=b; c-d", "'\uff0b1;a=b; c-d")]
    [TestCase("\uff0d1", "'\uff0d1")]
    [TestCase("\uff20SUM(A1)", "'\uff20SUM(A1)")]
    [TestCase("x;\"=1+1\"", "\"x;'\"\"=1+1\"\"\"")]
    public async Task Csv_WhenAPartOfANameLooksLikeAFormula_IsTextToWhoeverSplitsAtSemicolons(string name, string cell)
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set name = @name where slug = 'asud'", new { name }));
        using var response = await server.GetAsync("/v1/groups?format=csv");

        Assert.That(
            (await response.Content.ReadAsByteArrayAsync()).AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\r\n{Shipped.Asud},{cell},FR,")),
            Is.GreaterThan(0)
        );
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
