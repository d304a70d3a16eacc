using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Every write checks the key, refuses wrong bodies, and leaves nothing behind where it is refused.</summary>
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

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenTheKeyDoesNotOpenIt_IsRefusedAndWritesNothing(WriteOperation write)
    {
        var version = await VersionAsync(write);
        var another = await server.KeyAsync(expires: null, "panpud");
        var expired = await server.KeyAsync(server.Clock.GetUtcNow().AddMinutes(-1), "registry");
        var revoked = await server.KeyAsync(expires: null, "registry");
        await server.WriteAsync(("update keys set revoked = created where id = (select id from keys order by rowid desc limit 1)", null));
        var before = await StateAsync();
        foreach (var key in new[] { ("", ""), ("Authorization", "Bearer inpud_wrong"), ("Authorization", "Basic eDp5"), expired, revoked })
        {
            using var response = await SendAsync(write, write.Example, version, key);
            await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.StartWith("Bearer"));
        }

        using var others = await SendAsync(write, write.Example, version, another);
        Assert.That((int)others.StatusCode, Is.AnyOf(403, 404), await others.Content.ReadAsStringAsync());
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenAFieldIsWrong_NamesItAndWritesNothing(WriteOperation write)
    {
        var before = await StateAsync();
        var version = await VersionAsync(write);
        foreach (var (pointer, body) in Mistakes(write))
        {
            using var response = await SendAsync(write, body, version, registry);
            var text = await response.Content.ReadAsStringAsync();
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), $"{pointer}: {body.ToJsonString()}: {text}");
            var error = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0];
            Assert.That(error.GetProperty("in").GetString(), Is.EqualTo("body"), text);
            Assert.That(
                error.GetProperty("pointer").GetString(),
                pointer.Length == 0 ? Is.Not.Null : Does.StartWith(pointer),
                $"{body.ToJsonString()}: {text}"
            );
        }

        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenItsVersionIsMissingStaleOrMadeUp_IsRefused(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            Assert.That(write.Method, Is.EqualTo("POST"), "whatever changes a record needs its version");
            return;
        }

        var before = await StateAsync();
        using var missing = await SendAsync(write, write.Example, "", registry);
        using var madeUp = await SendAsync(write, write.Example, "\"0123456789abcdef0123456789abcdef\"", registry);
        using var garbled = await SendAsync(write, write.Example, "no tag at all", registry);

        await RegistryServer.ProblemAsync(missing, HttpStatusCode.PreconditionRequired, "precondition-required");
        await RegistryServer.ProblemAsync(madeUp, HttpStatusCode.PreconditionFailed, "precondition-failed");
        await RegistryServer.ProblemAsync(garbled, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Creations))]
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

    [TestCaseSource(nameof(Creations))]
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
            states.Add(await StateAsync());
        }

        Assert.That(answers[1], Is.EqualTo(answers[0]));
        Assert.That(states[1], Is.EqualTo(states[0]));
    }

    [TestCaseSource(nameof(Creations))]
    public async Task Creation_WhenDryRun_WritesNothing(WriteOperation write)
    {
        var before = await StateAsync();
        using var response = await SendAsync(write with { Address = write.Address + "?dryRun=true" }, write.Example, "", registry);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.Location, Is.Null);
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    private static IEnumerable<WriteOperation> Creations =>
        WriteOperation.All.Where(write => write.Creates && !write.Template.EndsWith("/consents", StringComparison.Ordinal));

    /// <summary>Bodies with one mistake each, and the field that the answer must name; empty where the whole body is wrong.</summary>
    private static IEnumerable<(string Pointer, JsonObject Body)> Mistakes(WriteOperation write)
    {
        yield return ("/nothing", With(write.Example, "nothing", JsonValue.Create(1)));
        var required = write.Schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToHashSet();
        foreach (var property in write.Schema.GetProperty("properties").EnumerateObject())
        {
            var name = property.Name;
            var schema = property.Value;
            if (required.Contains(name))
            {
                var without = With(write.Example, name, null);
                without.Remove(name);
                yield return ("", without);
            }

            var types = TypesOf(schema);
            if (types.Length > 0 && !types.Contains("null"))
            {
                yield return ($"/{name}", With(write.Example, name, null));
            }

            yield return (
                $"/{name}",
                With(write.Example, name, types.Contains("boolean") ? JsonValue.Create("x") : JsonValue.Create(true))
            );
            if (types.Contains("string"))
            {
                yield return ($"/{name}", With(write.Example, name, JsonValue.Create(new string('a', 5000))));
                yield return ($"/{name}", With(write.Example, name, JsonValue.Create("a\u0001")));
            }

            if (name is "source" or "person" or "group" or "country" or "keptBy")
            {
                yield return ($"/{name}", With(write.Example, name, JsonValue.Create("nobody")));
            }
        }
    }

    private static string[] TypesOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(name => name.GetString()!)]
        : [type.GetString()!];

    private static JsonObject With(JsonObject body, string name, JsonNode? value)
    {
        var changed = body.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private Task<HttpResponseMessage> SendAsync(WriteOperation write, JsonObject body, string version, (string, string) key) =>
        server.SendJsonAsync(new HttpMethod(write.Method), write.Address, body.ToJsonString(), key, ("If-Match", version));

    private Task<HttpResponseMessage> PatchAsync(string record, string body, string version) =>
        server.SendJsonAsync(HttpMethod.Patch, record, body, registry, ("If-Match", version));

    private async Task<string> VersionAsync(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            return "";
        }

        using var record = await server.GetAsync(write.Record, registry);
        return record.Headers.ETag!.ToString();
    }

    /// <summary>How many changes there are, private ones included, and how many rows every table has.</summary>
    private async Task<string> StateAsync()
    {
        await using var read = server.Services.GetRequiredService<Database>().Read();
        var tables = await read.QueryAsync<string>(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not in ('keys', 'key_uses') order by name"
        );
        var state = new List<string>();
        foreach (var table in tables)
        {
            state.Add($"{table} {await read.SingleAsync<long>($"select count(*) from {table}")}");
        }

        return string.Join('\n', state);
    }
}
