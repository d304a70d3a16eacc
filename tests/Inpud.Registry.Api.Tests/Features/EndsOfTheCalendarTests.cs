using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Whatever date the contract accepts of a dated attribute, the registry can show: with each qualifier, with open digits, and at both ends of the calendar.</summary>
internal sealed class EndsOfTheCalendarTests
{
    private static readonly string[] Dates =
    [
        "0001",
        "0001-01",
        "0001-01-01",
        "0001-01-02",
        "0001~",
        "00XX",
        "2012",
        "2012?",
        "2012~",
        "2012%",
        "2012-05-04~",
        "201X?",
        "9999-12-31",
        "9999~",
    ];

    /// <summary>What a record of each kind has first, and what each of its dated attributes becomes. The names are those of the contract.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Changes = new()
    {
        ["/v1/groups/{id}/record"] = new()
        {
            ["name"] = """{"name":"Another of @date @nr"}""",
            ["country"] = """{"country":"UG"}""",
            ["place"] = """{"place":"Another place"}""",
            ["type"] = """{"type":"union"}""",
            ["leadership"] = """{"ledByPeopleWhoUseDrugs":false}""",
        },
        ["/v1/networks/{id}/record"] = new()
        {
            ["name"] = """{"name":"Another network of @date @nr"}""",
            ["remit"] =
                """{"remit":{"basis":"curated","definition":"Two countries.","countries":["UG","KE"],"source":"registry-curation"}}""",
            ["admits"] = """{"admits":["group","individual"]}""",
        },
        ["/v1/people/{id}/record"] = new() { ["name"] = """{"name":"Another person of @date @nr"}""" },
    };

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Changes_WhenTheContractHasDatedAttributes_AreOfEach()
    {
        var contract = RegistryServer.Contract();
        var dated = contract
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path => path.Value.TryGetProperty("patch", out var patch) && BodyOf(patch).TryGetProperty("since", out _))
            .ToDictionary(
                path => path.Name,
                path => AttributesOf(BodyOf(path.Value.GetProperty("patch"))).Append("name").Order(StringComparer.Ordinal)
            );

        Assert.That(dated.Keys, Is.EquivalentTo(Changes.Keys));
        foreach (var (path, attributes) in dated)
        {
            Assert.That(Changes[path].Keys.Order(StringComparer.Ordinal), Is.EqualTo(attributes), path);
        }

        JsonElement BodyOf(JsonElement operation) =>
            Schema(operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().First().Value.GetProperty("schema"))
                .GetProperty("properties");

        IEnumerable<string> AttributesOf(JsonElement body) =>
            body.TryGetProperty("formerValues", out var former)
                ? Schema(Schema(former.GetProperty("items")).GetProperty("properties").GetProperty("attribute"))
                    .GetProperty("enum")
                    .EnumerateArray()
                    .Select(value => value.GetString()!)
                : [];

