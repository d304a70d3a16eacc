using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.History;

/// <summary>Each read of a record by a key is noted before its answer goes, and the record's keeper reads the notes.</summary>
internal sealed class ReadsTests
{
    /// <summary>What shows a key no record, each with the reason.</summary>
    private static readonly Dictionary<string, string> ShowsNone = new(StringComparer.Ordinal)
    {
        ["/v1/key"] = "it shows the key",
        ["/v1/{resource}/{id}/reads"] = "it shows who read a record, and nothing of the record",
        ["/v1/{resource}/{id}/withdrawal"] = "it shows the time of the withdrawal",
        ["/v1/{resource}/{id}/erasure"] = "it shows the mark of the erasure",
    };

    private static IEnumerable<ReadOperation> Reads =>
        ReadOperation.All.Where(read => read.Operation.TryGetProperty("security", out _) && !ShowsNone.ContainsKey(read.Template));

    /// <summary>A creation that is only tried shows what the request states.</summary>
    private static IEnumerable<WriteOperation> DryRuns =>
        WriteOperation.All.Where(write =>
            !ShowsNone.ContainsKey(write.Template) && (!write.Creates || write.Template.EndsWith("/consents", StringComparison.Ordinal))
        );

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        using var agreed = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{Shipped.Catnpud}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""",
            inpud
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>The operations come from the contract, so that a new one is among them.</summary>
    [TestCaseSource(nameof(Reads))]
    public async Task Record_WhenAKeyReadsIt_IsNoted(ReadOperation read)
    {
        var before = await NotesAsync();
        using var answer = await server.GetAsync(read.Address, inpud);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        var noted = (await NotesAsync()).Except(before).ToList();
        Assert.That(noted, Is.Not.Empty, text);
        Assert.That(noted.Select(note => note.Split(' ')[0]), Is.All.EqualTo(read.Id));
        Assert.That(text, Does.Contain(noted[0].Split(' ')[2]).Or.Contain("\"items\""), "the note has the record's id");
    }

    [TestCaseSource(nameof(DryRuns))]
    public async Task Record_WhenAKeyOnlyTriesAWrite_IsNoted(WriteOperation write)
    {
        var before = await NotesAsync();
        using var answer = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            $"{write.Address}?dryRun=true",
            write.Example.ToJsonString(),
            inpud,
            ("If-Match", "*")
        );
        var text = await answer.Content.ReadAsStringAsync();

        // Where a rule refuses the example, the answer names the rule and shows no record.
        Assert.That((await NotesAsync()).Except(before).Any(), Is.EqualTo(answer.IsSuccessStatusCode), $"{answer.StatusCode} {text}");
    }

    [Test]
    public void DryRuns_WhenTriedByTheContract_AreMany() => Assert.That(DryRuns.Count(), Is.GreaterThan(12));

    [Test]
    public async Task Record_WhenEverybodyMayReadIt_IsNotNoted()
    {
        var before = await NotesAsync();
        foreach (var read in ReadOperation.Public)
        {
            using var anonymous = await server.GetAsync(read.Address);
        }

        // A key that keeps nothing of the record sees the public history, and no more.
        using var other = await server.GetAsync($"/v1/groups/{Shipped.Catnpud}/history", await server.KeyAsync(expires: null, "panpud"));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await NotesAsync(), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Reads_WhenListed_AreWhoWhatAndWhenForTheKeeper()
    {
        var keeper = await server.KeyAsync(expires: null, "euronpud");
        var member = await server.KeyAsync(expires: null, "inwud");
        var (group, membership) = await HiddenGroupAsync(keeper);
        var start = server.Clock.GetUtcNow();
        using var kept = await server.GetAsync($"/v1/groups/{group}/record", keeper);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        using var again = await server.GetAsync($"/v1/groups/{group}/record", keeper);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var seen = await server.GetAsync(membership, member);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var all = await server.GetAsync($"/v1/groups/{group}/history", inpud);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var listed = await server.GetAsync("/v1/key/groups", keeper);

        var list = await ReadsAsync($"/v1/groups/{group}/reads", keeper);
        Assert.Multiple(() =>
        {
            Assert.That(
                list.GetProperty("items").EnumerateArray().Select(LineOf),
                Is.EqualTo([
                    $"listKeptGroups groups/{group} euronpud 1",
                    $"listHistory groups/{group} registry 1",
                    $"getMembershipRecord memberships/{membership.Split('/')[3]} inwud 1",
                    $"getGroupRecord groups/{group} euronpud 2",
                ])
            );
            Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(4));
            Assert.That(list.GetProperty("items")[3].GetProperty("at").GetDateTimeOffset(), Is.EqualTo(start));
            Assert.That(list.GetProperty("items")[3].GetProperty("latest").GetDateTimeOffset(), Is.EqualTo(start.AddSeconds(3)));
            Assert.That(list.GetProperty("items")[3].GetProperty("reader").GetString(), Is.EqualTo("A test"));
            Assert.That(list.ToString(), Does.Not.Contain("Umoja"));
        });
        var first = await ReadsAsync($"/v1/groups/{group}/reads?limit=3", inpud);
        var rest = await ReadsAsync($"/v1/groups/{group}/reads?limit=3&after={first.GetProperty("next").GetString()}", inpud);
        Assert.That(LineOf(rest.GetProperty("items")[0]), Does.StartWith("getGroupRecord"));
        Assert.That(rest.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("inwud")]
    [TestCase("panpud")]
    public async Task Reads_WhenListedByAnother_AreThoseOfAnIdThatNeverWas(string network)
    {
        var (group, _) = await HiddenGroupAsync(await server.KeyAsync(expires: null, "euronpud"));
        var other = await server.KeyAsync(expires: null, network);
        using var hidden = await server.GetAsync($"/v1/groups/{group}/reads", other);
        using var never = await server.GetAsync("/v1/groups/zzzzz-zzzzz/reads", other);
        using var nobody = await server.GetAsync($"/v1/groups/{group}/reads");

        await RegistryServer.ProblemAsync(hidden, HttpStatusCode.NotFound, "not-found");
        Assert.That(await TextOfAsync(hidden, group), Is.EqualTo(await TextOfAsync(never, "zzzzz-zzzzz")));
        await RegistryServer.ProblemAsync(nobody, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Test]
    public async Task Import_WhenAKeyOnlyTriesIt_IsNotedForTheGroupsThatItCompares()
    {
        var keeper = await server.KeyAsync(expires: null, "euronpud");
        var (group, _) = await HiddenGroupAsync(keeper);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/import?dryRun=true")
        {
            Content = new StringContent($"id;place\n{group};Lyon\n", System.Text.Encoding.UTF8, "text/csv"),
        };
        request.Headers.TryAddWithoutValidation(keeper.Name, keeper.Value);
        using var answer = await server.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());

        var list = await ReadsAsync($"/v1/groups/{group}/reads", keeper);
        Assert.That(list.GetProperty("items").EnumerateArray().Select(LineOf), Is.EqualTo([$"importFile groups/{group} euronpud 1"]));
    }

    private static int made;

    /// <summary>A hidden group of euronpud, and the address of its membership of inwud.</summary>
    private async Task<(string Group, string Membership)> HiddenGroupAsync((string Name, string Value) keeper)
    {
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            $$"""{"name":"Umoja {{Interlocked.Increment(ref made)}}","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""",
            keeper
        );
        var group = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var admitted = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/memberships",
            $$"""{"group":"{{group}}","period":"2015/..","source":"registry-curation","reason":"r"}""",
            inpud
        );
        return (group, admitted.Headers.Location!.OriginalString);
    }

    private async Task<JsonElement> ReadsAsync(string address, (string Name, string Value) key)
    {
        using var answer = await server.GetAsync(address, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string LineOf(JsonElement read) =>
        $"{read.GetProperty("operation")} {read.GetProperty("resource")}/{read.GetProperty("id")} {string.Join('+', read.GetProperty("scopes").EnumerateArray())} {read.GetProperty("times")}";

    private static async Task<string> TextOfAsync(HttpResponseMessage answer, string id)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var trace = JsonDocument.Parse(text).RootElement.GetProperty("traceId").GetString()!;
        return $"{(int)answer.StatusCode} {text.Replace(id, "ID", StringComparison.Ordinal).Replace(trace, "TRACE", StringComparison.Ordinal)}";
    }

    /// <summary>Every note, from the file itself: its operation, record and count.</summary>
    private async Task<IReadOnlyList<string>> NotesAsync()
    {
        const string Notes = "select operation || ' ' || resource || ' ' || record_id || ' ' || key_id || ' ' || times from reads";
        return await server.Database.TextsBesideAsync("reads", Notes);
    }
}
