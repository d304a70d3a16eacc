using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

/// <summary>What changes of a network is dated: a remit that is narrowed answers as wide as it was for an earlier day.</summary>
internal sealed class NetworkDatingTests
{
    private const string Narrow =
        """{"basis":"curated","definition":"Costa Rica and Kazakhstan.","countries":["CRI","KZ"],"source":"registry-curation"}""";

    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Remit_WhenItIsNarrowed_IsWhatItWasOnAnEarlierDay()
    {
        // Its representative is from Costa Rica, which the remit keeps.
        var before = await RemitAsync("2020-01-01");
        await ChangeAsync("lanpud", $$"""{"remit":{{Narrow}},"since":"2024-05","reason":"The assembly narrowed it."}""");

        Assert.That(before, Is.GreaterThan(20));
        Assert.That(await RemitAsync("2020-01-01"), Is.EqualTo(before));
        Assert.That(
            await RemitAsync("2024-05-15"),
            Is.EqualTo(before + 1),
            "in the month of the change, each country of either remit is possible"
        );
        Assert.That(await RemitAsync("2024-06-01"), Is.EqualTo(2));
        Assert.That(await RemitAsync(null), Is.EqualTo(2));
        foreach (
            var (day, country, certainty) in new[]
            {
                ("2020-01-01", "BR", "certain"),
                ("2020-01-01", "KZ", null),
                ("2024-05-15", "BR", "possible"),
                ("2024-05-15", "KZ", "possible"),
                ("2025-01-01", "KZ", "certain"),
                ("2025-01-01", "BR", null),
            }
        )
        {
            var expected = certainty is null ? Array.Empty<string>() : [certainty];
            Assert.That(
                await CertaintiesAsync($"/v1/networks?standing=any&country={country}&asOf={day}", "lanpud"),
                Is.EqualTo(expected),
                $"{day} {country}"
            );
            Assert.That(
                await CertaintiesAsync($"/v1/countries?remit=lanpud&asOf={day}&limit=200", country),
                Is.EqualTo(expected),
                $"{day} {country}"
            );
            var remits = (await server.JsonAsync($"/v1/countries/{country}?asOf={day}")).GetProperty("remits").EnumerateArray();
            Assert.That(
                remits.Where(remit => Text(remit, "network") == "lanpud").Select(remit => Text(remit, "certainty")),
                Is.EqualTo(expected),
                $"{day} {country}"
            );
        }

        await CoverageLinks.AssertAllAsync(server, await server.JsonAsync("/v1/coverage?network=lanpud&asOf=2024-05-15"));
        var network = await server.JsonAsync("/v1/networks/lanpud?asOf=2020-01-01");
        Assert.That(network.GetProperty("remit").GetProperty("countries").GetInt32(), Is.EqualTo(before));
        Assert.That(Text(network.GetProperty("remit"), "rows"), Does.EndWith("/v1/countries?remit=lanpud&asOf=2020-01-01"));
        Assert.That(
            Text((await server.JsonAsync("/v1/networks/lanpud")).GetProperty("remit"), "definition"),
            Is.EqualTo("Costa Rica and Kazakhstan.")
        );
        Assert.That(Text(network.GetProperty("formerValues")[0], "period"), Is.EqualTo("../2024-05"));
    }

