using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Makes the records that others name: a new one at each call, so that it is known by its id.</summary>
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

    /// <summary>The id of a record of a table.</summary>
    /// <param name="table">The table whose record is named.</param>
    /// <param name="by">The table whose record names it.</param>
    public Task<string> NewAsync(string table, string by) =>
        table switch
        {
            "sources" => SourceAsync(),
            "people" => by == "office_terms" ? BoardMemberAsync() : PersonAsync(),
            "groups" => GroupAsync(),
            "countries" => Task.FromResult(Countries[Count(table) % Countries.Length]),
            // Who keeps a record: one that nothing else of it names.
            "networks" => Task.FromResult(Keepers[Count(table) % Keepers.Length]),
            _ => throw new InvalidOperationException(
                $"How is a record of {table} made, that a record of {by} names? Teach it to the references."
            ),
        };

    /// <summary>What stands in an address before the new record: mostly a network, that has a seat and admits whatever is sent to it.</summary>
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

    /// <summary>Lets something public name the record, where it is public by that alone.</summary>
    public async Task PublishAsync(string resource, string id)
    {
        switch (resource)
        {
            case "sources":
                await PostAsync(
                    $"/v1/networks/{await OwnerAsync("network")}/claims",
                    new JsonObject
                    {
                        ["countries"] = 1,
                        ["period"] = "2012/..",
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

    /// <summary>Posts a body, and gives the id of the record that it makes.</summary>
    public async Task<string> PostAsync(string address, JsonObject body)
    {
        body["reason"] ??= "For a test.";
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body.ToJsonString(), key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(201), $"{address} {body.ToJsonString()}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>An office that nobody holds, and of which no vacancy is recorded either.</summary>
    private async Task<string> OfficeAsync()
    {
        const string Vacancy = "/v1/office-terms/chair-vacant";
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
        PostAsync("/v1/people", new JsonObject { ["name"] = $"Helper Person {Count("people")}", ["source"] = "registry-curation" });

    /// <summary>An office is for those who represent a network, on a seat each.</summary>
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

    /// <summary>Changes a record, and fails where it does not change.</summary>
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
