using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.History;

/// <summary>A client that reads the feed has the public registry, without the records that are not public any more.</summary>
internal sealed class ChangesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Feed_WhenReadFromTheStart_RebuildsThePublicRegistry()
    {
        var copy = new Mirror(server);
        await copy.ReadAsync();
        var shipped = await PublicAsync();
        Assert.That(copy.Records, Is.EquivalentTo(shipped));
        Assert.That(shipped, Has.Count.GreaterThan(300));

        var id = await PublishAsync();
        await SendAsync(HttpMethod.Post, "/v1/networks/inwud/memberships", Membership(id));
        await ChangeAsync("networks/inwud", """{"focus":"Women.","reason":"r"}""");
        await ChangeAsync("claims/africanpud-15", """{"countries":16,"reason":"r"}""");
        await ChangeAsync($"memberships/{Shipped.EuronpudAsud}", """{"period":"/2025-12","reason":"r"}""");
        var fresh = new Mirror(server);
        await fresh.ReadAsync();
        await copy.ReadAsync();

        Assert.That(fresh.Records, Is.EquivalentTo(await PublicAsync()));
        Assert.That(copy.Records, Is.EquivalentTo(fresh.Records), "who goes on has what who begins has");
        Assert.That(fresh.Records.Keys, Does.Contain($"groups {id}"));
    }

    [Test]
    public async Task Feed_WhenARecordIsNoLongerPublic_SaysWithdrawnWithTheIdAlone()
    {
        var copy = new Mirror(server);
        var source = await CreateAsync("/v1/sources", """{"title":"Letter of the Hidden Club","kind":"curation","reason":"r"}""");
        var id = await PublishAsync(source);
        var membership = await CreateAsync("/v1/networks/inwud/memberships", Membership(id));
        await copy.ReadAsync();
        Assert.That(
            copy.Records.Keys,
            Does.Contain($"groups {id}").And.Contains($"memberships {membership}").And.Contains($"sources {source}")
        );
        await ChangeAsync($"groups/{id}", """{"visibility":"private","reason":"r"}""");
        await copy.ReadAsync();

        Assert.That(copy.Records, Is.EquivalentTo(await PublicAsync()));
        Assert.That(copy.Records.Keys.Where(key => key.Contains(id, StringComparison.Ordinal)), Is.Empty);
        Assert.That(copy.Records.Keys, Does.Not.Contain($"sources {source}"));
        var whole = await WholeFeedAsync();
        var said = whole.Where(entry => entry.GetProperty("id").GetString() == id).ToList();
        Assert.That(said.Select(entry => entry.GetProperty("action").GetString()), Is.EqualTo(["withdrawn"]));
        Assert.That(
            string.Concat(whole.Select(entry => entry.GetRawText())),
            Does.Not.Contain("Hidden Club").And.Not.Contain("Nairobi").And.Not.Contain("the-club").And.Not.Contain("hidden-club")
        );
        using var history = await server.GetAsync($"/v1/groups/{id}/history");
        await RegistryServer.ProblemAsync(history, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Feed_WhenAConsentRunsOut_SaysSoOnTheDayWithoutAWrite()
    {
        var id = await PublishAsync(until: "2026-01-20");
        var copy = new Mirror(server);
        await copy.ReadAsync();
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 20, 9, 59, 0, TimeSpan.Zero));
        await copy.ReadAsync();
        Assert.That(copy.Records.Keys, Does.Contain($"groups {id}"));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await copy.ReadAsync();

        Assert.That(copy.Records.Keys, Does.Not.Contain($"groups {id}"));
        Assert.That(copy.Records, Is.EquivalentTo(await PublicAsync()));
    }

    [Test]
    public async Task Read_WhenTheDayChangesWhileTheDatabaseIsLocked_IsAnsweredAndTheFeedFollowsLater()
    {
        await using var waiting = await RegistryServer.StartWithAsync("--Registry:Limits:DatabaseWaitSeconds=1");
        await waiting.WriteAsync(
            ("update groups set visibility_basis = null where slug = 'vandu'", null),
            (
                "insert into consents (id, group_id, scope, given, given_to, until) values ('c', (select id from groups where slug = 'vandu'), 'public', '2026-01-01', 'x', '2026-01-16')",
                null
            )
        );
        Assert.That(await waiting.TextAsync("/v1/groups/vandu"), Does.Contain("Vancouver"));
        await using (await waiting.Database.LockAsync())
        {
            waiting.Clock.Advance(TimeSpan.FromDays(1));
            using var hidden = await waiting.GetAsync("/v1/groups/vandu");
            using var list = await waiting.GetAsync("/v1/groups");
            using var history = await waiting.GetAsync($"/v1/groups/{Shipped.Vandu}/history");
            // The lock keeps the feed as it is, as a full disk would. So the feed asks the views, too.
            foreach (var address in new[] { "/v1/changes?limit=200", "/v1/changes?limit=200&format=atom", "/v1/export?format=ndjson" })
            {
                Assert.That(await RestAsync(waiting, address), Does.Not.Contain("\"slug\":\"vandu\""));
            }

            Assert.That(history.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

            Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        waiting.Clock.Advance(TimeSpan.FromMinutes(2));
        var latest = (await waiting.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString();
        var place = int.Parse(latest!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
        var last = await waiting.JsonAsync($"/v1/changes?after={latest.Split('-')[0]}-{place - 1}");
        Assert.That(last.GetRawText(), Does.Contain("\"withdrawn\"").And.Contain(Shipped.Vandu).And.Not.Contain("vandu"));
    }

    /// <summary>What one finds at an address, and at those that its pages lead to.</summary>
    private static async Task<string> RestAsync(RegistryServer from, string address)
    {
        var text = "";
        for (string? next = address; next is not null; )
        {
            using var page = await from.GetAsync(next);
            text += await page.Content.ReadAsStringAsync();
            next = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        return text;
    }

    [Test]
    public async Task PublicHistory_WhenAStewardTakesSomethingOut_KeepsOnlyTheTimeOfTheChange()
    {
        var id = await PublishAsync();
        await ChangeAsync($"groups/{id}", """{"correction":true,"place":"Kibera","note":"Ask for a person.","reason":"r"}""");
        await ChangeAsync($"groups/{id}", """{"correction":true,"place":null,"note":null,"reason":"r"}""");
        var history = (await server.JsonAsync($"/v1/groups/{id}/history")).GetProperty("items").EnumerateArray().ToList();
        var everything = await RestAsync(server, "/v1/changes?limit=200") + string.Concat(history.Select(entry => entry.GetRawText()));

        Assert.Multiple(() =>
        {
            Assert.That(everything, Does.Not.Contain("Kibera").And.Not.Contain("Ask for a person").And.Not.Contain("Nairobi"));
            Assert.That(history.Select(entry => entry.GetProperty("action").GetString()), Is.EqualTo(["change", "change", "create"]));
            Assert.That(
                history.Select(entry => entry.GetProperty("after").ValueKind),
                Is.EqualTo([JsonValueKind.Object, JsonValueKind.Null, JsonValueKind.Null])
            );
        });
    }

    [Test]
    public async Task PublicHistory_WhenANetworkChanges_KeepsWhatItWas()
    {
        await ChangeAsync("claims/africanpud-15", """{"countries":16,"reason":"r"}""");
        var history = await server.TextAsync("/v1/claims/africanpud-15/history");

        Assert.That(history, Does.Contain("\"countries\":15").And.Contain("\"countries\":16"));
    }

    /// <summary>The kinds come from the description of the tables, so that a new kind that names a group or a person is among those that keep no former state.</summary>
    [Test]
    public void PublicHistory_WhenAKindNamesAGroupOrAPerson_KeepsNoFormerState() =>
        Assert.That(
            PublicRecordKind.All.Where(kind => !kind.KeepsFormerStates).Select(kind => kind.Resource),
            Is.EquivalentTo(["groups", "memberships", "people", "representatives", "office-terms", "post-terms", "sources"])
        );

    [Test]
    public async Task Feed_WhenAPrivateGroupIsWritten_StaysByteForByteWhatItWas()
    {
        var before = await FeedBytesAsync();
        var id = await CreateAsync("/v1/groups", Group("Hidden"));
        await ChangeAsync($"groups/{id}", """{"place":"Mombasa","since":"unknown","reason":"r"}""");
        await SendAsync(HttpMethod.Post, "/v1/networks/inwud/memberships", Membership(id));

        Assert.That(await FeedBytesAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task History_WhenAskedByAnybody_TellsThePublicPartAlone()
    {
        await ChangeAsync($"groups/{Shipped.Asud}", """{"place":"Lyon","note":"They moved.","reason":"A secret reason."}""");
        var forAll = await server.JsonAsync($"/v1/groups/{Shipped.Asud}/history");
        using var response = await server.GetAsync($"/v1/groups/{Shipped.Asud}/history", registry);
        var forStewards = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(
                forAll.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("action").GetString()),
                Is.EqualTo(["change", "create"])
            );
            Assert.That(forAll.GetRawText(), Does.Contain("Lyon").And.Not.Contain("secret").And.Not.Contain("A test"));
            Assert.That(forStewards.GetProperty("items")[0].GetProperty("reason").GetString(), Is.EqualTo("A secret reason."));
            Assert.That(
                forStewards.GetProperty("items")[0].GetProperty("before").GetProperty("place").ValueKind,
                Is.EqualTo(JsonValueKind.Null)
            );
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(response.Headers.Vary, Does.Contain("Authorization"));
        });
    }

    [TestCase("999999999")]
    [TestCase("-1")]
    [TestCase("x")]
    [TestCase("99999999999999999999")]
    [TestCase("0a1b2c3d")]
    [TestCase("0a1b2c3d-")]
    [TestCase("0A1B2C3D-1")]
    public async Task Feed_WhenTheCursorIsMadeUp_SaysSo(string cursor)
    {
        using var response = await server.GetAsync($"/v1/changes?after={cursor}");

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-cursor");
    }

    private static string Group(string name, string source = "registry-curation") =>
        $$"""
            {"name":"{{name}}","country":"KE","place":"Nairobi","period":"2012/..","ledByPeopleWhoUseDrugs":true,"source":"{{source}}","reason":"r"}
            """;

    private static string Membership(string group) =>
        $$"""{"group":"{{group}}","period":"2019/..","source":"registry-curation","reason":"r"}""";

    private async Task<string> PublishAsync(string source = "registry-curation", string until = "2030-01-01")
    {
        var id = await CreateAsync("/v1/groups", Group("The Club", source));
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            $$"""{"scope":"public","given":"2026-01-15","givenTo":"A steward","until":"{{until}}","reason":"r"}"""
        );
        await ChangeAsync($"groups/{id}", """{"visibility":"public","reason":"r"}""");
        return id;
    }

    private async Task<string> CreateAsync(string address, string body) =>
        (await SendAsync(HttpMethod.Post, address, body)).GetProperty("id").GetString()!;

    private async Task ChangeAsync(string record, string body)
    {
        using var read = await server.GetAsync($"/v1/{record}/record", registry);
        await SendAsync(HttpMethod.Patch, $"/v1/{record}/record", body, ("If-Match", read.Headers.ETag!.ToString()));
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body, params (string, string)[] headers)
    {
        using var response = await server.SendJsonAsync(method, address, body, [registry, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.AnyOf(200, 201), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<List<JsonElement>> WholeFeedAsync()
    {
        var entries = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync($"/v1/changes?limit=200{(after is null ? "" : $"&after={after}")}");
            entries.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        return entries;
    }

    private async Task<string> FeedBytesAsync() => string.Join('\n', (await WholeFeedAsync()).Select(entry => entry.GetRawText()));

    /// <summary>Reads the public views directly from the database, for comparison.</summary>
    private async Task<Dictionary<string, string>> PublicAsync()
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var records = server.Services.GetRequiredService<PublicRecords>();
        var all = new Dictionary<string, string>();
        foreach (var kind in PublicRecordKind.All)
        {
            foreach (var (id, record) in await records.ReadAsync(read, kind))
            {
                all[$"{kind.Resource} {id}"] = JsonSerializer.Serialize(record);
            }
        }

        return all;
    }

    /// <summary>A client that keeps a copy by the feed alone, as the operation's text says.</summary>
    private sealed class Mirror(RegistryServer server)
    {
        private string? cursor;

        public Dictionary<string, string> Records { get; } = [];

        public async Task ReadAsync()
        {
            while (true)
            {
                var page = await server.JsonAsync($"/v1/changes?limit=150{(cursor is null ? "" : $"&after={cursor}")}");
                foreach (var entry in page.GetProperty("items").EnumerateArray())
                {
                    cursor = entry.GetProperty("cursor").GetString();
                    var key = $"{entry.GetProperty("resource").GetString()} {entry.GetProperty("id").GetString()}";
                    if (entry.GetProperty("action").GetString() == "withdrawn")
                    {
                        Records.Remove(key);
                    }
                    else
                    {
                        Records[key] = JsonSerializer.Serialize(entry.GetProperty("record"));
                    }
                }

                if (page.GetProperty("next").GetString() is null)
                {
                    return;
                }
            }
        }
    }
}