    [Test]
    public async Task Policy_WhenItChanges_IsWhatItWasOnAnEarlierDay()
    {
        await ChangeAsync("lanpud", """{"admits":["group","individual"],"since":"2024-05-02","reason":"The assembly opened it."}""");

        foreach (var (day, admits) in new[] { ("2024-05-01", 1), ("2024-05-02", 2) })
        {
            Assert.That(
                (await server.JsonAsync($"/v1/networks/lanpud?asOf={day}")).GetProperty("admits").GetArrayLength(),
                Is.EqualTo(admits),
                day
            );
            var row = (await server.JsonAsync($"/v1/networks?network=lanpud&asOf={day}")).GetProperty("items")[0];
            Assert.That(row.GetProperty("admits").GetArrayLength(), Is.EqualTo(admits), day);
        }

        using var early = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/lanpud/individuals",
            """{"country":"BR","people":12,"period":"2020/2022","source":"registry-curation","reason":"r"}""",
            registry
        );
        var problem = await RegistryServer.ProblemAsync(early, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("kind-not-accepted"), "it admitted no individuals then");
    }

    [Test]
    public async Task Name_WhenItChanges_KeepsTheFormerOneAndItsAddress()
    {
        await ChangeAsync(
            "lanpud",
            """{"name":"Network of the South","abbreviation":"NOTS","since":"2024-05-02","reason":"A new name."}"""
        );

        var network = await server.JsonAsync("/v1/networks/lanpud");
        Assert.That(
            network
                .GetProperty("otherNames")
                .EnumerateArray()
                .Select(name => $"{Text(name, "name")} {Text(name, "kind")} {Text(name, "period")}"),
            Is.EqualTo(["LANPUD alias ../2024-05-02", "Latin American Network of People who Use Drugs former ../2024-05-02"])
        );
        Assert.That(Text(await server.JsonAsync("/v1/networks/lanpud?asOf=2020-01-01"), "name"), Does.StartWith("Latin American"));
        Assert.That(
            Text((await server.JsonAsync("/v1/coverage?network=lanpud&asOf=2020-01-01")).GetProperty("items")[0], "name"),
            Does.StartWith("Latin American")
        );
        using var moved = await server.GetAsync("/v1/networks/Latin%20American%20Network%20of%20People%20who%20Use%20Drugs");
        Assert.That((int)moved.StatusCode, Is.EqualTo(308));
        Assert.That(await server.TextAsync("/v1/search?q=latin%20american%20network"), Does.Contain("lanpud"));
    }

    [TestCase("""{"admits":["individual"],"reason":"r"}""", "undated-change")]
    [TestCase("""{"remit":{"countries":["KZ"]},"reason":"r"}""", "undated-change")]
    [TestCase("""{"name":"Another","reason":"r"}""", "undated-change")]
    [TestCase(
        """{"formerValues":[{"attribute":"remit","countries":["KZ"],"period":"../2012","source":"registry-curation"}],"reason":"r"}""",
        "missing"
    )]
    public async Task Change_WhenItsTimeIsMissingOrWrong_IsRefused(string patch, string code)
    {
        using var refused = await PatchAsync("lanpud", patch, registry);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "code")), Does.Contain(code));
    }

    [Test]
    public async Task FormerRemit_WhenANetworksOwnKeyStatesIt_IsInpuds()
    {
        using var refused = await PatchAsync(
            "lanpud",
            """{"formerValues":[{"attribute":"admits","admits":["group"],"period":"../2012","source":"registry-curation"}],"reason":"r"}""",
            await server.KeyAsync(expires: null, "lanpud")
        );

        await RegistryServer.ProblemAsync(refused, HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<int> RemitAsync(string? day) =>
        (await server.JsonAsync($"/v1/coverage?network=lanpud{(day is null ? "" : $"&asOf={day}")}"))
            .GetProperty("items")[0]
            .GetProperty("remit")
            .GetInt32();

    private async Task<IEnumerable<string?>> CertaintiesAsync(string address, string id) =>
        (await server.JsonAsync(address))
            .GetProperty("items")
            .EnumerateArray()
            .Where(row => Text(row, row.TryGetProperty("id", out _) ? "id" : "code") == id)
            .Select(row => Text(row, "certainty"));

    private async Task ChangeAsync(string network, string patch)
    {
        using var response = await PatchAsync(network, patch, registry);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PatchAsync(string network, string patch, (string, string) key)
    {
        using var read = await server.GetAsync($"/v1/networks/{network}/record", key);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/networks/{network}/record",
            patch,
            key,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
