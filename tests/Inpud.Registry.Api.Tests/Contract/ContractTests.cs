using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Readme;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Contract;

internal sealed class ContractTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>With REGISTRY_REWRITE_CONTRACT=1 the test writes the file again and fails, so that nobody leaves the switch on.</summary>
    [Test]
    public async Task OpenApi_WhenGenerated_EqualsTheCommittedFile()
    {
        var (generated, _) = await ContractDocument.GenerateAsync(server.Services);
        var path = Repository.PathOf("openapi.yaml");
        if (Environment.GetEnvironmentVariable("REGISTRY_REWRITE_CONTRACT") == "1")
        {
            await File.WriteAllTextAsync(path, generated);
            Assert.Fail(
                "openapi.yaml was written anew. Read the difference, build, since the program carries the file, and run the tests without the switch."
            );
        }

        Assert.That(
            await File.ReadAllTextAsync(path),
            Is.EqualTo(generated),
            "openapi.yaml is not what the code says. Run REGISTRY_REWRITE_CONTRACT=1 ./test.sh once."
        );
    }

    [Test]
    public async Task OpenApi_WhenServed_IsTheCommittedFile()
    {
        var (_, json) = await ContractDocument.GenerateAsync(server.Services);

        Assert.That(await server.TextAsync("/openapi.yaml"), Is.EqualTo(await File.ReadAllTextAsync(Repository.PathOf("openapi.yaml"))));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(await server.TextAsync("/openapi.json")), JsonNode.Parse(json)), Is.True);
    }

    [TestCase("https://registry.example")]
    [TestCase("https://registry.example/a:b")]
    public async Task OpenApi_WhenThePublicAddressIsSet_NamesItAsTheServer(string address)
    {
        await using var behindAProxy = await RegistryServer.StartWithAsync($"--Registry:PublicUrl={address}");
        var document = await behindAProxy.JsonAsync("/openapi.json");

        Assert.That(document.GetProperty("servers")[0].GetProperty("url").GetString(), Is.EqualTo(address));
        Assert.That(await behindAProxy.TextAsync("/openapi.yaml"), Does.Contain($"servers:\n  - url: \"{address}\"\n"));
    }

    [Test]
    public async Task OpenApi_WhenHeldAgainstTheRoutes_HasTheSameOperations()
    {
        var document = await server.JsonAsync("/openapi.json");
        var documented = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var registered = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>() is not null)
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}")
            );

        Assert.That(documented, Is.EquivalentTo(registered));
    }

    [Test]
    public async Task OpenApi_WhenEveryOperationIsCalled_DescribesItsRealAnswers()
    {
        var document = await server.JsonAsync("/openapi.json");
        var exchanges = new JsonArray();
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var read in ReadOperation.Of(document))
        {
            if (!read.IsPublic)
            {
                using var refused = await server.GetAsync(read.Address);
                Assert.That((int)refused.StatusCode, Is.EqualTo(401), read.Template);
                exchanges.Add(await ExchangeAsync(read.Template, read.Template, refused));
            }

            foreach (var (address, accept, expected) in Calls(read))
            {
                using var response = await server.GetAsync(address, ("Accept", accept), key);
                Assert.That((int)response.StatusCode, Is.EqualTo(expected), $"{address}: {await response.Content.ReadAsStringAsync()}");
                exchanges.Add(await ExchangeAsync(read.Template, address, response));
            }
        }

        await AddWritesAsync(document, key, exchanges);
        var folder = Directory.CreateTempSubdirectory("registry-exchanges-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "openapi.json"), document.GetRawText());
        await File.WriteAllTextAsync(Path.Combine(folder, "exchanges.json"), exchanges.ToJsonString());
        var report = await Tool.RunAsync(
            Repository.PathOf("eng", "contract"),
            "node",
            "validate.mjs",
            Path.Combine(folder, "openapi.json"),
            Path.Combine(folder, "exchanges.json")
        );

        Assert.That(report.Trim(), Is.EqualTo($"{exchanges.Count} answers are as the contract says"));
        Assert.That(exchanges, Has.Count.GreaterThan(150));
    }

    [Test]
    public async Task Get_WhenCalledTwice_HasTheSameTag()
    {
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var read in ReadOperation.All.Where(read => read.HasTag))
        {
            using var first = await server.GetAsync(read.Address, key);
            using var second = await server.GetAsync(read.Address, key);

            Assert.That(first.Headers.ETag, Is.Not.Null, read.Address);
            Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag), read.Address);
        }
    }

    [Test]
    public async Task OpenApi_WhenLinted_IsClean()
    {
        var report = await Tool.RunAsync(Repository.Root, Tool.Npm("contract", "redocly"), "lint", "openapi.yaml", "--format=json");

        var totals = JsonDocument
            .Parse(report[report.IndexOf('{', StringComparison.Ordinal)..(report.LastIndexOf('}') + 1)])
            .RootElement.GetProperty("totals");
        Assert.That((totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32()), Is.EqualTo((0, 0)), report);
    }

    /// <summary>A partner's client compiles, and the README's runs besides.</summary>
    [Test]
    public async Task OpenApi_WhenATypeScriptClientIsMadeOfIt_CompilesAndPrintsTheCounts()
    {
        var folder = Directory.CreateTempSubdirectory("registry-client-").FullName;
        await Tool.RunAsync(
            folder,
            Tool.Npm("contract", "openapi-typescript"),
            Repository.PathOf("openapi.yaml"),
            "--output",
            Path.Combine(folder, "registry.ts")
        );
        File.Copy(Repository.PathOf("eng", "contract", "client.ts"), Path.Combine(folder, "client.ts"));
        await File.WriteAllTextAsync(Path.Combine(folder, "readme.ts"), server.Block("ts", "type Coverage"));
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""");

        await Tool.RunAsync(
            folder,
            Tool.Npm("contract", "tsc"),
            "--strict",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "client.ts",
            "readme.ts"
        );
        var printed = await Tool.RunAsync(folder, "node", "readme.js");
        Directory.Delete(folder, recursive: true);

        Assert.That(printed, Does.Contain("European Network of People who Use Drugs: 4 countries documented, 12 claimed"));
        Assert.That(printed, Does.Contain("Eurasian Network of People who Use Drugs: 0 countries documented, none claimed"));
    }

    [Test]
    public async Task OpenApi_WhenRead_DescribesEveryOperationParameterAndField()
    {
        var document = await server.JsonAsync("/openapi.json");
        var silent = ReadOperation
            .Of(document)
            .SelectMany(read =>
                read.Parameters.Where(parameter => !parameter.TryGetProperty("description", out _))
                    .Select(parameter => $"{read.Template} {ReadOperation.NameOf(parameter)}")
                    .Concat(read.Operation.TryGetProperty("summary", out _) ? [] : [read.Template])
            )
            .Concat(
                document
                    .GetProperty("components")
                    .GetProperty("schemas")
                    .EnumerateObject()
                    .SelectMany(schema =>
                        (schema.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [])
                            .Where(property => !property.Value.TryGetProperty("description", out _))
                            .Select(property => $"{schema.Name}.{property.Name}")
                            .Concat(schema.Value.TryGetProperty("description", out _) ? [] : [schema.Name])
                    )
            );

        Assert.That(silent, Is.Empty);
    }

    /// <summary>Each write with its example, as a dry run; without a key; without a version; with a field that does not exist.</summary>
    private async Task AddWritesAsync(JsonElement document, (string Name, string Value) key, JsonArray exchanges)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject().Where(method => method.Name != "get" && TakesJson(method.Value)))
            {
                var operation = new ReadOperation(path.Name, method.Value);
                var address = operation.Address + "?dryRun=true";
                var example = method
                    .Value.GetProperty("requestBody")
                    .GetProperty("content")
                    .GetProperty("application/json")
                    .GetProperty("example")
                    .GetRawText();
                var tag = "";
                if (operation.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "If-Match"))
                {
                    using var record = await server.GetAsync(WriteOperation.RecordOf(operation.Address), key);
                    tag = record.Headers.ETag!.ToString();
                }

                foreach (
                    var (body, headers, isRight) in new (string, (string, string)[], bool)[]
                    {
                        (example, [key, ("If-Match", tag)], true),
                        (example, [("If-Match", tag)], !method.Value.TryGetProperty("security", out _)),
                        (example, [key], tag.Length == 0),
                        ("""{"nothing":1}""", [key, ("If-Match", tag)], false),
                    }
                )
                {
                    using var response = await server.SendJsonAsync(new HttpMethod(method.Name.ToUpperInvariant()), address, body, headers);
                    // No consent ships that the example could name.
                    var isOnConsent = path.Name.Contains("{consent}", StringComparison.Ordinal);
                    Assert.That(
                        response.IsSuccessStatusCode,
                        Is.EqualTo(isRight && !isOnConsent),
                        $"{method.Name} {address} {body}: {await response.Content.ReadAsStringAsync()}"
                    );
                    var exchange = await ExchangeAsync(path.Name, address, response);
                    exchange["method"] = method.Name;
                    exchanges.Add(exchange);
                }
            }
        }
    }

    private static bool TakesJson(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out _);

    private static async Task<JsonObject> ExchangeAsync(string template, string address, HttpResponseMessage response) =>
        new()
        {
            ["method"] = "get",
            ["path"] = template,
            ["address"] = address,
            ["status"] = (int)response.StatusCode,
            ["type"] = response.Content.Headers.ContentType?.MediaType,
            ["body"] = await response.Content.ReadAsStringAsync(),
        };

    /// <summary>The example; each parameter's example, or each value of its enum; and requests that have to fail.</summary>
    private static IEnumerable<(string Address, string Accept, int Status)> Calls(ReadOperation read)
    {
        foreach (var form in read.Forms)
        {
            yield return (read.Address, form, 200);
        }

        foreach (var address in read.AddressesWithOptions)
        {
            yield return (address, "*/*", 200);
        }

        foreach (var option in read.Options.Where(option => ReadOperation.ValuesOf(option).Any()))
        {
            yield return (ReadOperation.With(read.Address, ReadOperation.NameOf(option), "\u0001"), "*/*", 400);
        }

        yield return (ReadOperation.With(read.Address, "nothing", "1"), "*/*", 400);
        yield return (read.Address, "application/x-nothing", 406);
        if (read.PathNames is [var first, ..])
        {
            yield return (read.AddressOf(name => name == first ? "nothing" : null), "*/*", 404);
        }
    }
}
