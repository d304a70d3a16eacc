using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Every kind of record is created once, changed, withdrawn, and keeps its history.</summary>
internal sealed class WritesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Contract_WhenRead_HasAWriteForEachKindOfRecord() => Assert.That(WriteOperation.All, Has.Count.GreaterThan(24));

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.Creations))]
    public async Task Record_WhenCreatedChangedAndWithdrawn_KeepsItsHistoryForStewards(WriteOperation write)
    {
        using var created = await SendAsync(write, write.Example, "", registry);
        var text = await created.Content.ReadAsStringAsync();
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        var record = created.Headers.Location!.OriginalString;
        using var read = await server.GetAsync(record, registry);
        Assert.That(read.Headers.ETag, Is.EqualTo(created.Headers.ETag));
        Assert.That(await read.Content.ReadAsStringAsync(), Is.EqualTo(text));

        using var changed = await PatchAsync(record, """{"reason":"A second look."}""", created.Headers.ETag!.ToString());
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
        Assert.That(await changed.Content.ReadAsStringAsync(), Is.EqualTo(text), "an empty patch changes nothing");
        using var noted = await PatchAsync(record, """{"note":"Seen again.","reason":"r"}""", changed.Headers.ETag!.ToString());
        Assert.That(noted.StatusCode, Is.EqualTo(HttpStatusCode.OK), await noted.Content.ReadAsStringAsync());

        var resource = record[..^"/record".Length];
        using var withdrawn = await server.SendJsonAsync(
            HttpMethod.Post,
            $"{resource}/withdrawal",
            """{"reason":"A mistake."}""",
            registry,
            ("If-Match", noted.Headers.ETag!.ToString())
        );
        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.OK), await withdrawn.Content.ReadAsStringAsync());
        using var last = await server.GetAsync(record, registry);
        using var again = await PatchAsync(record, """{"reason":"r"}""", last.Headers.ETag!.ToString());
        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");

        using var history = await server.GetAsync($"{resource}/history", registry);
        var items = JsonDocument.Parse(await history.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray();
        Assert.That(items.Select(item => item.GetProperty("action").GetString()), Is.EqualTo(["withdraw", "change", "change", "create"]));
        using var forAll = await server.GetAsync($"{resource}/history");
        await RegistryServer.ProblemAsync(forAll, HttpStatusCode.NotFound, "not-found");
        Assert.That(await server.TextAsync("/v1/changes?limit=200"), Does.Not.Contain("Seen again."));
        await using var write2 = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        Assert.That(await WholeRegistry.BrokenRulesAsync(write2), Is.Empty);
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.Creations))]
    public async Task Creation_WhenSentAgainWithItsIdempotencyKey_MakesOneRecord(WriteOperation write)
    {
        var answers = new List<string>();
        var states = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var response = await server.SendJsonAsync(
                HttpMethod.Post,
                write.Address,
                write.Example.ToJsonString(),
                registry,
                ("Idempotency-Key", "again")
            );
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
            answers.Add($"{response.Headers.Location} {response.Headers.ETag} {await response.Content.ReadAsStringAsync()}");
            states.Add(await server.RowsAsync());
        }

        Assert.That(answers[1], Is.EqualTo(answers[0]));
        Assert.That(states[1], Is.EqualTo(states[0]));
    }

    private Task<HttpResponseMessage> SendAsync(WriteOperation write, JsonObject body, string version, (string, string) key) =>
        server.SendJsonAsync(new HttpMethod(write.Method), write.Address, body.ToJsonString(), key, ("If-Match", version));

    private Task<HttpResponseMessage> PatchAsync(string record, string body, string version) =>
        server.SendJsonAsync(HttpMethod.Patch, record, body, registry, ("If-Match", version));
}
