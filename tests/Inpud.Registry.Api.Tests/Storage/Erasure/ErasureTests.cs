using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Erasure;

/// <summary>Whoever asks to be forgotten is nowhere in the files afterwards. A mark without a name stays, and the history stays sound.</summary>
internal sealed class ErasureTests
{
    /// <summary>The words of the erased records. No other record has one of them.</summary>
    private static readonly string[] Secrets =
    [
        "Zawadi",
        "zawadi",
        "Kilifi",
        "Mnarani",
        "mnarani",
        "whisper",
        "ZWD",
        "Q777",
        "lantern",
        "Malindi",
        "Watamu",
        "Lamu",
        "Tumaini",
        "tumaini",
    ];

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
    public async Task Group_WhenErased_IsNowhereInTheFiles()
    {
        var group = await FillGroupAsync();
        Assert.That(
            await server.Database.FindAsync(Secrets),
            Is.SupersetOf(Secrets.Except(["Tumaini", "tumaini", "whisper"])),
            "the test looks in the right place"
        );
        var before = await server.TextAsync("/v1/export?format=ndjson");
        await EraseAsync("groups", group);

        await AssertGoneAsync();
        Assert.That(before, Does.Contain("Zawadi"));
        using var read = await server.GetAsync($"/v1/groups/{group}/record", key);
        await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Person_WhenErased_IsNowhereInTheFilesAndNowhereOnTheBoard()
    {
        var person = await CreateAsync(
            "/v1/people",
            """{"name":"Tumaini Whispering","visibility":"public","note":"whisper","source":"registry-curation","reason":"r"}"""
        );
        await SendAsync(
            HttpMethod.Post,
            "/v1/posts/executive-director/terms",
            $$"""{"person":"{{person}}","period":"2010/2012","note":"tumaini","source":"registry-curation","reason":"Tumaini said so."}"""
        );
        Assert.That(await server.TextAsync("/v1/search?q=tumaini"), Does.Contain("Tumaini"));
        await EraseAsync("people", person);

        await AssertGoneAsync();
    }

    [Test]
    public async Task History_WhenARecordIsErased_StaysSoundAndHasAMark()
    {
        var group = await FillGroupAsync();
        await EraseAsync("groups", group);
        var problems = await ProblemsAsync();
        using var answer = await server.GetAsync($"/v1/groups/{group}/history", key);
        var items = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray().ToList();
        using var others = await server.GetAsync($"/v1/groups/{group}/history", await server.KeyAsync(expires: null, "africanpud"));

        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Empty);
            Assert.That(items[0].GetProperty("action").GetString(), Is.EqualTo("erase"));
            Assert.That(items[0].GetProperty("reason").GetString(), Is.EqualTo("The group asked us."));
            Assert.That(items.Select(item => item.GetProperty("after").ValueKind), Has.All.EqualTo(JsonValueKind.Null));
            Assert.That(items, Has.Count.GreaterThan(3));
            Assert.That(others.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [TestCase("update changes set content_hash = '0' where erased is not null")]
    [TestCase("update changes set action = 'create' where action = 'erase'")]
    [TestCase("delete from changes where id = (select max(id) from changes where erased is not null)")]
    public async Task Verify_WhenAnErasedEntryWasAltered_SaysWhere(string alteration)
    {
        await EraseAsync("groups", await FillGroupAsync());
        await server.Database.ChangeByHandAsync(alteration);
        Assert.That(await ProblemsAsync(), Has.Exactly(1).StartsWith("The history was altered at or before its entry"));
    }

    [Test]
    public async Task Bundle_WhenItHasAnErasedRecord_DoesNotBringItBack()
    {
        var group = await FillGroupAsync();
        var old = await server.ExportAsync();
        await EraseAsync("groups", group);
        var report = await server.ReportAsync(key, old, "?dryRun=true");
        var codes = report
            .GetProperty("rows")
            .EnumerateArray()
            .Where(row => row.GetProperty("outcome").GetString() == "refused")
            .SelectMany(row => row.GetProperty("mistakes").EnumerateArray())
            .Select(mistake => mistake.GetProperty("code").GetString());

        Assert.That(codes.Distinct(), Is.EqualTo(["erased"]));
        Assert.That(await server.TextAsync("/v1/groups?limit=200"), Does.Not.Contain("Zawadi"));
    }

    [Test]
    public async Task Erasure_WhenTheKeyIsANetworks_IsRefusedWhateverTheId()
    {
        var network = await server.KeyAsync(expires: null, "euronpud");
        foreach (var id in new[] { Shipped.Asud, "22222-22222" })
        {
            using var answer = await server.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/groups/{id}/erasure",
                """{"onWhoseWord":"Nobody."}""",
                network
            );
            await RegistryServer.ProblemAsync(answer, HttpStatusCode.Forbidden, "forbidden");
        }

        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("ASUD"));
    }

    [Test]
    public async Task Command_WhenItErases_SaysSoAndTellsOfCopies()
    {
        var group = await FillGroupAsync();
        var (exitCode, output, error) = await RegistryCommand.RunAsync(
            "erase",
            "groups",
            group,
            "--word",
            "The group asked us.",
            server.Database.Argument
        );
        var (again, _, why) = await RegistryCommand.RunAsync("erase", "groups", group, "--word", "Again.", server.Database.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("is erased").And.Contain("Copies of before"));
        Assert.That(again, Is.EqualTo(1));
        Assert.That(why, Does.Contain("There is no record"));
        await AssertGoneAsync();
    }

