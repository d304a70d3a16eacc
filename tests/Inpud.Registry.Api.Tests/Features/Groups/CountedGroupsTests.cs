using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

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
        var before = await server.TextAsync("/v1/coverage");
        await AgreeAsync();
        Assert.That(await server.TextAsync("/v1/coverage"), Is.Not.EqualTo(before));
        using var record = await server.GetAsync($"/v1/groups/{id}/record", registry);
        var consent = JsonDocument
            .Parse(await record.Content.ReadAsStringAsync())
            .RootElement.GetProperty("consents")[0]
            .GetProperty("id")
            .GetString();
        await SendAsync(HttpMethod.Post, $"/v1/groups/{id}/consents/{consent}/end", """{"reason":"r"}""");

        Assert.That(await server.TextAsync("/v1/coverage"), Is.EqualTo(before));
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
