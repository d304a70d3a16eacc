using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Memberships;

/// <summary>Individuals are counts per country. A count below five has no public number.</summary>
internal sealed class IndividualsTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Count_WhenBelowFive_IsShownAsLessAndAddedUpNowhere()
    {
        foreach (var (country, people) in new[] { ("KE", 37), ("UG", 4), ("TZ", 5), ("ZA", 0) })
        {
            using var response = await CountAsync("africanpud", country, people, africa);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
        }

        var list = await server.JsonAsync("/v1/networks/africanpud/individuals");
        var csv = await server.TextAsync("/v1/networks/africanpud/individuals?format=csv");
        var feed = await server.TextAsync("/v1/changes?limit=200&after=280");

        Assert.Multiple(() =>
        {
            Assert.That(
                list.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => $"{item.GetProperty("country").GetString()} {item.GetProperty("shown").GetString()}"),
                Is.EqualTo(["KE 37", "TZ 5", "UG <5", "ZA <5"])
            );
            Assert.That(list.GetProperty("items")[2].GetProperty("people").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                list.GetRawText(),
                Does.Not.Match("[^a-z0-9]46[^a-z0-9]").And.Not.Contain("\"people\":4").And.Not.Contain("\"people\":0")
            );
            Assert.That(csv, Does.Contain("UG,,<5").And.Contain("KE,37,37"));
            Assert.That(feed, Does.Contain("\"people\":37").And.Contain("\"people\":null").And.Not.Contain("\"people\":4"));
        });
    }

    [TestCase("euronpud", "FR", "kind-not-accepted")]
    [TestCase("africanpud", "FR", "outside-remit")]
    public async Task Count_WhenTheRulesRefuseIt_NamesTheRule(string network, string country, string code)
    {
        using var response = await CountAsync(network, country, 7, await server.KeyAsync(expires: null, "registry"));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test]
    public async Task Count_WhenItOverlapsWithAnother_IsAConflict()
    {
        using var first = await CountAsync("africanpud", "KE", 7, africa);
        using var second = await CountAsync("africanpud", "KE", 8, africa);

        await RegistryServer.ProblemAsync(second, HttpStatusCode.Conflict, "conflict");
    }

    private Task<HttpResponseMessage> CountAsync(string network, string country, int people, (string, string) key) =>
        server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/networks/{network}/individuals",
            $$"""{"country":"{{country}}","people":{{people}},"period":"2025/..","source":"registry-curation","reason":"r"}""",
            key
        );
}
