using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>Stewards write groups over HTTP, and nobody else sees the private ones.</summary>
internal sealed class GroupWritesTests
{
    private const string Body = """
        {
            "name": "Kenyan Network", "country": "KEN", "period": "2012/..", "observed": "2025-10", "keptBy": "africanpud",
            "ledByPeopleWhoUseDrugs": true, "leadershipBasis": "Its own statement.", "source": "registry-curation", "reason": "The group wrote to us."
        }
        """;

    private RegistryServer server = null!;
    private (string Name, string Value) africa;
    private (string Name, string Value) europe;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
        europe = await server.KeyAsync(expires: null, "euronpud");
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task StewardsDay_WhenWalked_ShowsAGroupOnlyForAsLongAsItAgrees()
    {
        var (id, tag) = await CreateAsync();
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(404), "a new group is private");

        using var tooEarly = await PatchAsync(id, tag, """{"visibility":"public","reason":"r"}""", africa);
        var broken = await RegistryServer.ProblemAsync(tooEarly, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(broken.GetProperty("errors")[0].GetProperty("rule").GetString(), Is.EqualTo(server.Whole("/v1/rules/consent-missing")));

        using var consent = await PostAsync(
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"AfricaNPUD steward","until":"2026-01-20","reason":"It signed the form."}""",
            africa
        );
        Assert.That(consent.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(404), "a consent publishes nothing by itself");

        using var shown = await PatchAsync(
            id,
            consent.Headers.ETag!.ToString(),
            """{"visibility":"public","place":"Nairobi","reason":"It agreed."}""",
            africa
        );
        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK), await shown.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync($"/v1/groups/{id}"), Does.Contain("Nairobi"));
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 20, 9, 59, 59, TimeSpan.Zero));
        Assert.That(
            (int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode,
            Is.EqualTo(200),
            "the last day counts until it ends at UTC+14"
        );
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Consent_WhenItIsTakenBack_TheGroupIsAbsentAtOnce()
    {
        var id = await PublishAsync();
        var record = await RecordAsync(id, africa);
        var consent = record.GetProperty("consents")[0].GetProperty("id").GetString();
        using var ended = await PostAsync($"/v1/groups/{id}/consents/{consent}/end", """{"reason":"It asked us to."}""", africa);

        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync("/v1/groups"), Does.Not.Contain(id));
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Withdrawal_WhenDone_LeavesTheRecordToStewardsAlone()
    {
        var id = await PublishAsync();
        var tag = await TagAsync(id, africa);
        using var withdrawn = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/withdrawal",
            """{"reason":"Entered twice."}""",
            africa,
            ("If-Match", tag)
        );

        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.OK), await withdrawn.Content.ReadAsStringAsync());
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(404));
        Assert.That((await RecordAsync(id, africa)).GetProperty("withdrawn").GetString(), Is.Not.Null);
    }

    [Test]
    public async Task Write_WhenTheKeyIsAnotherNetworks_SeesNothingAndChangesNothing()
    {
        var (id, tag) = await CreateAsync();
        foreach (var absent in new[] { id, "absent-group" })
        {
            using var read = await server.GetAsync($"/v1/groups/{absent}/record", europe);
            using var patch = await PatchAsync(absent, tag, """{"name":"Mine","reason":"r"}""", europe);
            using var consent = await PostAsync(
                $"/v1/groups/{absent}/consents",
                """{"scope":"public","given":"2026-01-15","givenTo":"x","reason":"r"}""",
                europe
            );
            await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
            await RegistryServer.ProblemAsync(patch, HttpStatusCode.NotFound, "not-found");
            await RegistryServer.ProblemAsync(consent, HttpStatusCode.NotFound, "not-found");
        }

        using var create = await PostAsync("/v1/groups", Body, europe);
        await RegistryServer.ProblemAsync(create, HttpStatusCode.Forbidden, "forbidden");
        Assert.That(create.Headers.WwwAuthenticate.ToString(), Does.Contain("insufficient_scope"));
        using var own = await PostAsync("/v1/groups", Body.Replace("\"africanpud\"", "null", StringComparison.Ordinal), africa);
        await RegistryServer.ProblemAsync(own, HttpStatusCode.Forbidden, "forbidden");
        Assert.That(await TagAsync(id, africa), Is.EqualTo(tag));
    }

    [Test]
    public async Task Name_WhenAHiddenGroupBearsIt_IsNotRefusedToOthers()
    {
        await CreateAsync();
        using var same = await PostAsync("/v1/groups", Body, africa);
        await RegistryServer.ProblemAsync(same, HttpStatusCode.Conflict, "conflict");
        // The stewards of INWUD, whose remit is every country, must not learn of it.
        var women = await server.KeyAsync(expires: null, "inwud");
        using var others = await PostAsync("/v1/groups", Body.Replace("africanpud", "inwud", StringComparison.Ordinal), women);

        Assert.That(others.StatusCode, Is.EqualTo(HttpStatusCode.Created), await others.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Name_WhenItsBearerIsHiddenAgain_IsGivenToAnotherAndThenTaken()
    {
        var (id, _) = await CreateAsync();
        using var consent = await PostAsync(
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"x","until":"2026-01-16","reason":"r"}""",
            africa
        );
        using var shown = await PatchAsync(id, consent.Headers.ETag!.ToString(), """{"visibility":"public","reason":"r"}""", africa);
        server.Clock.Advance(TimeSpan.FromDays(3));
        var women = await server.KeyAsync(expires: null, "inwud");
        using var second = await PostAsync("/v1/groups", Body.Replace("africanpud", "inwud", StringComparison.Ordinal), women);
        var other = JsonDocument.Parse(await second.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var agreed = await PostAsync(
            $"/v1/groups/{other}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"x","reason":"r"}""",
            women
        );
        using var public2 = await PatchAsync(other, agreed.Headers.ETag!.ToString(), """{"visibility":"public","reason":"r"}""", women);
        Assert.That(public2.StatusCode, Is.EqualTo(HttpStatusCode.OK), await public2.Content.ReadAsStringAsync());
        using var renewed = await PostAsync(
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-18","givenTo":"x","reason":"r"}""",
            africa
        );

        var problem = await RegistryServer.ProblemAsync(renewed, HttpStatusCode.Conflict, "conflict");
        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("name-taken"));
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        Assert.That((await WholeRegistry.BrokenRulesAsync(write)).Select(rule => rule.Code), Does.Not.Contain("name-taken"));
    }

    [Test]
    public async Task Change_WhenItsVersionIsMissingOrStale_IsRefused()
    {
        var (id, tag) = await CreateAsync();
        using var missing = await PatchAsync(id, "", """{"place":"Nairobi","reason":"r"}""", africa);
        using var madeUp = await PatchAsync(id, "\"made-up\"", """{"place":"Nairobi","reason":"r"}""", africa);
        using var first = await PatchAsync(id, tag, """{"place":"Nairobi","reason":"r"}""", africa);
        using var second = await PatchAsync(id, tag, """{"place":"Mombasa","reason":"r"}""", africa);

        await RegistryServer.ProblemAsync(missing, HttpStatusCode.PreconditionRequired, "precondition-required");
        await RegistryServer.ProblemAsync(madeUp, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await RegistryServer.ProblemAsync(second, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That((await RecordAsync(id, africa)).GetProperty("place").GetString(), Is.EqualTo("Nairobi"));
        Assert.That(
            await TagAsync(id, africa),
            Is.EqualTo(first.Headers.ETag!.ToString()),
            "the ETag of a change is that of the next read"
        );
    }

    [Test]
    public async Task DryRun_WhenAsked_TellsWhatWouldHappenAndWritesNothing()
    {
        using var dry = await PostAsync("/v1/groups?dryRun=true", Body, africa, ("Idempotency-Key", "dry"));
        var id = JsonDocument.Parse(await dry.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var broken = await PostAsync(
            "/v1/groups?dryRun=true",
            Body.Replace("2012/..", "2012/2010", StringComparison.Ordinal)
                .Replace("\"observed\": \"2025-10\",", "", StringComparison.Ordinal),
            africa
        );
        using var real = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "dry"));

        Assert.That(dry.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await RegistryServer.ProblemAsync(broken, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(real.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}/record", registry)).StatusCode, Is.EqualTo(404));
    }

    [TestCase("""{"name":"","reason":"r"}""", "/name")]
    [TestCase("""{"name":" x","reason":"r"}""", "/name")]
    [TestCase("""{"name":"!!!","reason":"r"}""", "/name")]
    [TestCase("""{"name":null,"reason":"r"}""", "/name")]
    [TestCase("""{"name":7,"reason":"r"}""", "/name")]
    [TestCase("""{"country":"ZZ","reason":"r"}""", "/country")]
    [TestCase("""{"source":"nobody","reason":"r"}""", "/source")]
    [TestCase("""{"keptBy":"nobody","reason":"r"}""", "/keptBy")]
    [TestCase("""{"period":"2012","reason":"r"}""", "/period")]
    [TestCase("""{"period":"2012-02-30/..","reason":"r"}""", "/period")]
    [TestCase("""{"observed":"2011","reason":"r"}""", "/period")]
    [TestCase("""{"type":"club","reason":"r"}""", "/type")]
    [TestCase("""{"type":1,"reason":"r"}""", "/type")]
    [TestCase("""{"goals":"x","reason":"r"}""", "/goals")]
    [TestCase("""{"place":"a\u0000b","reason":"r"}""", "/place")]
    [TestCase("""{"place":"\ud800","reason":"r"}""", "")]
    [TestCase("""{"subdivision":"Nairobi","reason":"r"}""", "/subdivision")]
    [TestCase("""{"id":"mine","reason":"r"}""", "/id")]
    [TestCase("""{"visibilityBasis":"trust me","reason":"r"}""", "/visibilityBasis")]
    [TestCase("""{"pace":"Nairobi","reason":"r"}""", "/pace")]
    [TestCase("""{"place":"Nairobi"}""", "")]
    public async Task Change_WhenAFieldIsWrong_NamesItAndWritesNothing(string patch, string pointer)
    {
        var (id, tag) = await CreateAsync();
        using var response = await PatchAsync(id, tag, patch, africa);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), problem.GetRawText());
            Assert.That(problem.GetProperty("errors")[0].GetProperty("in").GetString(), Is.EqualTo("body"));
            Assert.That(
                problem.GetProperty("errors")[0].GetProperty("pointer").GetString(),
                pointer.Length == 0 ? Is.Not.Null : Is.EqualTo(pointer)
            );
        });
        Assert.That(await TagAsync(id, africa), Is.EqualTo(tag));
    }

    [Test]
    public async Task Change_WhenAFieldIsOverLong_SaysHowLongItMayBe()
    {
        var (id, tag) = await CreateAsync();
        using var response = await PatchAsync(id, tag, $$"""{"name":"{{new string('a', 201)}}","reason":"r"}""", africa);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("1 to 200 characters"));
    }

    [Test]
    public async Task Change_WhenAnEndComesBeforeAMembershipsEnd_BreaksThatRule()
    {
        using var record = await server.GetAsync($"/v1/groups/{Shipped.Asud}/record", registry);
        using var response = await PatchAsync(
            Shipped.Asud,
            record.Headers.ETag!.ToString(),
            """{"period":"/2025-12","country":"KE","correction":true,"reason":"r"}""",
            registry
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Is.EquivalentTo(["outside-lifetime", "outside-remit"])
        );
    }

    [Test]
    public async Task Write_WhenItCommits_LeavesWhoWhenWhatAndWhy()
    {
        var (id, tag) = await CreateAsync();
        using var changed = await PatchAsync(id, tag, """{"place":"Nairobi","reason":"They moved."}""", africa);
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var reasons = await read.QueryAsync<string>(
            "select actor || ': ' || action || ': ' || reason from changes where resource_id = @id order by id",
            new { id }
        );
        var hidden = await read.QueryAsync<string>("select resource_id from public_changes where resource_id = @id", new { id });

        Assert.That(reasons, Is.EqualTo(["A test: create: The group wrote to us.", "A test: change: They moved."]));
        Assert.That(hidden, Is.Empty, "nothing of a private group is public");
        var before = await read.SingleAsync<string>("select before from changes where reason = 'They moved.'");
        Assert.That(JsonDocument.Parse(before).RootElement.GetProperty("place").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Answers_WhenAPrivateGroupIsWritten_StayByteForByteWhatTheyWere()
    {
        var before = await PublicAsync();
        var (id, tag) = await CreateAsync();
        using var changed = await PatchAsync(id, tag, """{"place":"Nairobi","reason":"r"}""", africa);

        Assert.That(await PublicAsync(), Is.EqualTo(before));
    }

    private async Task<(string Id, string Tag)> CreateAsync(string name = "Kenyan Network")
    {
        using var response = await PostAsync("/v1/groups", Body.Replace("Kenyan Network", name, StringComparison.Ordinal), africa);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo($"/v1/groups/{id}/record"));
        return (id, response.Headers.ETag!.ToString());
    }

    private async Task<string> PublishAsync(string name = "Kenyan Network")
    {
        var (id, _) = await CreateAsync(name);
        using var consent = await PostAsync(
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"A steward","reason":"r"}""",
            africa
        );
        using var shown = await PatchAsync(id, consent.Headers.ETag!.ToString(), """{"visibility":"public","reason":"r"}""", africa);
        Assert.That((int)(await server.GetAsync($"/v1/groups/{id}")).StatusCode, Is.EqualTo(200), await shown.Content.ReadAsStringAsync());
        return id;
    }

    private async Task<JsonElement> RecordAsync(string id, (string, string) key)
    {
        using var response = await server.GetAsync($"/v1/groups/{id}/record", key);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<string> TagAsync(string id, (string, string) key)
    {
        using var response = await server.GetAsync($"/v1/groups/{id}/record", key);
        return response.Headers.ETag!.ToString();
    }

    private Task<HttpResponseMessage> PostAsync(string address, string body, params (string, string)[] headers) =>
        server.SendJsonAsync(HttpMethod.Post, address, body, headers);

    private Task<HttpResponseMessage> PatchAsync(string id, string tag, string body, (string, string) key) =>
        server.SendJsonAsync(HttpMethod.Patch, $"/v1/groups/{id}/record", body, key, ("If-Match", tag));

    private async Task<List<string>> PublicAsync()
    {
        var answers = new List<string>();
        foreach (
            var address in new[]
            {
                "/v1/groups",
                "/v1/groups?country=KE",
                "/v1/countries/KE",
                "/v1/coverage",
                "/v1/coverage/countries?format=csv",
                "/v1/networks/africanpud/groups",
            }
        )
        {
            using var response = await server.GetAsync(address);
            answers.Add($"{response.Headers.ETag} {response.Content.Headers.LastModified:R} {await response.Content.ReadAsStringAsync()}");
        }

        return answers;
    }
}
