using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A body names a group or a person by id or slug, and the registry keeps the id: a slug would keep a name that a steward takes out.</summary>
internal sealed class NamedBySlugTests
{
    private const string Slug = "vandu";

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Acceptance_WhenItNamesAGroupByItsSlug_MakesAMembershipOfTheGroup()
    {
        await server.WriteAsync(("update applications set network_id = 'inwud'", null));
        using var accepted = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/applications/a-4f2a9b1c/acceptance",
            $$"""{"group":"{{Slug}}","period":"2026-01/..","source":"registry-curation","reason":"r"}""",
            inpud,
            ("If-Match", "*")
        );
        var text = await accepted.Content.ReadAsStringAsync();

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("group").GetString(), Is.EqualTo(Shipped.Vandu));
    }

    [Test]
    public async Task DistinctFrom_WhenItNamesAPersonByTheSlug_IsTakenAndKeepsTheId()
    {
        var person = await server.JsonAsync($"/v1/people/{Shipped.JohnMelhus}");
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/people",
            $$"""{"name":"{{person.GetProperty("name").GetString()}}","distinctFrom":["john-melhus"],"source":"registry-curation","reason":"r"}""",
            inpud
        );
        var text = await made.Content.ReadAsStringAsync();

        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        Assert.That(text, Does.Contain(Shipped.JohnMelhus).And.Not.Contain("[\"john-melhus\"]"));
    }

    [TestCase("catnpud")]
    [TestCase(Shipped.Catnpud)]
    public async Task Successor_WhenItIsTheGroupItself_IsRefusedByName(string itself)
    {
        using var refused = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Catnpud}/record",
            $$"""{"successors":[{"successor":"{{itself}}","kind":"merger","source":"registry-curation"}],"reason":"r"}""",
            inpud,
            ("If-Match", "*")
        );

        await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
    }
}
