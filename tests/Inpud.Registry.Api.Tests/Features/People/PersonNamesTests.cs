using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.People;

/// <summary>A person who takes another name is found by the former one, unless it is taken out.</summary>
internal sealed class PersonNamesTests
{
    private const string Person = "q5fbh-78xqc";

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
    public async Task Name_WhenItChanges_LeadsFromTheFormerOne()
    {
        await ChangeAsync("""{"name":"Tony Dove","since":"2025","reason":"A new name."}""");

        var person = await server.JsonAsync($"/v1/people/{Person}");
        var other = person.GetProperty("otherNames")[0];
        Assert.That($"{Text(other, "name")} {Text(other, "kind")} {Text(other, "period")}", Is.EqualTo("Anton Basenko former ../2025"));
        using var moved = await server.GetAsync("/v1/people/anton-basenko");
        Assert.That((int)moved.StatusCode, Is.EqualTo(308));
        Assert.That(moved.Headers.Location!.OriginalString, Is.EqualTo($"/v1/people/{Text(person, "slug")}"));
        Assert.That(await server.TextAsync("/v1/search?q=basenko"), Does.Contain(Person));
        Assert.That(
            await server.TextAsync("/v1/secretariat?asOf=2025-08-31"),
            Does.Contain("Tony Dove"),
            "a person is called by the name of today"
        );

        using var second = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/people",
            """{"name":"Anton Basenko","source":"registry-curation","reason":"r"}""",
            registry
        );
        var problem = await RegistryServer.ProblemAsync(second, HttpStatusCode.Conflict, "conflict");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("duplicate-person"));
    }

    [Test]
    public async Task Name_WhenThePersonDoesNotWantTheFormerOne_LeavesNothingOfIt()
    {
        await ChangeAsync("""{"name":"Tony Dove","since":"2025","reason":"A new name."}""");
        using var refused = await PatchAsync("""{"names":[],"reason":"r"}""");
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
        await ChangeAsync("""{"names":[],"correction":true,"reason":"They asked us to."}""");

        Assert.That((int)(await server.GetAsync("/v1/people/anton-basenko")).StatusCode, Is.EqualTo(404));
        Assert.That(await server.TextAsync("/v1/search?q=basenko"), Does.Not.Contain(Person));
        Assert.That(await server.TextAsync($"/v1/people/{Person}"), Does.Not.Contain("Basenko"));
    }

    [Test]
    public async Task Name_WhenThePersonIsWithheld_LeadsNowhere()
    {
        await ChangeAsync("""{"name":"Tony Dove","since":"2025","reason":"A new name."}""");
        await ChangeAsync("""{"visibility":"withheld","reason":"They asked us to."}""");

        Assert.That((int)(await server.GetAsync("/v1/people/anton-basenko")).StatusCode, Is.EqualTo(404));
        Assert.That(await server.TextAsync("/v1/search?q=basenko"), Does.Not.Contain(Person));
    }

    private async Task ChangeAsync(string patch)
    {
        using var response = await PatchAsync(patch);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PatchAsync(string patch)
    {
        using var read = await server.GetAsync($"/v1/people/{Person}/record", registry);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/people/{Person}/record",
            patch,
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