        JsonElement Schema(JsonElement schema) =>
            schema.TryGetProperty("$ref", out var reference)
                ? contract.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
                : schema;
    }

    [Test]
    public async Task Change_WhenItsDateIsAboutOrAtAnEndOfTheCalendar_IsShown()
    {
        var records = new List<string>();
        foreach (var (path, changes) in Changes)
        {
            foreach (var (i, date) in Dates.Append("unknown").SelectMany(date => new[] { date, date }).Index())
            {
                var id = await RecordAsync(path, i);
                records.Add(path.Replace("/record", "", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal));
                foreach (var change in changes.Values)
                {
                    var body = (JsonObject)
                        JsonNode.Parse(
                            change.Replace("@date", date, StringComparison.Ordinal).Replace("@nr", $"{i}", StringComparison.Ordinal)
                        )!;
                    body["since"] = date;
                    body["reason"] = "r";
                    await SendAsync(HttpMethod.Patch, path.Replace("{id}", id, StringComparison.Ordinal), body.ToJsonString(), date);
                }
            }
        }

        await AssertShownAsync(records);
    }

    [Test]
    public async Task FormerValue_WhenItsDatesAreAboutOrAtAnEndOfTheCalendar_IsShown()
    {
        var records = new List<string>();
        var sent = 0;
        foreach (var end in Dates.Append(""))
        {
            foreach (
                var (start, observed, replacedBy) in from start in new[] { "..", "", "0001-01-01", "2001", "2001~" }
                from observed in new[] { null, "0001-01-01", "2001%", "9999-12-31" }
                from replacedBy in new[] { null, "0001-01-01", "0001-01-02", "2012-06-01", "9999-12-31" }
                select (start, observed, replacedBy)
            )
            {
                // A seventh of the combinations: seven divides none of the numbers of values, so that each two values meet.
                if (sent++ % 7 != 0)
                {
                    continue;
                }

                var dates = new JsonObject
                {
                    ["period"] = $"{start}/{end}",
                    ["observed"] = observed,
                    ["replacedBy"] = replacedBy,
                    ["source"] = "registry-curation",
                };
                var group = await StateAsync(
                    "/v1/groups/{id}/record",
                    sent,
                    dates,
                    """{"attribute":"country","country":"UG"}""",
                    """{"attribute":"type","type":"union"}"""
                );
                var network = await StateAsync(
                    "/v1/networks/{id}/record",
                    sent,
                    dates,
                    """{"attribute":"remit","basis":"curated","definition":"One.","countries":["UG"]}""",
                    """{"attribute":"admits","admits":["individual"]}"""
                );
                records.AddRange(new[] { group, network }.OfType<string>());
            }
        }

        Assert.That(records, Has.Count.GreaterThan(30));
        await AssertShownAsync(records);
    }

    /// <summary>Asks each public read of the contract, on days at which the dates turn, and each record; and verifies the database.</summary>
    private async Task AssertShownAsync(IReadOnlyList<string> records)
    {
        string[] days = ["0001-01-01", "0001-01-02", "2012-01-01", "2012-05-31", "2012-12-31", "2026-01-15"];
        var addresses = ReadOperation
            .Public.Where(read => read.Tag != "Export")
            .SelectMany(read =>
                read.Options.Any(option => ReadOperation.NameOf(option) == "asOf")
                    ? days.Select(day => ReadOperation.With(read.Address, "asOf", day)).Prepend(read.Address)
                    : [read.Address]
            )
            .Concat(days.SelectMany(day => new[] { "KE", "UG" }.Select(country => $"/v1/countries/{country}/evidence?asOf={day}")))
            .Concat(records);
        var failed = new List<string>();
        foreach (var address in addresses)
        {
            using var response = await server.GetAsync(address);
            if ((int)response.StatusCode >= 500)
            {
                failed.Add($"{(int)response.StatusCode} {address}");
            }
        }

        Assert.That(failed, Is.Empty);
        Assert.That(await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None), Is.Empty);
    }

    /// <summary>Records something in public, which a change can be sent to.</summary>
    private async Task<string> RecordAsync(string path, int nr)
    {
        switch (path.Split('/')[2])
        {
            case "groups":
                var group = (await SendAsync(HttpMethod.Post, "/v1/groups", GroupBody(nr), "a new group"))!;
                await PublishAsync(group, nr);
                return group;
            case "networks":
                return (await SendAsync(HttpMethod.Post, "/v1/networks", NetworkBody(nr), "a new network"))!;
            default:
                var person = (
                    await SendAsync(
                        HttpMethod.Post,
                        "/v1/people",
                        $$"""{"name":"A person {{nr}}","visibility":"public","source":"registry-curation","reason":"r"}""",
                        "a new person"
                    )
                )!;
                return person;
        }
    }

    /// <summary>Shows a group. Each second one is a member, which counts; the others may change in what a member may not.</summary>
    private async Task PublishAsync(string group, int nr)
    {
        if (nr % 2 == 0)
        {
            await SendAsync(
                HttpMethod.Post,
                "/v1/networks/inwud/memberships",
                $$"""{"group":"{{group}}","period":"2012/..","source":"registry-curation","reason":"r"}""",
                "a membership"
            );
        }

        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""",
            "a consent"
        );
        await SendAsync(HttpMethod.Patch, $"/v1/groups/{group}/record", """{"visibility":"public","reason":"r"}""", "publishing");
    }

    private static string GroupBody(int nr) =>
        $$"""
            {"name":"A group of the calendar {{nr}}","country":"KE","place":"Mombasa","type":"collective","period":"/..","ledByPeopleWhoUseDrugs":true,
            "leadershipBasis":"r","source":"registry-curation","reason":"r"}
            """;

    private static string NetworkBody(int nr) =>
        $$"""
            {"id":"calendar-{{nr}}","name":"A network of the calendar {{nr}}","abbreviation":"CAL{{nr}}","kind":"topical","admits":["group"],"period":"/..",
            "remit":{"basis":"curated","definition":"One country.","countries":["KE"],"source":"registry-curation"},
            "source":"registry-curation","reason":"r"}
            """;

    /// <summary>Records something with former values of these dates. Null where a rule refuses the dates, as it may.</summary>
    private async Task<string?> StateAsync(string path, int nr, JsonObject dates, params string[] values)
    {
        var isGroup = path.Contains("groups", StringComparison.Ordinal);
        var body = (JsonObject)JsonNode.Parse(isGroup ? GroupBody(nr) : NetworkBody(nr))!;
        body["formerValues"] = new JsonArray([
            .. values.Select(value =>
            {
                var former = (JsonObject)JsonNode.Parse(value)!;
                foreach (var (name, date) in dates)
                {
                    former[name] = date?.DeepClone();
                }

                return (JsonNode)former;
            }),
        ]);
        var id = await SendAsync(
            HttpMethod.Post,
            isGroup ? "/v1/groups" : "/v1/networks",
            body.ToJsonString(),
            dates.ToJsonString(),
            mayRefuse: true
        );
        if (id is not null && isGroup)
        {
            await PublishAsync(id, nr);
        }

        return id is null ? null : path.Replace("/record", "", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
    }

    /// <summary>The id of the record, or null where the write was refused.</summary>
    private async Task<string?> SendAsync(HttpMethod method, string address, string body, string about, bool mayRefuse = false)
    {
        using var response = await server.SendJsonAsync(method, address, body, key, ("If-Match", method == HttpMethod.Patch ? "*" : ""));
        var text = await response.Content.ReadAsStringAsync();
        var isChange = method == HttpMethod.Patch && about != "publishing";
        Assert.That(
            response.IsSuccessStatusCode || ((mayRefuse || isChange) && (int)response.StatusCode is 400 or 422),
            $"{address} ({about}): {(int)response.StatusCode} {text}"
        );
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("id").GetString() : null;
    }
}
