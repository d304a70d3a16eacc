using System.Globalization;
using System.Net;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Tests.Features.Sources;

internal sealed class SourcesTests : ReadingTests
{
    [Test]
    public async Task Source_WhenItIsTheMainOne_HasAnAddressAndSaysThatItIsAnArticleOfAnEncyclopaedia()
    {
        var source = await Server.JsonAsync("/v1/sources/inpud-article");

        Assert.Multiple(() =>
        {
            Assert.That(Text(source, "url"), Is.EqualTo("https://en.wikipedia.org/wiki/INPUD"));
            Assert.That(Text(source, "kind"), Is.EqualTo("encyclopaedia-article"));
            Assert.That(Text(source, "publisher"), Is.EqualTo("Wikipedia"));
        });
    }

    [Test]
    public async Task Sources_WhenRead_AreTheArticleTheDatasetAndTheCurators() =>
        Assert.That(await ItemsAsync("/v1/sources", "id"), Is.EqualTo(["cldr", "inpud-article", "registry-curation"]));

    [Test]
    public async Task Source_WhenRead_HasItsLicence() =>
        Assert.That(Text(await Server.JsonAsync("/v1/sources/inpud-article"), "licence"), Is.EqualTo("CC-BY-SA-4.0"));

    [Test]
    public async Task Rules_WhenRead_AreTheSameAsOneByOne()
    {
        var rules = await Server.JsonAsync("/v1/rules");
        foreach (var rule in rules.GetProperty("items").EnumerateArray())
        {
            Assert.That((await Server.JsonAsync($"/v1/rules/{Text(rule, "code")}")).GetRawText(), Is.EqualTo(rule.GetRawText()));
        }

        Assert.That(Text(rules, "total"), Is.EqualTo(RuleCatalog.All.Count.ToString(CultureInfo.InvariantCulture)));
    }

    [TestCase("/v1/sources/nobody")]
    [TestCase("/v1/rules/nobody")]
    [TestCase("/problems/nobody")]
    public async Task Record_WhenThereIsNone_SaysSo(string address)
    {
        using var response = await Server.GetAsync(address);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Problems_WhenAProgramAsks_AreJsonAndForABrowserAPage()
    {
        var kinds = (await Server.JsonAsync("/problems"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(kind => Text(kind, "type")!)
            .ToList();
        foreach (var type in kinds)
        {
            using var page = await Server.GetAsync(type, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
            Assert.That(page.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"), type);
            Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<h1>"));
        }

        Assert.That(kinds, Has.Count.GreaterThan(10));
    }

    [Test]
    public async Task Entry_WhenRead_LeadsToWhatAnswers()
    {
        var entry = await Server.JsonAsync("/");
        foreach (
            var address in entry
                .GetProperty("resources")
                .EnumerateArray()
                .Select(address => address.GetString()!)
                .Append(Text(entry, "contract")!)
        )
        {
            using var response = await Server.GetAsync(address);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        }
    }

    [Test]
    public async Task Health_WhenTheDatabaseIsThere_IsHealthyAndNeverKept()
    {
        foreach (var address in new[] { "/health/live", "/health/ready" })
        {
            using var response = await Server.GetAsync(address);
            Assert.Multiple(() =>
            {
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
                Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
            });
        }
    }
}
