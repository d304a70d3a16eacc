using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>Where two keys publish a group, one shows it by no door.</summary>
internal sealed class PublishingTests
{
    private const string Rule = "publishing-needs-two-keys";
    private const string Consent = """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""";

    private RegistryServer server = null!;
    private (string Name, string Value) first;
    private (string Name, string Value) second;
    private (string Name, string Value) inpud;
    private string group = "";

    private string Record => $"/v1/groups/{group}/record";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Publishing:Approvals=2");
        first = await server.KeyOfAsync("First steward", expires: null, "euronpud");
        second = await server.KeyOfAsync("Second steward", expires: null, "euronpud");
        inpud = await server.KeyOfAsync("INPUD steward", expires: null, "registry");
        var made = await SendAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Umoja","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""",
            first
        );
        group = made.GetProperty("id").GetString()!;
        await SendAsync(
            HttpMethod.Post,
            "/v1/networks/euronpud/memberships",
            $$"""{"group":"{{group}}","period":"2015/..","source":"registry-curation","reason":"r"}""",
            first
        );
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("second")]
    [TestCase("inpud")]
    public async Task Group_WhenTwoKeysApproved_IsPublic(string other)
    {
        var consent = await GiveAsync();
        await RefusedAsync(ShowAsync(first));
        var approved = await SendAsync(
            HttpMethod.Post,
            ApprovalOf(consent),
            """{"reason":"I asked."}""",
            other == "inpud" ? inpud : second
        );
        Assert.That(approved.GetProperty("consents")[0].GetProperty("approvals").GetInt32(), Is.EqualTo(2));
        Assert.That(approved.GetProperty("consents")[0].GetProperty("shownAs").GetString(), Is.EqualTo("public"));
        Assert.That(await IsPublicAsync(), Is.False, "the visibility is not public yet");
        using var shown = await ShowAsync(first);

        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK), await shown.Content.ReadAsStringAsync());
        Assert.That(await IsPublicAsync());
    }

    /// <summary>The operations come from the contract, so that a new one is among them. Each is sent twice, since the first write of one can open the way to another.</summary>
    [Test]
    public async Task Group_WhenOneKeyTriesEveryDoor_ChangesNoPublicByte()
    {
        var before = await PublicAsync();
        var doors = WriteOperation
            .All.Where(write =>
                write.Template.StartsWith("/v1/groups/{id}/", StringComparison.Ordinal)
                && !write.Template.EndsWith("/end", StringComparison.Ordinal)
            )
            .ToList();
        Assert.That(doors, Has.Count.GreaterThanOrEqualTo(3));
        foreach (var visibility in new[] { "public", "country", "public" })
        {
            foreach (var door in doors)
            {
                var body = door.Method == "PATCH" ? new JsonObject { ["visibility"] = visibility, ["reason"] = "r" } : door.Example;
                var consent = await RecordAsync();
                var known = consent.GetProperty("consents").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).LastOrDefault();
                using var answer = await server.SendJsonAsync(
                    new HttpMethod(door.Method),
                    door.Template.Replace("{id}", group, StringComparison.Ordinal)
                        .Replace("{consent}", known ?? "none", StringComparison.Ordinal),
                    body.ToJsonString(),
                    first,
                    ("If-Match", "*")
                );
                Assert.That((int)answer.StatusCode, Is.AnyOf(200, 201, 404, 409, 422), await answer.Content.ReadAsStringAsync());
            }
        }

        Assert.That(await PublicAsync(), Is.EqualTo(before));
        // A group that is counted would be from the next day on.
        Assert.That(await IsCountedADayLaterAsync(), Is.False);
        Assert.That(await IsPublicAsync(), Is.False);
    }

    [Test]
    public async Task Consent_WhenItsStewardApprovesItTwice_IsRefused()
    {
        var consent = await GiveAsync();
        var sameLabel = await server.KeyOfAsync("first STEWARD", expires: null, "registry");

        await RefusedAsync(server.SendJsonAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", first));
        await RefusedAsync(server.SendJsonAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", sameLabel));
        using var another = await server.SendJsonAsync(
            HttpMethod.Post,
            ApprovalOf(consent),
            """{"reason":"r"}""",
            await server.KeyOfAsync("Another steward", expires: null, "panpud")
        );
        await RegistryServer.ProblemAsync(another, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Group_WhenItWasHidden_NeedsTwoApprovalsAnew()
    {
        var consent = await PublishAsync();
        using var hidden = await ChangeAsync("private", second);
        Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.OK), "to hide takes one key");
        Assert.That(await IsPublicAsync(), Is.False);

        await RefusedAsync(ShowAsync(first));
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", first);
        await RefusedAsync(ShowAsync(first));
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", second);
        using var shown = await ShowAsync(first);
        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await IsPublicAsync());
    }

    [Test]
    public async Task Group_WhenItWasNarrowed_IsCountedOnAndNamedByTwo()
    {
        await PublishAsync();
        using var narrowed = await ChangeAsync("country", first);
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await server.TextAsync("/v1/groups?country=FR"), Does.Contain("A member group").And.Not.Contain("Umoja"));

        await RefusedAsync(ShowAsync(first));
    }

    [Test]
    public async Task Group_WhenItsConsentRanOut_IsNotShownByANewOneOfOneKey()
    {
        var consent = await GiveAsync(Consent.Replace("\"givenTo\"", "\"until\":\"2026-02-01\",\"givenTo\"", StringComparison.Ordinal));
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", second);
        using var shown = await ShowAsync(first);
        Assert.That(await IsPublicAsync());
        server.Clock.Advance(TimeSpan.FromDays(60));
        Assert.That(await IsPublicAsync(), Is.False);
        var renewed = await GiveAsync();

        Assert.That(await IsPublicAsync(), Is.False);
        await SendAsync(HttpMethod.Post, ApprovalOf(renewed), """{"reason":"r"}""", second);
        Assert.That(await IsPublicAsync());
    }

    [Test]
    public async Task Group_WhenItsConsentToBeCountedRanOut_IsNotCountedByANewOneOfOneKey()
    {
        var consent = await GiveAsync(
            Consent
                .Replace("public", "country", StringComparison.Ordinal)
                .Replace("\"givenTo\"", "\"until\":\"2026-02-01\",\"givenTo\"", StringComparison.Ordinal)
        );
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", second);
        using var shown = await ChangeAsync("country", first);
        Assert.That(await IsCountedADayLaterAsync());
        server.Clock.Advance(TimeSpan.FromDays(60));
        var renewed = await GiveAsync(Consent.Replace("public", "country", StringComparison.Ordinal));

        Assert.That(await IsCountedADayLaterAsync(), Is.False);
        await SendAsync(HttpMethod.Post, ApprovalOf(renewed), """{"reason":"r"}""", second);
        Assert.That(await IsCountedADayLaterAsync());
    }

    private async Task<bool> IsCountedADayLaterAsync()
    {
        server.Clock.Advance(TimeSpan.FromDays(1));
        return (await server.TextAsync("/v1/groups?country=FR")).Contains("A member group", StringComparison.Ordinal);
    }

    [Test]
    public async Task Group_WhenASourceMadeItPublicBefore_NeedsTwoOnceItWasHidden()
    {
        group = Shipped.Vandu;
        Assert.That(await IsPublicAsync());
        using var hidden = await ChangeAsync("private", inpud);
        Assert.That(await IsPublicAsync(), Is.False);

        await RefusedAsync(ShowAsync(inpud));
        Assert.That(await IsPublicAsync(), Is.False);
    }

    [Test]
    public async Task Spreadsheet_WhenAsked_HasNoColumnThatShowsAGroup() =>
        Assert.That(await server.TextAsync("/v1/import/template?format=csv"), Does.Not.Contain("visibility").And.Not.Contain("consent"));

    [Test]
    public async Task Bundle_WhenItWouldShowAGroup_IsRefusedRowByRow()
    {
        await using var other = await RegistryServer.StartAsShippedAsync();
        // The group is new here, and the bundle shows it. A group that is hidden stays hidden in any case.
        await server.WriteAsync(
            ($"delete from memberships where group_id = '{Shipped.Vandu}'", null),
            ($"delete from group_names where group_id = '{Shipped.Vandu}'", null),
            ($"delete from groups where id = '{Shipped.Vandu}'", null)
        );
        var bundle = await other.Client.GetByteArrayAsync(new Uri("/v1/export?format=zip", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/import?dryRun=true") { Content = new ByteArrayContent(bundle) };
        request.Content.Headers.ContentType = new("application/zip");
        request.Headers.TryAddWithoutValidation(inpud.Name, inpud.Value);
        using var answer = await server.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(text, Does.Contain(Rule));
        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("refused").GetInt32(), Is.EqualTo(1), text);
    }

    [Test]
    [OfTheFile]
    public async Task Group_WhenACopyFromBeforeItWasHiddenIsRestored_NeedsTwoApprovalsAnew()
    {
        await PublishAsync();
        var copy = server.Database.File + ".copy";
        server.Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var hidden = await ChangeAsync("private", first);
        await server
            .Services.GetRequiredService<Restore>()
            .RunAsync(copy, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);

        Assert.That(await IsPublicAsync(), Is.False);
        await RefusedAsync(ShowAsync(first));
    }

    [Test]
    public async Task KeptGroups_WhenAskedForThoseThatWaitForApproval_AreThoseWithAConsentOfOneKey()
    {
        Assert.That(await WaitingAsync(), Is.Zero);
        var consent = await GiveAsync();
        Assert.That(await WaitingAsync(), Is.EqualTo(1));
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", second);
        Assert.That(await WaitingAsync(), Is.Zero);
    }

    private async Task<int> WaitingAsync()
    {
        using var answer = await server.GetAsync("/v1/key/groups?waiting=approval", second);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt32();
    }

    private string ApprovalOf(string consent) => $"/v1/groups/{group}/consents/{consent}/approval";

    private async Task<string> GiveAsync(string consent = Consent)
    {
        var before = IdsOf(await RecordAsync());
        return IdsOf(await SendAsync(HttpMethod.Post, $"/v1/groups/{group}/consents", consent, first)).Except(before).Single();
    }

    private static IReadOnlyList<string> IdsOf(JsonElement record) =>
        [.. record.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("id").GetString()!)];

    private async Task<string> PublishAsync()
    {
        var consent = await GiveAsync();
        await SendAsync(HttpMethod.Post, ApprovalOf(consent), """{"reason":"r"}""", second);
        using var shown = await ShowAsync(first);
        Assert.That(await IsPublicAsync());
        return consent;
    }

    private Task<HttpResponseMessage> ShowAsync((string Name, string Value) key) => ChangeAsync("public", key);

    private Task<HttpResponseMessage> ChangeAsync(string visibility, (string Name, string Value) key, string? id = null) =>
        server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id ?? group}/record",
            $$"""{"visibility":"{{visibility}}","reason":"r"}""",
            key,
            ("If-Match", "*")
        );

    private static async Task RefusedAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        var problem = await RegistryServer.ProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Is.EqualTo([Rule])
        );
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body, (string Name, string Value) key)
    {
        using var answer = await server.SendJsonAsync(method, address, body, key, ("If-Match", method == HttpMethod.Patch ? "*" : ""));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<JsonElement> RecordAsync()
    {
        using var answer = await server.GetAsync(Record, first);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<bool> IsPublicAsync()
    {
        using var answer = await server.GetAsync($"/v1/groups/{group}");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>What anybody sees, by the contract: the addresses with their examples, and the whole export and feed.</summary>
    private async Task<string> PublicAsync()
    {
        var answers = new List<string>();
        foreach (
            var address in ReadOperation
                .Public.Select(read => read.Address)
                .Append("/v1/export?format=ndjson")
                .Append($"/v1/groups/{group}")
        )
        {
            using var answer = await server.GetAsync(address);
            // An archive of the export has the day in its description.
            var text = address == "/v1/export" ? "" : await answer.Content.ReadAsStringAsync();
            answers.Add($"{address} {(int)answer.StatusCode} {Regex.Replace(text, "\"(traceId|asOf)\":\"[^\"]*\"", "")}");
        }

        return string.Join('\n', answers);
    }
}