    /// <summary>A backup or somebody's shell reads the file for longer than the erasure waits.</summary>
    [Test]
    [OfTheFile]
    public async Task Group_WhenErasedWhileAnotherProcessReads_IsNowhereInTheFilesSoonAfter()
    {
        var group = await FillGroupAsync();
        await using (var other = new SqliteConnection(server.Database.ConnectionString + ";Pooling=False"))
        {
            await other.OpenAsync();
            await using var reads = other.BeginTransaction(deferred: true);
            await using var look = other.CreateCommand();
            look.CommandText = "select count(*) from groups";
            await look.ExecuteScalarAsync();
            await EraseAsync("groups", group);
            Assert.That(await server.Database.FindAsync(Secrets), Is.Not.Empty, "the reader needs the log");
        }

        server.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(() => server.Database.FindAsync(Secrets).GetAwaiter().GetResult(), Is.Empty.After(10_000, 50));
    }

    private async Task AssertGoneAsync()
    {
        Assert.That(await server.Database.FindAsync(Secrets), Is.Empty, "the database and its log");
        await server.CopyAsync();
        var full = server.Database.File + ".zip";
        var (exported, _, why) = await RegistryCommand.RunAsync("export", full, "--full", server.Database.Argument);
        Assert.That(exported, Is.Zero, why);
        using var zip = System.IO.Compression.ZipFile.OpenRead(full);
        var tables = string.Concat(
            zip.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            })
        );

        Assert.Multiple(async () =>
        {
            Assert.That(await server.Database.FindAsync(Secrets), Is.Empty, "the copy");
            Assert.That(Secrets.Where(secret => tables.Contains(secret, StringComparison.Ordinal)), Is.Empty, "the full export");
            Assert.That(await ProblemsAsync(), Is.Empty);
        });
    }

    /// <summary>A group with a text of its own in every place that a group has, changed several times, hidden and shown.</summary>
    private async Task<string> FillGroupAsync()
    {
        var group = await CreateAsync(
            "/v1/groups",
            """
            {"name":"Zawadi Union","country":"KE","place":"Kilifi","note":"By the lantern.","period":"2012/..","ledByPeopleWhoUseDrugs":true,"keptBy":"africanpud",
            "names":[{"name":"ZWD","kind":"abbreviation","source":"registry-curation"}],
            "externalIds":[{"scheme":"wikidata","value":"Q777","source":"registry-curation"}],
            "source":"registry-curation","reason":"Zawadi wrote to us."}
            """,
            ("Idempotency-Key", "zawadi-1")
        );
        var membership = await CreateAsync(
            "/v1/networks/africanpud/memberships",
            $$"""{"group":"{{group}}","period":"2019/..","note":"At Mnarani.","source":"registry-curation","reason":"r"}"""
        );
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"A steward","reason":"Zawadi agreed."}"""
        );
        await ChangeAsync($"groups/{group}", """{"visibility":"public","reason":"r"}""");
        await ChangeAsync($"groups/{group}", """{"place":"Mnarani","note":null,"since":"2024","reason":"They moved from Kilifi."}""");
        await ChangeAsync($"memberships/{membership}", """{"note":"mnarani","reason":"r"}""");
        var accepted = await ProposeAsync(group, "2013/2014", "At Malindi.");
        await SendAsync(
            HttpMethod.Post,
            $"/v1/proposals/{accepted}/acceptance",
            """{"message":"Come to Watamu.","reason":"r"}""",
            ("If-Match", "*"),
            ("Idempotency-Key", "zawadi-2")
        );
        await ProposeAsync(group, "2015/..", "Lamu, one day.");
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/offers",
            """{"network":"inwud","note":"Malindi would rather.","reason":"Watamu asked."}""",
            ("Idempotency-Key", "zawadi-3")
        );
        await ChangeAsync($"groups/{group}", """{"name":"Zawadi League","since":"2025","reason":"r"}""");
        return group;
    }

    private Task<string> ProposeAsync(string group, string period, string note) =>
        CreateAsync(
            "/v1/networks/inwud/proposals",
            $$"""{"group":"{{group}}","period":"{{period}}","note":"{{note}}","source":"registry-curation","reason":"r"}"""
        );

    private async Task EraseAsync(string resource, string id)
    {
        var mark = await SendAsync(HttpMethod.Post, $"/v1/{resource}/{id}/erasure", """{"onWhoseWord":"The group asked us."}""");
        Assert.That(mark.GetProperty("id").GetString(), Is.EqualTo(id));
    }

    private async Task<string> CreateAsync(string address, string body, params (string, string)[] headers) =>
        (await SendAsync(HttpMethod.Post, address, body, headers)).GetProperty("id").GetString()!;

    private Task ChangeAsync(string record, string patch) => SendAsync(HttpMethod.Patch, $"/v1/{record}/record", patch, ("If-Match", "*"));

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body, params (string, string)[] headers)
    {
        using var response = await server.SendJsonAsync(method, address, body, [key, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<IReadOnlyList<string>> ProblemsAsync() =>
        server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);
}
