using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Memberships;

/// <summary>How stewards admit groups to networks and end memberships, over HTTP.</summary>
internal sealed class MembershipWritesTests
{
    private const string Asud = """{"group":"asud","period":"2019/2024","source":"registry-curation","reason":"r"}""";

    private RegistryServer server = null!;
    private (string Name, string Value) europe;
    private (string Name, string Value) women;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        europe = await server.KeyAsync(expires: null, "euronpud");
        women = await server.KeyAsync(expires: null, "inwud");
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Admission_WhenTheRulesAllowIt_IsCountedInCoverage()
    {
        using var admitted = await AdmitAsync("inwud", Asud.Replace("2019/2024", "2019/..", StringComparison.Ordinal), registry);
        var coverage = await server.JsonAsync("/v1/coverage?network=inwud");

        Assert.That(admitted.StatusCode, Is.EqualTo(HttpStatusCode.Created), await admitted.Content.ReadAsStringAsync());
        Assert.That(
            coverage.GetProperty("items")[0].GetProperty("memberGroups").GetProperty("groups").GetInt32(),
            Is.EqualTo(1),
            coverage.GetRawText()
        );
    }

    [TestCase("euronpud", """{"group":"asud","period":"2025/..","source":"registry-curation","reason":"r"}""", "overlapping-membership")]
    [TestCase("euronpud", """{"group":"vandu","period":"2025/..","source":"registry-curation","reason":"r"}""", "outside-remit")]
    [TestCase("inwud", """{"group":"asud","period":"2020/2019","source":"registry-curation","reason":"r"}""", "period-inverted")]
    public async Task Admission_WhenItBreaksARule_NamesTheRuleAndWritesNothing(string network, string body, string code)
    {
        using var response = await AdmitAsync(network, body, registry);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.That((int)response.StatusCode, Is.AnyOf(409, 422), problem.GetRawText());
        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("rule").GetString()),
            Does.Contain(server.Whole($"/v1/rules/{code}"))
        );
    }

    [Test]
    public async Task Admission_WhenTheNetworkIsClosed_IsRefused()
    {
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks",
            """
            {"id":"oldnet","name":"An Old Network","abbreviation":"ON","kind":"topical","admits":["group"],"period":"2001/2010","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"France.","countries":["FR"],"source":"registry-curation"} }
            """,
            registry
        );
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created), await created.Content.ReadAsStringAsync());
        using var response = await AdmitAsync("oldnet", Asud, registry);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("network-closed"));
    }

    [Test]
    public async Task Admission_WhenTwoAreSentAtOnce_IsMadeOnce()
    {
        var body = Asud.Replace("2019/2024", "2019/..", StringComparison.Ordinal);
        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AdmitAsync("inwud", body, registry)));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(5));
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        Assert.That(await WholeRegistry.BrokenRulesAsync(write), Is.Empty);
    }

    [Test]
    public async Task Admission_WhenTheGroupIsPrivateToOthers_AnswersAsForOneThatIsAbsent()
    {
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """
            {"name":"Hidden","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}
            """,
            europe
        );
        var id = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var hidden = await AdmitAsync("inwud", Asud.Replace("asud", id, StringComparison.Ordinal), women);
        using var absent = await AdmitAsync("inwud", Asud.Replace("asud", "nobody", StringComparison.Ordinal), women);
        var answers = new[] { await hidden.Content.ReadAsStringAsync(), await absent.Content.ReadAsStringAsync() };

        Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            JsonDocument.Parse(answers[0]).RootElement.GetProperty("errors").GetRawText().Replace(id, "nobody", StringComparison.Ordinal),
            Is.EqualTo(JsonDocument.Parse(answers[1]).RootElement.GetProperty("errors").GetRawText())
        );
        using var own = await AdmitAsync(
            "euronpud",
            Asud.Replace("asud", id, StringComparison.Ordinal).Replace("2019/2024", "2019/..", StringComparison.Ordinal),
            europe
        );
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.Created), await own.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync("/v1/networks/euronpud/groups"), Does.Not.Contain(id));
    }

    [Test]
    public async Task Membership_WhenItEnds_IsNoLongerCountedAndMakesRoomForAnother()
    {
        using var record = await server.GetAsync($"/v1/memberships/{Shipped.EuronpudAsud}/record", europe);
        using var moved = await ChangeAsync(record.Headers.ETag!.ToString(), """{"group":"vandu","reason":"r"}""", europe);
        using var ended = await ChangeAsync(record.Headers.ETag!.ToString(), """{"period":"/2025-12","reason":"It left."}""", europe);

        await RegistryServer.ProblemAsync(moved, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync("/v1/networks/euronpud/groups?asOf=2026-01-15"), Does.Not.Contain("asud"));
        using var again = await AdmitAsync("euronpud", Asud.Replace("2019/2024", "2026/..", StringComparison.Ordinal), registry);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Created), await again.Content.ReadAsStringAsync());
        Assert.That(again.Headers.Location!.OriginalString, Does.Match("^/v1/memberships/[a-z2-9]{5}-[a-z2-9]{5}/record$"));
    }

    [Test]
    public async Task Admission_WhenAnotherKeepsTheGroup_IsRefusedAndWritesNothing()
    {
        var before = await server.RowsAsync();
        using var others = await AdmitAsync("inwud", Asud.Replace("2019/2024", "2019/..", StringComparison.Ordinal), women);
        var problem = await RegistryServer.ProblemAsync(others, HttpStatusCode.Forbidden, "forbidden");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Propose it, with POST /v1/networks/{network}/proposals"));
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    [TestCase("/2025-12")]
    [TestCase("2015~/2025-12")]
    [TestCase("2025-08~/..")]
    [TestCase("/2025-12?")]
    public async Task Membership_WhenItsNetworkMakesItShorter_NeedsNoKeeper(string period)
    {
        using var record = await server.GetAsync($"/v1/memberships/{Shipped.EuronpudAsud}/record", europe);
        using var ended = await ChangeAsync(record.Headers.ETag!.ToString(), $$"""{"period":"{{period}}","reason":"r"}""", europe);
        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        using var longer = await ChangeAsync(ended.Headers.ETag!.ToString(), """{"period":"/..","reason":"r"}""", europe);

        await RegistryServer.ProblemAsync(longer, HttpStatusCode.Forbidden, "forbidden");
    }

    /// <summary>Nothing of it was certain. The day of the end is, and no other.</summary>
    [TestCase("2015~/2025-12-31", HttpStatusCode.OK)]
    [TestCase("2015/2025-12-31", HttpStatusCode.Forbidden)]
    public async Task Membership_WhenItsNetworkEndsItOnADay_NeedsTheKeeperForMoreThanThatDay(string period, HttpStatusCode expected)
    {
        using var record = await server.GetAsync($"/v1/memberships/{Shipped.EuronpudAsud}/record", registry);
        using var vague = await ChangeAsync(
            record.Headers.ETag!.ToString(),
            """{"period":"2015~/..","observed":null,"reason":"r"}""",
            registry
        );
        using var ended = await ChangeAsync(vague.Headers.ETag!.ToString(), $$"""{"period":"{{period}}","reason":"r"}""", europe);

        Assert.That(ended.StatusCode, Is.EqualTo(expected), await ended.Content.ReadAsStringAsync());
    }

    [TestCase("\"period\":\"2015/..\"", TestName = "{m}(a start that is known)")]
    [TestCase("\"period\":\"2015/2025-12\"", TestName = "{m}(a start that is known, and an end)")]
    [TestCase("\"observed\":\"2020\"", TestName = "{m}(an earlier observation)")]
    public async Task Membership_WhenItsNetworkMakesADayMoreCertain_NeedsTheKeeper(string change)
    {
        const string Past = "/v1/coverage?network=euronpud&asOf=2022-01-01";
        var before = await server.TextAsync(Past);
        using var record = await server.GetAsync($"/v1/memberships/{Shipped.EuronpudAsud}/record", europe);
        var tag = record.Headers.ETag!.ToString();
        using var refused = await ChangeAsync(tag, $$"""{{{change}},"reason":"r"}""", europe);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.Forbidden, "forbidden");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("no day of it more certain than '/..' does"));
        Assert.That(await server.TextAsync(Past), Is.EqualTo(before));
        using var kept = await ChangeAsync(tag, $$"""{{{change}},"reason":"r"}""", registry);
        Assert.That(kept.StatusCode, Is.EqualTo(HttpStatusCode.OK), await kept.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync(Past), Is.Not.EqualTo(before), "the keeper makes it certain");
    }

    [Test]
    public async Task Membership_WhenTheKeyIsAnotherNetworks_IsNeitherReadNorMade()
    {
        using var read = await server.GetAsync($"/v1/memberships/{Shipped.EuronpudAsud}/record", women);
        using var patch = await ChangeAsync("\"x\"", """{"period":"/2025-12","reason":"r"}""", women);
        using var admit = await AdmitAsync("euronpud", Asud, women);
        using var nowhere = await AdmitAsync("nobody", Asud, women);

        await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        await RegistryServer.ProblemAsync(patch, HttpStatusCode.NotFound, "not-found");
        await RegistryServer.ProblemAsync(admit, HttpStatusCode.Forbidden, "forbidden");
        await RegistryServer.ProblemAsync(nowhere, HttpStatusCode.NotFound, "not-found");
    }

    private Task<HttpResponseMessage> AdmitAsync(string network, string body, (string, string) key) =>
        server.SendJsonAsync(HttpMethod.Post, $"/v1/networks/{network}/memberships", body, key);

    private Task<HttpResponseMessage> ChangeAsync(string tag, string body, (string, string) key) =>
        server.SendJsonAsync(HttpMethod.Patch, $"/v1/memberships/{Shipped.EuronpudAsud}/record", body, key, ("If-Match", tag));
}
