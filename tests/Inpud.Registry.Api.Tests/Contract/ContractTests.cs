using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
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

    /// <summary>With REGISTRY_REWRITE_CONTRACT=1 the file is written anew, and the run fails, so that nobody leaves the switch on.</summary>
    [Test]
    public async Task OpenApi_WhenGenerated_EqualsTheCommittedFile()
    {
        var generated = await server.TextAsync("/openapi.yaml");
        var path = Repository.PathOf("openapi.yaml");
        if (Environment.GetEnvironmentVariable("REGISTRY_REWRITE_CONTRACT") == "1")
        {
            await File.WriteAllTextAsync(path, generated);
            Assert.Fail("openapi.yaml was written anew. Read the difference, and run the tests without the switch.");
        }

        Assert.That(
            await File.ReadAllTextAsync(path),
            Is.EqualTo(generated),
            "openapi.yaml is not what the code says. Run REGISTRY_REWRITE_CONTRACT=1 ./test.sh once."
        );
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
        foreach (var (template, operation) in Operations(document))
        {
            if (operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 1)
            {
                using var refused = await server.GetAsync(Fill(template, operation));
                Assert.That((int)refused.StatusCode, Is.EqualTo(401), template);
                exchanges.Add(await ExchangeAsync(template, template, refused));
            }

            foreach (var (address, accept, expected) in Calls(template, operation))
            {
                using var response = await server.GetAsync(address, ("Accept", accept), key);
                Assert.That((int)response.StatusCode, Is.EqualTo(expected), $"{address}: {await response.Content.ReadAsStringAsync()}");
                exchanges.Add(await ExchangeAsync(template, address, response));
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
        var document = await server.JsonAsync("/openapi.json");
        foreach (
            var (template, operation) in Operations(document)
                .Where(operation => operation.Operation.GetProperty("responses").GetProperty("200").TryGetProperty("headers", out _))
        )
        {
            var address = Fill(template, operation);
            using var first = await server.GetAsync(address, key);
            using var second = await server.GetAsync(address, key);

            Assert.That(first.Headers.ETag, Is.Not.Null, address);
            Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag), address);
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

    [Test]
    public async Task OpenApi_WhenATypeScriptClientIsMadeOfIt_Compiles()
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

        await Tool.RunAsync(
            folder,
            Tool.Npm("contract", "tsc"),
            "--strict",
            "--noEmit",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "client.ts"
        );
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task OpenApi_WhenRead_DescribesEveryOperationParameterAndField()
    {
        var document = await server.JsonAsync("/openapi.json");
        var silent = Operations(document)
            .SelectMany(operation =>
                ParametersOf(operation.Operation)
                    .Where(parameter => !parameter.TryGetProperty("description", out _))
                    .Select(parameter => $"{operation.Template} {parameter.GetProperty("name")}")
                    .Concat(operation.Operation.TryGetProperty("summary", out _) ? [] : [operation.Template])
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
                var address = Fill(path.Name, method.Value) + "?dryRun=true";
                var example = method
                    .Value.GetProperty("requestBody")
                    .GetProperty("content")
                    .GetProperty("application/json")
                    .GetProperty("example")
                    .GetRawText();
                var tag = "";
                if (ParametersOf(method.Value).Any(parameter => parameter.GetProperty("name").GetString() == "If-Match"))
                {
                    using var record = await server.GetAsync(WriteOperation.RecordOf(Fill(path.Name, method.Value)), key);
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
                    var isEnd = path.Name.EndsWith("/end", StringComparison.Ordinal);
                    Assert.That(
                        response.IsSuccessStatusCode,
                        Is.EqualTo(isRight && !isEnd),
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
        operation.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _);

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

    private static IEnumerable<(string Template, JsonElement Operation)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _))
            .Select(path => (path.Name, path.Value.GetProperty("get")));

    private static IEnumerable<JsonElement> ParametersOf(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    /// <summary>The example; each parameter's example, or each value of its enum; and requests that have to fail.</summary>
    private static IEnumerable<(string Address, string Accept, int Status)> Calls(string template, JsonElement operation)
    {
        var address = Fill(template, operation);
        var and = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var media in operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject())
        {
            yield return (address, media.Name, 200);
        }

        foreach (var parameter in ParametersOf(operation).Where(parameter => parameter.GetProperty("in").GetString() == "query"))
        {
            var name = parameter.GetProperty("name").GetString();
            var schema = parameter.GetProperty("schema");
            if (parameter.TryGetProperty("required", out _))
            {
                continue;
            }

            var values =
                schema.TryGetProperty("enum", out var known) ? known
                : schema.TryGetProperty("examples", out var examples) ? examples
                : default;
            if (values.ValueKind != JsonValueKind.Array || name is "evidence" or "standing")
            {
                // 'evidence' and 'standing' narrow another parameter; the coverage tests send them together.
                continue;
            }

            foreach (var value in values.EnumerateArray())
            {
                yield return ($"{address}{and}{name}={Uri.EscapeDataString(value.ToString())}", "*/*", 200);
            }

            yield return ($"{address}{and}{name}=%01", "*/*", 400);
        }

        yield return ($"{address}{and}nothing=1", "*/*", 400);
        yield return (address, "application/x-nothing", 406);
        if (template.Contains('{', StringComparison.Ordinal))
        {
            yield return (
                template[..template.IndexOf('{', StringComparison.Ordinal)]
                    + "nothing"
                    + template[(template.IndexOf('}', StringComparison.Ordinal) + 1)..],
                "*/*",
                404
            );
        }
    }

    private static string Fill(string template, JsonElement operation)
    {
        foreach (var parameter in ParametersOf(operation).Where(parameter => parameter.GetProperty("in").GetString() == "path"))
        {
            template = template.Replace(
                $"{{{parameter.GetProperty("name").GetString()}}}",
                parameter.GetProperty("example").GetString(),
                StringComparison.Ordinal
            );
        }

        var required = ParametersOf(operation)
            .Where(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.TryGetProperty("required", out _))
            .Select(parameter =>
                $"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(parameter.GetProperty("example").GetString()!)}"
            );
        return string.Join('?', new[] { template, string.Join('&', required) }.Where(part => part.Length > 0));
    }
}
