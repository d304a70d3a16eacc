using System.Net;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Readme;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>
/// Makes the clients for C# that NSwag and Kiota make of the contract with their default settings, compiles them, changes one field of a group with each, and reads a table and a file. The client of
/// the README is compiled and run with them.
/// </summary>
internal sealed class GeneratedClientsTests
{
    private string folder = "";
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("registry-clients-").FullName;
        server = await RegistryServer.StartAsShippedAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Client_WhenItIsGenerated_ReadsEveryFormAndWritesWhatItIsTold()
    {
        var key = await server.KeyAsync(expires: null, "registry");
        var group = await PublicGroupAsync(key);
        var before = await RecordAsync(group, key);

        await MakeAsync();
        var sent = await Tool.RunAsync(
            folder,
            "dotnet",
            "bin/Clients.dll",
            server.Client.BaseAddress!.ToString(),
            key.Value.Split(' ')[1],
            group
        );

        var lines = sent.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var after = await RecordAsync(group, key);
        Assert.Multiple(() =>
        {
            Assert.That(
                lines.Where(line => line[0] == '{').Select(body => Sorted(JsonNode.Parse(body)!)),
                Is.EqualTo([
                    """{"note":"Nakuru","reason":"NSwag"}""",
                    """{"note":"Nakuru","reason":"NSwag"}""",
                    """{"note":"Kisumu","reason":"Kiota"}""",
                    """{"note":"Kisumu","reason":"Kiota"}""",
                ]),
                "each sends a dry run and the change"
            );
            Assert.That(lines, Does.Contain("European Network of People who Use Drugs: 4 countries documented"), "the README's");
            Assert.That(before["visibility"]!.GetValue<string>(), Is.EqualTo("public"));
            before["citation"]!["note"] = "Kisumu";
            Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
        });
    }

    private async Task MakeAsync()
    {
        foreach (
            var file in Directory
                .GetFiles(Repository.PathOf("eng", "contract", "csharp"))
                .Append(Repository.PathOf("Directory.Packages.props"))
        )
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Readme.cs"), AsAMethod(server.Block("csharp", "RegistryClient")));
        // The test reads the committed contract, as whoever makes a client does; another test holds it against the code.
        var contract = Repository.PathOf("openapi.yaml");
        await Task.WhenAll(
            Tool.RunAsync(
                Repository.Root,
                "dotnet",
                "nswag",
                "openapi2csclient",
                $"/input:{contract}",
                $"/output:{Path.Combine(folder, "NSwag.cs")}",
                "/namespace:Generated.NSwag"
            ),
            Tool.RunAsync(
                Repository.Root,
                "dotnet",
                "kiota",
                "generate",
                "--language",
                "CSharp",
                "--openapi",
                contract,
                "--output",
                Path.Combine(folder, "Kiota"),
                "--namespace-name",
                "Registry",
                "--class-name",
                "RegistryClient",
                // Kiota makes a class of each part of each address, and most of them say nothing that these do not.
                "--include-path",
                "/v1/groups/**",
                "--include-path",
                "/v1/coverage",
                "--include-path",
                "/v1/coverage.csv",
                "--include-path",
                "/v1/export"
            )
        );
        await Tool.RunAsync(folder, "dotnet", "build", "--nologo", "--verbosity", "quiet", "--output", "bin");
    }

    /// <summary>A program of top-level statements as a method, which the tests' own program calls.</summary>
    private static string AsAMethod(string program)
    {
        var lines = program
            .Split('\n')
            .ToLookup(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('='));
        return $$"""
            {{string.Join('\n', lines[true])}}
            internal static class Readme
            {
                public static async Task RunAsync()
                {
                    {{string.Join('\n', lines[false])}}
                }
            }
            """;
    }

    private async Task<string> PublicGroupAsync((string, string) key)
    {
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """
            {"name":"A Group of Nairobi","country":"KE","place":"Nairobi","ledByPeopleWhoUseDrugs":true,"period":"2012/..","source":"registry-curation","keptBy":"africanpud","reason":"r"}
            """,
            key
        );
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created), await made.Content.ReadAsStringAsync());
        var id = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
        using var agreed = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"A steward","reason":"r"}""",
            key
        );
        Assert.That(agreed.IsSuccessStatusCode, await agreed.Content.ReadAsStringAsync());
        using var shown = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id}/record",
            """{"visibility":"public","reason":"r"}""",
            key,
            ("If-Match", agreed.Headers.ETag!.ToString())
        );
        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK), await shown.Content.ReadAsStringAsync());
        return id;
    }

    private async Task<JsonObject> RecordAsync(string group, (string, string) key)
    {
        using var response = await server.GetAsync($"/v1/groups/{group}/record", key);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private static string Sorted(JsonNode body) =>
        new JsonObject(
            body.AsObject()
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))
        ).ToJsonString();
}
