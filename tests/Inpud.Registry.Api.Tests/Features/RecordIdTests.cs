using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Ids name nobody. A group or a person has a readable slug only while it is public.</summary>
internal sealed class RecordIdTests
{
    private const string Opaque = "^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$";

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>The operations come from the contract, so that a new kind of record is among them.</summary>
    [Test]
    public async Task Id_WhenARecordIsMade_IsRandom(
        [ValueSource(typeof(WriteOperation), nameof(WriteOperation.Creations))] WriteOperation creation
    )
    {
        using var made = await server.SendJsonAsync(
            new HttpMethod(creation.Method),
            $"{creation.Address}?dryRun=true",
            creation.Example.ToJsonString(),
            key
        );
        var text = await made.Content.ReadAsStringAsync();
        Assert.That(made.IsSuccessStatusCode, Is.True, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();

        Assert.That(id, creation.Template == "/v1/networks" ? Does.Not.Match(Opaque) : Does.Match(Opaque));
    }

    [Test]
    public async Task Ids_WhenTheRegistryIsNew_NameNoGroupAndNoPerson()
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        foreach (var table in new[] { "groups", "people", "memberships", "seat_terms", "office_terms", "post_terms" })
        {
            Assert.That(await read.QueryAsync<string>($"select id from {table}"), Is.Not.Empty.And.All.Matches(Opaque), table);
        }
    }

    [Test]
    public async Task Slug_WhenAGroupIsPublic_IsItsAddress()
    {
        var (id, slug) = await PublishAsync("Umoja ya Wazi");
        using var bySlug = await server.GetAsync($"/v1/groups/{slug}");
        using var byId = await server.GetAsync($"/v1/groups/{id}?asOf=2026-01-01");
        var hit = (await server.JsonAsync("/v1/search?q=umoja+ya+wazi")).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(slug, Does.Match("^umoja-ya-wazi-[2-9a-z]{4}$"));
            Assert.That(bySlug.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(bySlug.Content.Headers.ContentLocation!.OriginalString, Is.EqualTo($"/v1/groups/{slug}"));
            Assert.That(byId.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(byId.Content.Headers.ContentLocation!.OriginalString, Is.EqualTo($"/v1/groups/{slug}?asOf=2026-01-01"));
            Assert.That(hit.GetProperty("id").GetString(), Is.EqualTo(id));
            Assert.That(hit.GetProperty("address").GetString(), Is.EqualTo(server.Whole($"/v1/groups/{slug}")));
        });
    }

    [Test]
    public async Task Slug_WhenAGroupIsHidden_AnswersAsOneThatNeverWas()
    {
        var (id, slug) = await PublishAsync("Umoja Hidden");
        await ChangeAsync(id, """{"visibility":"private","reason":"r"}""");

        Assert.That(await AnswerAsync(slug), Is.EqualTo(await AnswerAsync("umoja-hidden-2222")));
        Assert.That(await AnswerAsync(id), Is.EqualTo(await AnswerAsync("22222-22222")));
        using var named = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/memberships?dryRun=true",
            $$"""{"group":"{{slug}}","period":"2019/..","source":"registry-curation","reason":"r"}""",
            key
        );
        await RegistryServer.ProblemAsync(named, HttpStatusCode.BadRequest, "invalid-request");
    }

    [Test]
    public async Task Slug_WhenTheNameChanges_FollowsIt()
    {
        var (id, slug) = await PublishAsync("Umoja Zamani");
        var placed = await ChangeAsync(id, """{"place":"Mombasa","reason":"r"}""");
        var renamed = await ChangeAsync(id, """{"name":"Umoja Mpya","correction":true,"reason":"r"}""");
        using var former = await server.GetAsync($"/v1/groups/{slug}");

        Assert.That(placed.GetProperty("slug").GetString(), Is.EqualTo(slug));
        Assert.That(renamed.GetProperty("slug").GetString(), Does.Match("^umoja-mpya-[2-9a-z]{4}$"));
        Assert.That(former.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("Союз", "group", 10)]
    [TestCase("Ça ira!", "ca-ira", 4)]
    public async Task Slug_WhenTheNameHasOtherLetters_IsStillReadable(string name, string beginning, int ending)
    {
        var (_, slug) = await PublishAsync(name);

        Assert.That(slug, Does.Match($"^{beginning}-[2-9a-z]{{{ending}}}$"));
    }

    private async Task<string> AnswerAsync(string group)
    {
        using var answer = await server.GetAsync($"/v1/groups/{group}");
        var text = await answer.Content.ReadAsStringAsync();
        var trace = JsonDocument.Parse(text).RootElement.GetProperty("traceId").GetString()!;
        answer.Headers.Date = null;
        return $"{(int)answer.StatusCode} {answer.Headers} {answer.Content.Headers} {text}"
            .Replace(group, "GROUP", StringComparison.Ordinal)
            .Replace(trace, "TRACE", StringComparison.Ordinal)
            .Replace($"Content-Length: {text.Length}", "LENGTH", StringComparison.Ordinal);
    }

    private async Task<(string Id, string Slug)> PublishAsync(string name)
    {
        var made = await SendAsync(
            HttpMethod.Post,
            "/v1/groups",
            $$"""{"name":"{{name}}","country":"KE","period":"2012/..","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}"""
        );
        var id = made.GetProperty("id").GetString()!;
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"A steward","reason":"r"}"""
        );
        var shown = await ChangeAsync(id, """{"visibility":"public","reason":"r"}""");
        return (id, shown.GetProperty("slug").GetString()!);
    }

    private Task<JsonElement> ChangeAsync(string id, string patch) =>
        SendAsync(HttpMethod.Patch, $"/v1/groups/{id}/record", patch, ("If-Match", "*"));

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body, params (string, string)[] headers)
    {
        using var response = await server.SendJsonAsync(method, address, body, [key, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
