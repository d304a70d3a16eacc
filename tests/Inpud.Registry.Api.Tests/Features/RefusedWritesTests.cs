using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Every write checks the key and the version, refuses wrong bodies, and leaves nothing behind where it is refused or only tried. So all cases share a server.</summary>
internal sealed class RefusedWritesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenTheKeyDoesNotOpenIt_IsRefusedAndWritesNothing(WriteOperation write)
    {
        var version = await VersionAsync(write);
        var another = await server.KeyAsync(expires: null, "panpud");
        var expired = await server.KeyAsync(server.Clock.GetUtcNow().AddMinutes(-1), "registry");
        var revoked = await server.KeyOfAsync("To be revoked", expires: null, "registry");
        await server.WriteAsync(("update keys set revoked = created where label = 'To be revoked'", null));
        var before = await server.RowsAsync();
        foreach (var key in new[] { ("", ""), ("Authorization", "Bearer inpud_wrong"), ("Authorization", "Basic eDp5"), expired, revoked })
        {
            using var response = await SendAsync(write, write.Example, version, key);
            await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.StartWith("Bearer"));
        }

        using var others = await SendAsync(write, write.Example, version, another);
        Assert.That((int)others.StatusCode, Is.AnyOf(403, 404), await others.Content.ReadAsStringAsync());
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenAFieldIsWrong_NamesItAndWritesNothing(WriteOperation write)
    {
        var before = await server.RowsAsync();
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

        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenItsVersionIsMissingStaleOrMadeUp_IsRefused(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            Assert.That(write.Method, Is.EqualTo("POST"), "whatever changes a record needs its version");
            return;
        }

        var before = await server.RowsAsync();
        using var missing = await SendAsync(write, write.Example, "", registry);
        using var madeUp = await SendAsync(write, write.Example, "\"0123456789abcdef0123456789abcdef\"", registry);
        using var garbled = await SendAsync(write, write.Example, "no tag at all", registry);

        await RegistryServer.ProblemAsync(missing, HttpStatusCode.PreconditionRequired, "precondition-required");
        await RegistryServer.ProblemAsync(madeUp, HttpStatusCode.PreconditionFailed, "precondition-failed");
        await RegistryServer.ProblemAsync(garbled, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenItsVersionIsInTheWeakFormOfAProxy_IsTakenForTheRecordsOwn(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            return;
        }

        var tag = await VersionAsync(write);
        var dry = write with { Address = write.Address + "?dryRun=true" };
        using var strong = await SendAsync(dry, write.Example, tag, registry);
        foreach (var weak in new[] { $"W/{tag}", $"\"other\", W/{tag}", $"W/{tag[..^1]}-gzip\"" })
        {
            using var response = await SendAsync(dry, write.Example, weak, registry);
            Assert.That(response.StatusCode, Is.EqualTo(strong.StatusCode), $"{weak}: {await response.Content.ReadAsStringAsync()}");
        }

        using var other = await SendAsync(dry, write.Example, "W/\"0123456789abcdef0123456789abcdef\"", registry);
        await RegistryServer.ProblemAsync(other, HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenAFieldStandsTwice_NamesItAndWritesNothing(WriteOperation write)
    {
        var before = await server.RowsAsync();
        var version = await VersionAsync(write);
        foreach (var (pointer, body) in Doubled(write))
        {
            using var response = await server.SendJsonAsync(
                new HttpMethod(write.Method),
                write.Address,
                body,
                registry,
                ("If-Match", version)
            );
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "malformed-body");
            Assert.That(problem.GetProperty("errors")[0].GetProperty("pointer").GetString(), Does.StartWith(pointer), body);
        }

        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    /// <summary>The example with its first field twice, and with each list of objects holding one whose field stands twice.</summary>
    private static IEnumerable<(string Pointer, string Body)> Doubled(WriteOperation write)
    {
        var (name, value) = write.Example.First();
        var field = $"\"{name}\":{value?.ToJsonString() ?? "null"}";
        yield return ($"/{name}", $"{{{field},{write.Example.ToJsonString()[1..]}");
        foreach (var property in write.Schema.GetProperty("properties").EnumerateObject())
        {
            if (TypesOf(property.Value).Contains("array") && !property.Value.GetProperty("items").TryGetProperty("type", out _))
            {
                var others = write.Example.DeepClone().AsObject();
                others.Remove(property.Name);
                var rest = others.Count == 0 ? "}" : $",{others.ToJsonString()[1..]}";
                yield return ($"/{property.Name}", $"{{\"{property.Name}\":[{{\"note\":\"a\",\"note\":\"b\"}}]{rest}");
            }
        }
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.Creations))]
    public async Task Creation_WhenDryRun_WritesNothing(WriteOperation write)
    {
        var before = await server.RowsAsync();
        using var response = await SendAsync(write with { Address = write.Address + "?dryRun=true" }, write.Example, "", registry);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.Location, Is.Null);
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

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
                yield return ($"/{name}", without);
            }

            var types = TypesOf(schema);
            // A patch shows some fields as ones that may be null, for the sake of generated clients; the input says which may be empty.
            if (!Schemas.TakesNull(InputOf(write).TryGetProperty(name, out var stated) ? stated : schema))
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

    private static JsonElement InputOf(WriteOperation write) =>
        new Schemas(RegistryServer.Contract()).InputOf(write.SchemaName).GetProperty("properties");

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

    private async Task<string> VersionAsync(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            return "";
        }

        using var record = await server.GetAsync(write.Record, registry);
        return record.Headers.ETag!.ToString();
    }
}
