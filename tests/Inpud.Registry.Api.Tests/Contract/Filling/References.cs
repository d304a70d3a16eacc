using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Makes the records that other records refer to. Each call makes a new one, so that its id occurs nowhere else.</summary>
internal sealed class References(RegistryServer server, (string Name, string Value) key)
{
    private static readonly string[] Countries =
    [
        "AO",
        "BJ",
        "BW",
        "CM",
        "EG",
        "GH",
        "KE",
        "LR",
        "ML",
        "MW",
        "NE",
        "NG",
        "RW",
        "SN",
        "TD",
        "TG",
        "TN",
        "TZ",
        "UG",
        "ZA",
        "ZM",
        "ZW",
        "DZ",
        "ET",
    ];
    private static readonly string[] Keepers = ["inwud", "napud", "enpud", "lanpud", "menanpud", "nanpud", "panpud"];

    private readonly Dictionary<string, int> made = [];
    private string? network;

    /// <summary>The id of a new record of a table.</summary>
    /// <param name="table">The table of the new record.</param>
    /// <param name="by">The table of the record that refers to it.</param>
    public Task<string> NewAsync(string table, string by) =>
        table switch
        {
            "sources" => SourceAsync(),
            "people" => by == "office_terms" ? BoardMemberAsync() : PersonAsync(),
            "groups" => GroupAsync(),
            "countries" => Task.FromResult(Countries[Count(table) % Countries.Length]),
            // The network that keeps the record: one that the record does not name otherwise.
            "networks" => Task.FromResult(Keepers[Count(table) % Keepers.Length]),
            "posts" => OwnerAsync("post"),
            "milestones" => PostAsync(
                "/v1/timeline",
                new JsonObject
                {
                    ["date"] = "2012",
                    ["kind"] = "plan",
                    ["title"] = $"Helper milestone {Count(table)}",
                    ["summary"] = "A helper.",
                    ["source"] = "registry-curation",
                }
            ),
            "documents" => PostAsync(
                "/v1/documents",
                new JsonObject
                {
                    ["title"] = $"Helper document {Count(table)}",
                    ["kind"] = "report",
                    ["period"] = "2012/..",
                    ["source"] = "registry-curation",
                }
            ),
            _ => throw new InvalidOperationException(
                $"How is a record of {table} made, that a record of {by} names? Teach it to the references."
            ),
        };

    /// <summary>The owner of a new record in its address: mostly a network, with a seat and with rules that admit every group of the tests.</summary>
    public async Task<string> OwnerAsync(string parameter) =>
        parameter switch
        {
            "network" => network ??= await NetworkAsync("helper"),
            "office" => await OfficeAsync(),
            "post" => await PostAsync(
                "/v1/secretariat/posts",
                new JsonObject { ["title"] = $"Helper post {Count("posts")}", ["source"] = "registry-curation" }
            ),
            _ => throw new InvalidOperationException($"What stands for {{{parameter}}} in an address? Teach it to the references."),
        };

    /// <summary>Makes another record refer to this one, where the record is public only by such a reference.</summary>
    public async Task PublishAsync(string resource, string id)
    {
        switch (resource)
        {
            case "sources":
                // A network makes one claim at a time.
                var year = 1900 + Count("claims");
                await PostAsync(
                    $"/v1/networks/{await OwnerAsync("network")}/claims",
                    new JsonObject
                    {
                        ["countries"] = 1,
                        ["period"] = $"{year}/{year}",
                        ["source"] = id,
                    }
                );
                break;
            case "people":
                await PostAsync(
                    $"/v1/posts/{await OwnerAsync("post")}/terms",
                    new JsonObject
                    {
                        ["person"] = id,
                        ["period"] = "2012/..",
                        ["source"] = "registry-curation",
                    }
                );
                break;
            default:
                break;
        }
    }

    /// <summary>Posts a body and returns the id of the new record.</summary>
    public async Task<string> PostAsync(string address, JsonObject body)
    {
        body["reason"] ??= "For a test.";
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body.ToJsonString(), key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(201), $"{address} {body.ToJsonString()}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>An office without a holder. The method withdraws its recorded vacancy.</summary>
    private async Task<string> OfficeAsync()
    {
        const string Vacancy = $"/v1/office-terms/{Shipped.ChairVacant}";
        using var record = await server.GetAsync($"{Vacancy}/record", key);
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            $"{Vacancy}/withdrawal",
            """{"reason":"For a test."}""",
            key,
            ("If-Match", record.Headers.ETag!.ToString())
        );
        Assert.That(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return "chair";
    }

    private Task<string> SourceAsync() =>
        PostAsync("/v1/sources", new JsonObject { ["title"] = $"Helper source {Count("sources")}", ["kind"] = "article" });

    private Task<string> PersonAsync() =>
        PostAsync(
            "/v1/people",
            new JsonObject
            {
                ["name"] = $"Helper Person {Count("people")}",
                ["visibility"] = "public",
                ["source"] = "registry-curation",
            }
        );

    /// <summary>A person who represents a new network: only representatives can hold an office.</summary>
    private async Task<string> BoardMemberAsync()
    {
        var person = await PersonAsync();
        await PostAsync(
            $"/v1/networks/{await NetworkAsync($"helper-{Count("boards")}")}/representatives",
            new JsonObject
            {
                ["person"] = person,
                ["country"] = "KE",
                ["period"] = "2012/..",
                ["source"] = "registry-curation",
            }
        );
        return person;
    }

    private async Task<string> GroupAsync()
    {
        var id = await PostAsync(
            "/v1/groups",
            new JsonObject
            {
                ["name"] = $"Helper group {Count("groups")}",
                ["country"] = "KE",
                ["ledByPeopleWhoUseDrugs"] = true,
                ["period"] = "2012/..",
                ["source"] = "registry-curation",
            }
        );
        await PostAsync(
            $"/v1/groups/{id}/consents",
            new JsonObject
            {
                ["scope"] = "public",
                ["given"] = "2025-01-01",
                ["givenTo"] = "A steward",
            }
        );
        await PatchAsync($"/v1/groups/{id}/record", new JsonObject { ["visibility"] = "public" });
        return id;
    }

    /// <summary>Changes a record, and fails the test where the program refuses the change.</summary>
    public async Task PatchAsync(string address, JsonObject patch)
    {
        patch["reason"] ??= "For a test.";
        using var record = await server.GetAsync(address, key);
        using var response = await server.SendJsonAsync(
            HttpMethod.Patch,
            address,
            patch.ToJsonString(),
            key,
            ("If-Match", record.Headers.ETag!.ToString())
        );
        Assert.That(response.IsSuccessStatusCode, $"{address} {patch.ToJsonString()}: {await response.Content.ReadAsStringAsync()}");
    }

    private Task<string> NetworkAsync(string id) =>
        PostAsync(
            "/v1/networks",
            new JsonObject
            {
                ["id"] = id,
                ["name"] = $"The network {id}",
                ["abbreviation"] = id,
                ["kind"] = "topical",
                ["admits"] = new JsonArray("group", "individual"),
                ["period"] = "2012/..",
                ["source"] = "registry-curation",
                ["remit"] = new JsonObject
                {
                    ["basis"] = "curated",
                    ["definition"] = "Africa.",
                    ["countries"] = new JsonArray([.. Countries.Select(country => JsonValue.Create(country))]),
                    ["source"] = "registry-curation",
                },
                ["seat"] = new JsonObject { ["period"] = "2012/..", ["source"] = "registry-curation" },
            }
        );

    private int Count(string of) => made[of] = made.GetValueOrDefault(of, -1) + 1;
}
