using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A counted group agreed to be counted and not to be named. The public sees its country and its network, and nothing else.</summary>
internal sealed class CountedGroupsTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;
    private string id = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        var source = await CreateAsync("/v1/sources", """{"title":"Letter of Umoja","kind":"curation","reason":"r"}""");
        id = await CreateAsync(
            "/v1/groups",
            $$"""
            {
                "name":"Umoja","country":"KE","place":"Mombasa","type":"collective","period":"2013-05-04/..","ledByPeopleWhoUseDrugs":true,
                "names":[{"name":"UMJ","kind":"abbreviation","source":"{{source}}"}],"source":"{{source}}","note":"Behind the market.","reason":"r"
            }
            """
        );
        await SendAsync(
            HttpMethod.Post,
            "/v1/networks/africanpud/memberships",
            $$"""{"group":"{{id}}","period":"2017-03-02/..","source":"{{source}}","locator":"Umoja's page","reason":"r"}"""
        );
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Group_WhenItAgreedToBeCounted_IsCountedWhereItIsListed()
    {
        await AgreeAsync();
        var list = await server.JsonAsync("/v1/groups?network=africanpud");
        var row = list.GetProperty("items")[0];
        var coverage = (await server.JsonAsync("/v1/coverage?network=africanpud")).GetProperty("items")[0].GetProperty("memberGroups");
        var country = await server.JsonAsync("/v1/countries/KE");

        Assert.Multiple(() =>
        {
            Assert.That(list.GetProperty("certain").GetInt32(), Is.EqualTo(1));
            Assert.That(row.GetProperty("name").GetString(), Is.EqualTo("A member group"));
            Assert.That(row.GetProperty("country").GetString(), Is.EqualTo("KE"));
            Assert.That(row.GetProperty("memberOf")[0].GetString(), Is.EqualTo("africanpud"));
            Assert.That(row.GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(coverage.GetProperty("groups").GetInt32(), Is.EqualTo(1), coverage.GetRawText());
            Assert.That(coverage.GetProperty("countries").GetInt32(), Is.EqualTo(1));
            Assert.That(
                country.GetProperty("evidence").EnumerateArray().Count(item => item.GetProperty("kind").GetString() == "member-group"),
                Is.EqualTo(1)
            );
        });
        Assert.That(
            (await server.JsonAsync(coverage.GetProperty("rows").GetString()!)).GetProperty("total").GetInt32(),
            Is.EqualTo(1),
            "the count leads to the rows that it counts"
        );
    }

    [Test]
    public async Task Group_WhenItAgreedToBeCounted_IsNamedNowhere()
    {
        await AgreeAsync();
        var said = new List<string>();
        foreach (
            var address in new[]
            {
                "/v1/groups",
                "/v1/groups?format=csv",
                "/v1/groups?q=member",
                "/v1/networks/africanpud/groups",
                "/v1/networks/africanpud",
                "/v1/countries/KE",
                "/v1/coverage",
                "/v1/coverage/countries",
                "/v1/sources",
                "/v1/search?q=umoja",
                "/v1/search?q=a%20member%20group",
                "/v1/changes?limit=200&after=280",
                "/v1/changes?format=atom&limit=200&after=280",
            }
        )
        {
            said.Add(await server.TextAsync(address));
        }

        var all = string.Join('\n', said);
        foreach (var secret in new[] { "Umoja", "umoja", "UMJ", "Mombasa", "market", "2013", "2017-03", "collective", id[^6..] })
        {
            Assert.That(all, Does.Not.Contain(secret));
        }

        Assert.That(all, Does.Contain("A member group"));
        Assert.That(await server.TextAsync("/v1/groups?q=umoja"), Does.Contain("\"total\":0"));
        var handle = all[all.IndexOf("anonymous-", StringComparison.Ordinal)..][..26];
        foreach (var address in new[] { $"/v1/groups/{handle}", $"/v1/groups/{id}", $"/v1/groups/{id}/history" })
        {
            using var response = await server.GetAsync(address);
            await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
        }
    }

    [Test]
    public async Task Group_WhenItsConsentIsTakenBack_IsCountedNoMore()
    {
        var before = await server.TextAsync("/v1/coverage?asOf=2026-01-15");
        await AgreeAsync();
        Assert.That(await server.TextAsync("/v1/coverage?asOf=2026-01-15"), Is.Not.EqualTo(before));
        await EndFirstConsentAsync();

        Assert.That(await server.TextAsync("/v1/coverage?asOf=2026-01-15"), Is.EqualTo(before));
        Assert.That(await server.TextAsync("/v1/changes?limit=200&after=280"), Does.Not.Contain("A member group"));
    }

    [Test]
    public async Task Group_WhenItAgreedToBeCountedAlone_CannotBeMadePublic()
    {
        await AgreeAsync();
        using var record = await server.GetAsync($"/v1/groups/{id}/record", registry);
        using var response = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id}/record",
            """{"visibility":"public","reason":"r"}""",
            registry,
            ("If-Match", record.Headers.ETag!.ToString())
        );

        await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");
    }

    [Test]
    public async Task Group_WhenItIsNoLongerNamed_IsCountedFromTheNextDayAndNotBesideItsWithdrawal()
    {
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2025-12-24","givenTo":"A steward","until":"2030-05-06","reason":"r"}"""
        );
        await ChangeAsync("""{"visibility":"public","reason":"r"}""");
        var shown = await LatestAsync();
        await ChangeAsync("""{"visibility":"country","reason":"r"}""");
        var sameDay = await FeedAsync(shown);
        Assert.That(await server.TextAsync("/v1/groups?network=africanpud"), Does.Contain("\"total\":0"));
        await NextDayAsync();
        var nextDay = await FeedAsync(shown);
        var counted = nextDay.Where(entry => IsAnonymous(entry)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(sameDay.Select(entry => entry.GetProperty("action").GetString()), Has.All.EqualTo("withdrawn"));
            Assert.That(sameDay.Where(IsAnonymous), Is.Empty);
            Assert.That(counted.Select(entry => entry.GetProperty("resource").GetString()), Is.EqualTo(["groups", "memberships"]));
            Assert.That(
                counted.Select(entry => entry.GetProperty("at").GetDateTimeOffset().Date),
                Has.All.EqualTo(new DateTime(2026, 1, 16))
            );
            Assert.That(string.Concat(counted.Select(entry => entry.GetRawText())), Does.Not.Contain("2025-12-24").And.Not.Contain(id));
        });
        Assert.That(await server.TextAsync("/v1/groups?network=africanpud"), Does.Contain("\"total\":1"));
    }

    [Test]
    public async Task Group_WhenItIsHiddenAndCountedAgain_HasAnotherId()
    {
        await AgreeAsync();
        var first = await AnonymousIdAsync();
        await ChangeAsync("""{"visibility":"private","reason":"r"}""");
        Assert.That(await server.TextAsync("/v1/groups?network=africanpud"), Does.Contain("\"total\":0"), "hiding holds at once");
        await ChangeAsync("""{"visibility":"country","reason":"r"}""");
        await NextDayAsync();

        Assert.That(await AnonymousIdAsync(), Is.Not.EqualTo(first));
    }

    [TestCase("country")]
    [TestCase("consent")]
    public async Task Group_WhenItChanges_IsCountedAsItWasUntilTheNextDayAndThenUnderAnotherId(string what)
    {
        await AgreeAsync();
        var first = await AnonymousIdAsync();
        var before = await LatestAsync();
        if (what == "country")
        {
            await ChangeAsync("""{"country":"TZ","since":"2025-12","reason":"r"}""");
        }
        else
        {
            await SendAsync(
                HttpMethod.Post,
                $"/v1/groups/{id}/consents",
                """{"scope":"country","given":"2026-01-16","givenTo":"A steward","until":"2031-01-01","reason":"r"}"""
            );
            await EndFirstConsentAsync();
        }

        Assert.That(await FeedAsync(before), Is.Empty);
        Assert.That(await server.TextAsync("/v1/groups?network=africanpud"), Does.Contain("\"total\":1").And.Contain("\"KE\""));
        await NextDayAsync();
        var list = await server.TextAsync("/v1/groups?network=africanpud");

        Assert.That(list, Does.Contain("\"total\":1").And.Contain(what == "country" ? "\"TZ\"" : "\"KE\""));
        Assert.That(await AnonymousIdAsync(), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Cursor_WhenThePageEndsWithACountedGroup_HasNoIdOfTheFeed()
    {
        await AgreeAsync();
        var page = await server.JsonAsync("/v1/groups?limit=1");
        var cursor = page.GetProperty("next").GetString()!;
        var text = System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor));

        Assert.That(page.GetProperty("items")[0].GetProperty("name").GetString(), Is.EqualTo("A member group"));
        Assert.That(text, Does.Contain("a-member-group").And.Not.Contain("anonymous-"));
        Assert.That(await server.TextAsync($"/v1/groups?limit=200&after={cursor}"), Does.Contain("ASUD").And.Not.Contain("A member group"));
    }

    /// <summary>Nobody knows whether the first membership has ended. The two are the same fact of a counted group.</summary>
    [Test]
    public async Task Group_WhenItMayHaveTwoMembershipsOfANetwork_IsCountedOnce()
    {
        await SendAsync(
            HttpMethod.Post,
            "/v1/networks/africanpud/memberships",
            $$"""{"group":"{{id}}","period":"2015-06/","observed":"2016","source":"registry-curation","reason":"r"}"""
        );
        await AgreeAsync();
        var list = await server.JsonAsync("/v1/groups?network=africanpud");
        var coverage = await server.JsonAsync("/v1/coverage?network=africanpud");

        Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That(list.GetProperty("items")[0].GetProperty("memberOf").GetArrayLength(), Is.EqualTo(1));
        Assert.That(coverage.GetProperty("totals").GetProperty("memberGroups").GetProperty("groups").GetInt32(), Is.EqualTo(1));
    }

    /// <summary>Lists keep how they wrote a group. Who writes a counted one knows it by another id than they do.</summary>
    [TestCase("joins another network", "africanpud inwud")]
    [TestCase("leaves a network", "africanpud")]
    [TestCase("was never a member", "africanpud")]
    [TestCase("is a member since about a year", "africanpud inwud")]
    public async Task Group_WhenItsMembershipsChange_IsCountedAsItWasUntilTheNextDayAndThenUnderAnotherId(string what, string networks)
    {
        const string Other = "/v1/networks/inwud/memberships";
        var body = $$"""{"group":"{{id}}","period":"2018/..","source":"registry-curation","reason":"r"}""";
        var other = what.StartsWith("joins", StringComparison.Ordinal)
            ? ""
            : (await SendAsync(HttpMethod.Post, Other, body)).GetProperty("id").GetString()!;
        await AgreeAsync();
        var (first, latest) = (await AnonymousIdAsync(), await LatestAsync());
        var (list, evidence) = (await server.TextAsync("/v1/groups?country=KE"), await server.TextAsync("/v1/countries/KE/evidence"));
        switch (what)
        {
            case "joins another network":
                await SendAsync(HttpMethod.Post, Other, body);
                break;
            case "leaves a network":
                await ChangeMembershipAsync("""{"period":"2018/2020","reason":"r"}""");
                break;
            case "was never a member":
                await SendAsync(HttpMethod.Post, $"/v1/memberships/{other}/withdrawal", """{"reason":"r"}""", ("If-Match", "*"));
                break;
            default:
                await ChangeMembershipAsync("""{"period":"2018~/..","reason":"r"}""");
                break;
        }

        Assert.That(await FeedAsync(latest), Is.Empty, "nothing shows beside the change");
        Assert.That(await server.TextAsync("/v1/groups?country=KE"), Is.EqualTo(list));
        Assert.That(await server.TextAsync("/v1/countries/KE/evidence"), Is.EqualTo(evidence));
        await NextDayAsync();
        Assert.That(await NetworksAsync(), Is.EqualTo(networks.Split(' ')));
        Assert.That(await server.TextAsync("/v1/countries/KE/evidence"), Is.Not.EqualTo(evidence));
        Assert.That(await AnonymousIdAsync(), Is.Not.EqualTo(first));
        Assert.That(await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None), Is.Empty);

        Task ChangeMembershipAsync(string patch) =>
            SendAsync(HttpMethod.Patch, $"/v1/memberships/{other}/record", patch, ("If-Match", "*"));
    }

    [Test]
    public async Task Group_WhenItLeavesItsOnlyNetwork_IsCountedNoMoreAtOnce()
    {
        await AgreeAsync();
        using var record = await server.GetAsync($"/v1/groups/{id}/record", registry);
        var membership = JsonDocument
            .Parse(await record.Content.ReadAsStringAsync())
            .RootElement.GetProperty("memberships")[0]
            .GetProperty("id")
            .GetString();
        await SendAsync(
            HttpMethod.Patch,
            $"/v1/memberships/{membership}/record",
            """{"period":"2017-03-02/2020","reason":"r"}""",
            ("If-Match", "*")
        );

        Assert.That(await server.TextAsync("/v1/groups?country=KE"), Does.Contain("\"total\":0"));
    }

    private async Task<IEnumerable<string?>> NetworksAsync() =>
        (await server.JsonAsync("/v1/groups?country=KE"))
            .GetProperty("items")[0]
            .GetProperty("memberOf")
            .EnumerateArray()
            .Select(network => network.GetString());

    private async Task NextDayAsync()
    {
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.TextAsync("/v1/groups");
    }

    private async Task<string> LatestAsync() => (await server.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString()!;

    private async Task<List<JsonElement>> FeedAsync(string after) =>
        [.. (await server.JsonAsync($"/v1/changes?limit=200&after={after}")).GetProperty("items").EnumerateArray()];

    private static bool IsAnonymous(JsonElement entry) =>
        entry.GetProperty("id").GetString()!.StartsWith("anonymous-", StringComparison.Ordinal);

    private async Task<string> AnonymousIdAsync() =>
        (await FeedAsync("200"))
            .Last(entry =>
                IsAnonymous(entry)
                && entry.GetProperty("resource").GetString() == "groups"
                && entry.GetProperty("action").GetString() != "withdrawn"
            )
            .GetProperty("id")
            .GetString()!;

    private async Task EndFirstConsentAsync()
    {
        using var record = await server.GetAsync($"/v1/groups/{id}/record", registry);
        var consent = JsonDocument
            .Parse(await record.Content.ReadAsStringAsync())
            .RootElement.GetProperty("consents")[0]
            .GetProperty("id")
            .GetString();
        await SendAsync(HttpMethod.Post, $"/v1/groups/{id}/consents/{consent}/end", """{"reason":"r"}""");
    }

    private Task ChangeAsync(string patch) => SendAsync(HttpMethod.Patch, $"/v1/groups/{id}/record", patch, ("If-Match", "*"));

    /// <summary>The group agrees to be counted, and is counted from the next day on.</summary>
    private async Task AgreeAsync()
    {
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            """{"scope":"country","given":"2026-01-10","givenTo":"A steward","reason":"r"}"""
        );
        using var record = await server.GetAsync($"/v1/groups/{id}/record", registry);
        await SendAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id}/record",
            """{"visibility":"country","reason":"r"}""",
            ("If-Match", record.Headers.ETag!.ToString())
        );
        await NextDayAsync();
    }

    private async Task<string> CreateAsync(string address, string body) =>
        (await SendAsync(HttpMethod.Post, address, body)).GetProperty("id").GetString()!;

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body, params (string, string)[] headers)
    {
        using var response = await server.SendJsonAsync(method, address, body, [registry, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.AnyOf(200, 201), text);
        return JsonDocument.Parse(text).RootElement;
    }
}
