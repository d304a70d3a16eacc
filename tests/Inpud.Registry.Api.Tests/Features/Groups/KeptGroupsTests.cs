using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>Stewards list and search what they keep, private groups too, and nothing else.</summary>
internal sealed class KeptGroupsTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) africa;
    private (string Name, string Value) europe;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
        europe = await server.KeyAsync(expires: null, "euronpud");
        registry = await server.KeyAsync(expires: null, "registry");
        await CreateAsync("Umoja", "KE", "africanpud", africa);
        var haki = await CreateAsync("Haki", "TZ", "africanpud", africa);
        await CreateAsync("Solidarité", "FR", "euronpud", europe);
        await SendAsync(
            $"/v1/groups/{haki}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","until":"2026-02-10","reason":"r"}""",
            africa
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("", "Haki,Umoja")]
    [TestCase("?country=KEN", "Umoja")]
    [TestCase("?visibility=private&limit=1", "Haki")]
    [TestCase("?visibility=public", "")]
    [TestCase("?q=MOJ%C3%81", "Umoja")]
    [TestCase("?q=solidarite", "")]
    [TestCase("?waiting=consent", "Haki")]
    [TestCase("?waiting=confirmation", "")]
    public async Task KeptGroups_WhenAskedByTheKeeper_AreThose(string query, string names)
    {
        var list = await ListAsync(query, africa);

        Assert.That(
            string.Join(',', list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString())),
            Is.EqualTo(names)
        );
    }

    [Test]
    public async Task KeptGroups_WhenTheKeyIsForTheRegistry_AreAll()
    {
        var all = await ListAsync("?limit=200", registry);

        Assert.That(all.GetProperty("total").GetInt32(), Is.EqualTo(8));
        Assert.That((await ListAsync("", europe)).GetProperty("total").GetInt32(), Is.EqualTo(1), "the shipped groups are INPUD's");
    }

    [Test]
    public async Task KeptGroups_WhenReadPageByPage_AreTheWholeList()
    {
        var names = new List<string?>();
        for (string? next = ""; next is not null; )
        {
            var page = await ListAsync($"?limit=3{(next.Length == 0 ? "" : $"&after={next}")}", registry);
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.That(names, Has.Count.EqualTo(8).And.Unique);
    }

    [Test]
    public async Task KeptGroups_WhenAYearHasPassed_WaitForConfirmation()
    {
        await using var later = await RegistryServer.StartAsShippedAsync();
        var key = await later.KeyAsync(expires: null, "registry");
        later.Clock.Advance(TimeSpan.FromDays(364));
        using var before = await later.GetAsync("/v1/key/groups?waiting=confirmation", key);
        later.Clock.Advance(TimeSpan.FromDays(2));
        await later.WriteAsync();
        using var confirmed = await later.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Asud}/record",
            """{"observed":"2026-12","reason":"It wrote to us."}""",
            key,
            ("If-Match", "*")
        );
        Assert.That(confirmed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await confirmed.Content.ReadAsStringAsync());
        using var after = await later.GetAsync("/v1/key/groups?waiting=confirmation", key);

        Assert.That(await before.Content.ReadAsStringAsync(), Does.Contain("\"total\":0"));
        Assert.That(await after.Content.ReadAsStringAsync(), Does.Contain("\"total\":4").And.Not.Contain("ASUD"));
    }

    [Test]
    public async Task KeptGroups_WhenNobodyAsks_AreNotShown()
    {
        using var answer = await server.GetAsync("/v1/key/groups");

        await RegistryServer.ProblemAsync(answer, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private async Task<JsonElement> ListAsync(string query, (string, string) key)
    {
        using var answer = await server.GetAsync($"/v1/key/groups{query}", key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> CreateAsync(string name, string country, string keeper, (string, string) key) =>
        (
            await SendAsync(
                "/v1/groups",
                $$"""{"name":"{{name}}","country":"{{country}}","period":"2012/..","ledByPeopleWhoUseDrugs":true,"keptBy":"{{keeper}}","source":"registry-curation","reason":"r"}""",
                key
            )
        )
            .GetProperty("id")
            .GetString()!;

    private async Task<JsonElement> SendAsync(string address, string body, (string, string) key)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
