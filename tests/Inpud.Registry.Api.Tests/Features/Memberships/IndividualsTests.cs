using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Memberships;

/// <summary>Individuals are counts per country. A count of one to four has no public number; a count of nobody is 0.</summary>
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
    public async Task Count_WhenItIsOneToFour_IsShownAsLessAndAddedUpNowhere()
    {
        foreach (var (country, people) in new[] { ("KE", 37), ("UG", 4), ("TZ", 5), ("ZA", 0), ("ZM", 1) })
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
                Is.EqualTo(["KE 37", "TZ 5", "UG <5", "ZA 0", "ZM <5"])
            );
            Assert.That(
                list.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => $"{item.GetProperty("people")} {item.GetProperty("peopleBelow")}"),
                Is.EqualTo(["37 ", "5 ", " 5", "0 ", " 5"])
            );
            Assert.That(
                list.GetRawText(),
                Does.Not.Match("[^a-z0-9]4[67][^a-z0-9]").And.Not.Contain("\"people\":4").And.Not.Contain("\"people\":1")
            );
            Assert.That(csv, Does.Contain("UG,,<5").And.Contain("KE,37,37").And.Contain("ZA,0,0"));
            Assert.That(
                feed,
                Does.Contain("\"people\":37,\"peopleBelow\":null")
                    .And.Contain("\"people\":null,\"peopleBelow\":5")
                    .And.Contain("\"people\":0,\"peopleBelow\":null")
                    .And.Not.Contain("\"people\":4")
            );
        });
    }

    [Test]
    public async Task Count_WhenOnlyAPublicExportKnewIt_IsReplacedByTheNumberThatAStewardStates()
    {
        using var made = await CountAsync("africanpud", "KE", 37, africa);
        var record = made.Headers.Location!.ToString();
        var id = record.Split('/')[3];
        await server.WriteAsync(("update individual_counts set people = null, people_below = 5 where id = @id", new { id }));
        using var imported = await server.GetAsync(record, africa);
        var before = JsonDocument.Parse(await imported.Content.ReadAsStringAsync()).RootElement;

        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            record,
            """{"people":3,"reason":"r"}""",
            africa,
            ("If-Match", imported.Headers.ETag!.ToString())
        );
        var after = JsonDocument.Parse(await changed.Content.ReadAsStringAsync()).RootElement;

        Assert.That($"{before.GetProperty("people")} {before.GetProperty("peopleBelow")}", Is.EqualTo(" 5"));
        Assert.That($"{after.GetProperty("people")} {after.GetProperty("peopleBelow")}", Is.EqualTo("3 "));
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        Assert.That(await read.SingleAsync<long>("select count(*) from individual_counts where people_below is not null"), Is.Zero);
    }

    [Test]
    public async Task Count_WhenNobodyKnowsIt_IsNeitherANumberNorAFew()
    {
        using var made = await CountAsync("africanpud", "KE", 37, africa);
        await server.WriteAsync(("update individual_counts set people = null", null));

        var item = (await server.JsonAsync("/v1/networks/africanpud/individuals")).GetProperty("items")[0];

        Assert.That(
            new[] { "people", "peopleBelow", "shown" }.Select(name => item.GetProperty(name).ValueKind),
            Is.All.EqualTo(JsonValueKind.Null)
        );
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

    [Test]
    public async Task Count_WhenRecordedWithoutAVisibility_IsItsStewardsAlone()
    {
        using var made = await CountAsync("""{"country":"KE","people":42,"period":"2025/..","source":"registry-curation","reason":"r"}""");
        var record = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        var id = record.GetProperty("id").GetString()!;
        using var history = await server.GetAsync($"/v1/individuals/{id}/history");

        Assert.Multiple(async () =>
        {
            Assert.That(record.GetProperty("visibility").GetString(), Is.EqualTo("private"));
            Assert.That((await server.JsonAsync("/v1/networks/africanpud/individuals")).GetProperty("total").GetInt32(), Is.Zero);
            Assert.That(await server.TextAsync("/v1/changes?limit=200&after=280"), Does.Not.Contain(id));
            Assert.That(await server.TextAsync("/v1/export?format=ndjson"), Does.Not.Contain(id));
            Assert.That(history.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [TestCase("")]
    [TestCase(""","consentGiven":"2026-01-16" """)]
    [TestCase(""","consentGiven":"2025-01-01","consentUntil":"2026-01-14" """)]
    public async Task Count_WhenPublicWithoutAConsentInForce_IsRefused(string consent)
    {
        using var response = await CountAsync(
            $$"""{"country":"KE","people":42,"visibility":"public","period":"2025/..","source":"registry-curation","reason":"r"{{consent}}}"""
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("consent-missing"));
        Assert.That(problem.GetProperty("errors")[0].GetProperty("pointer").GetString(), Is.EqualTo("/visibility"));
    }

    [TestCase(""" "consentUntil":"2030-01-01" """, "no-consent")]
    [TestCase(""" "consentGivenTo":"A steward" """, "no-consent")]
    [TestCase(""" "consentGiven":"2026-01-10","consentUntil":"2026-01-09" """, "before-given")]
    public async Task Count_WhenItsConsentMakesNoSense_IsRefused(string consent, string code)
    {
        using var response = await CountAsync(
            $$"""{"country":"KE","people":42,"period":"2025/..","source":"registry-curation","reason":"r",{{consent}}}"""
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo(code));
    }

    /// <summary>The last day ends as soon as it ends anywhere: at 10:00 UTC.</summary>
    [Test]
    public async Task Count_WhenItsConsentEnds_GoesOnThatDayWithoutAWrite()
    {
        using var made = await CountAsync(
            """
            {"country":"KE","people":42,"visibility":"public","consentGiven":"2026-01-10","consentGivenTo":"Only us","consentUntil":"2026-01-19",
             "period":"2025/..","source":"registry-curation","reason":"r"}
            """
        );
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 19, 9, 59, 0, TimeSpan.Zero));
        var during = await server.TextAsync("/v1/networks/africanpud/individuals");
        var place = (await server.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString();
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 19, 10, 0, 0, TimeSpan.Zero));
        var after = await server.JsonAsync("/v1/networks/africanpud/individuals");
        var feed = (await server.JsonAsync($"/v1/changes?limit=200&after={place}")).GetProperty("items").EnumerateArray().ToList();

        Assert.Multiple(async () =>
        {
            Assert.That(during, Does.Contain("\"people\":42").And.Contain("\"consentUntil\":\"2026-01-19\"").And.Not.Contain("Only us"));
            Assert.That(after.GetProperty("total").GetInt32(), Is.Zero);
            Assert.That(
                feed.Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("resource")} {entry.GetProperty("id")}"),
                Is.EqualTo([$"withdrawn individuals {id}"])
            );
            Assert.That(await server.TextAsync("/v1/export?format=ndjson"), Does.Not.Contain(id));
        });
    }

    private Task<HttpResponseMessage> CountAsync(string body) =>
        server.SendJsonAsync(HttpMethod.Post, "/v1/networks/africanpud/individuals", body, africa);

    private Task<HttpResponseMessage> CountAsync(string network, string country, int people, (string, string) key) =>
        server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/networks/{network}/individuals",
            $$"""{"country":"{{country}}","people":{{people}},"visibility":"public","consentGiven":"2026-01-10","consentGivenTo":"A steward","period":"2025/..","source":"registry-curation","reason":"r"}""",
            key
        );
}
