using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Applications;

/// <summary>A group applies, and a network's stewards decide. Nobody else can read the application.</summary>
internal sealed class ApplicationsTests
{
    private const string Umoja = """
        {"network":"africanpud","name":"Umoja","country":"KEN","place":"Mombasa","ledByPeopleWhoUseDrugs":true,"period":"2012/..","message":"Hello."}
        """;

    private RegistryServer server = null!;
    private (string Name, string Value) africa;
    private (string Name, string Value) europe;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
        europe = await server.KeyAsync(expires: null, "euronpud");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Application_WhenAccepted_MakesAPrivateGroupAndItsMembership()
    {
        var link = await ApplyAsync();
        var (address, tag) = await QueuedAsync();
        using var accepted = await DecideAsync(
            address,
            "acceptance",
            tag,
            """{"period":"2026-01/..","source":"registry-curation","message":"Welcome.","reason":"r"}"""
        );
        var text = await accepted.Content.ReadAsStringAsync();
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        var record = JsonDocument.Parse(text).RootElement;
        var group = record.GetProperty("group").GetString();
        using var kept = await server.GetAsync($"/v1/groups/{group}/record", africa);
        using var hidden = await server.GetAsync($"/v1/groups/{group}");
        var followed = await server.JsonAsync(link);

        Assert.Multiple(async () =>
        {
            Assert.That(
                await kept.Content.ReadAsStringAsync(),
                Does.Contain("Umoja").And.Contain(record.GetProperty("membership").GetString()!)
            );
            Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(followed.GetProperty("state").GetString(), Is.EqualTo("accepted"));
            Assert.That(followed.GetProperty("answer").GetString(), Is.EqualTo("Welcome."));
            Assert.That(followed.GetRawText(), Does.Not.Contain(group!), "the applicant needs no id");
        });
        using var again = await DecideAsync(address, "refusal", accepted.Headers.ETag!.ToString(), """{"message":"No.","reason":"r"}""");
        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    public async Task Application_WhenReturned_WaitsAgainOnceTheGroupHasChangedIt()
    {
        var link = await ApplyAsync();
        var (address, tag) = await QueuedAsync();
        using var returned = await DecideAsync(address, "return", tag, """{"message":"Since when?","reason":"r"}""");
        Assert.That(returned.StatusCode, Is.EqualTo(HttpStatusCode.OK), await returned.Content.ReadAsStringAsync());
        using var read = await server.GetAsync(link);
        Assert.That(await read.Content.ReadAsStringAsync(), Does.Contain("Since when?").And.Contain("\"returned\""));
        using var stale = await ChangeAsync(link, """{"period":"2014/.."}""", "\"made-up\"");
        using var changed = await ChangeAsync(link, """{"period":"2014/.."}""", read.Headers.ETag!.ToString());

        await RegistryServer.ProblemAsync(stale, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That(await changed.Content.ReadAsStringAsync(), Does.Contain("2014/..").And.Contain("\"waiting\""));
    }

    [Test]
    public async Task Application_WhenTheGroupWithdrawsIt_IsErasedAndItsLinkLeadsNowhere()
    {
        var link = await ApplyAsync();
        using var withdrawn = await server.Client.PostAsync(new Uri($"{link}/withdrawal"), content: null);
        using var read = await server.GetAsync(link);
        using var again = await server.Client.PostAsync(new Uri($"{link}/withdrawal"), content: null);
        using var queue = await server.GetAsync("/v1/networks/africanpud/applications", africa);

        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.OK), await withdrawn.Content.ReadAsStringAsync());
        Assert.That(withdrawn.Headers.CacheControl?.NoStore, Is.True);
        await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        await RegistryServer.ProblemAsync(again, HttpStatusCode.NotFound, "not-found");
        Assert.That(await queue.Content.ReadAsStringAsync(), Does.Contain("\"total\":0"));
        Assert.That(await server.Database.FindAsync("Mombasa"), Is.Empty);
        var (sound, problems, _) = await RegistryCommand.RunAsync("verify", server.Database.Argument);
        Assert.That(sound, Is.Zero, problems);
    }

    [Test]
    public async Task Application_WhenItIsAccepted_IsWithdrawnByNobody()
    {
        var link = await ApplyAsync();
        var (address, tag) = await QueuedAsync();
        using var accepted = await DecideAsync(
            address,
            "acceptance",
            tag,
            """{"period":"2026-01/..","source":"registry-curation","message":"Welcome.","reason":"r"}"""
        );
        using var withdrawn = await server.Client.PostAsync(new Uri($"{link}/withdrawal"), content: null);

        await RegistryServer.ProblemAsync(withdrawn, HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    public async Task Application_WhenItWasRefusedLongAgo_IsErased()
    {
        var link = await ApplyAsync();
        var (address, tag) = await QueuedAsync();
        using var refused = await DecideAsync(address, "refusal", tag, """{"message":"No.","reason":"r"}""");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        server.Clock.Advance(TimeSpan.FromDays(89));
        await server.TextAsync("/v1/groups");
        Assert.That(await server.TextAsync(link), Does.Contain("Mombasa"), "the group can read why");
        server.Clock.Advance(TimeSpan.FromDays(2));
        await server.TextAsync("/v1/groups");
        using var read = await server.GetAsync(link);

        await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        Assert.That(await server.Database.FindAsync("Mombasa"), Is.Empty, "nor is it in the files");
    }

    [Test]
    public async Task Application_WhenTheRulesRefuseTheMembership_StaysInTheQueueAndLeavesNoGroup()
    {
        await ApplyAsync(Umoja.Replace("KEN", "FRA", StringComparison.Ordinal));
        var (address, tag) = await QueuedAsync();
        using var response = await DecideAsync(
            address,
            "acceptance",
            tag,
            """{"period":"2010/..","source":"registry-curation","reason":"r"}"""
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Is.EquivalentTo(["outside-remit", "outside-lifetime"])
        );
        var (_, same) = await QueuedAsync();
        Assert.That(same, Is.EqualTo(tag));
    }

    [Test]
    public async Task Application_WhenMade_IsSeenByNobodyElse()
    {
        var before = await PublicAsync();
        var link = await ApplyAsync();
        var (address, _) = await QueuedAsync();
        foreach (var key in new[] { europe, ("Accept", "*/*") })
        {
            using var list = await server.GetAsync("/v1/networks/africanpud/applications", key);
            using var one = await server.GetAsync(address, key);
            Assert.That((int)list.StatusCode, Is.AnyOf(401, 404));
            Assert.That((int)one.StatusCode, Is.AnyOf(401, 404));
        }

        using var wrong = await server.GetAsync(link[..^2] + "zz");
        await RegistryServer.ProblemAsync(wrong, HttpStatusCode.NotFound, "not-found");
        using var own = await server.GetAsync(link);
        Assert.That(own.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(await PublicAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"network":"nobody"}""", "/network")]
    [TestCase("""{"country":"ZZ"}""", "/country")]
    [TestCase("""{"name":""}""", "/name")]
    [TestCase("""{"period":"2012/2010"}""", "/period")]
    [TestCase("""{"ledByPeopleWhoUseDrugs":null}""", "/ledByPeopleWhoUseDrugs")]
    [TestCase("""{"email":"x@example.org"}""", "/email")]
    public async Task Application_WhenAFieldIsWrong_NamesIt(string mistake, string pointer)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Umoja)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(mistake)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        using var response = await server.SendJsonAsync(HttpMethod.Post, "/v1/applications", body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), text);
        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("pointer").GetString(), Is.EqualTo(pointer));
    }

    [Test]
    public async Task Application_WhenTooLarge_IsRefused()
    {
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/applications",
            Umoja.Replace("Hello.", new string('a', 20_000), StringComparison.Ordinal)
        );

        await RegistryServer.ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Test]
    public async Task Applications_WhenThereAreTooManyFromOneAddress_AreRefusedForAWhile()
    {
        HttpResponseMessage last = null!;
        for (var i = 0; i < 11; i++)
        {
            last = await server.SendJsonAsync(
                HttpMethod.Post,
                "/v1/applications",
                Umoja.Replace("Umoja", $"Umoja {i}", StringComparison.Ordinal)
            );
        }

        await RegistryServer.ProblemAsync(last, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.That(last.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    private async Task<string> ApplyAsync(string body = Umoja)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, "/v1/applications", body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        var link = JsonDocument.Parse(text).RootElement.GetProperty("link").GetString()!;
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo(new Uri(link).AbsolutePath));
        using var followed = await server.GetAsync(link);
        Assert.That(followed.Headers.ETag, Is.EqualTo(response.Headers.ETag), "it can be changed at once");
        return link;
    }

    /// <summary>The first application of the queue, as the network's stewards find it.</summary>
    private async Task<(string Address, string Tag)> QueuedAsync()
    {
        using var list = await server.GetAsync("/v1/networks/africanpud/applications?state=waiting", africa);
        var id = JsonDocument
            .Parse(await list.Content.ReadAsStringAsync())
            .RootElement.GetProperty("items")[0]
            .GetProperty("id")
            .GetString();
        var address = $"/v1/networks/africanpud/applications/{id}";
        using var record = await server.GetAsync(address, africa);
        return (address, record.Headers.ETag!.ToString());
    }

    private Task<HttpResponseMessage> DecideAsync(string address, string decision, string tag, string body) =>
        server.SendJsonAsync(HttpMethod.Post, $"{address}/{decision}", body, africa, ("If-Match", tag));

    private Task<HttpResponseMessage> ChangeAsync(string link, string body, string tag) =>
        server.SendJsonAsync(HttpMethod.Patch, link, body, ("If-Match", tag));

    private async Task<string> PublicAsync() =>
        await server.TextAsync("/v1/groups")
        + await server.TextAsync("/v1/coverage")
        + await server.TextAsync("/v1/changes?limit=200&after=250")
        + await server.TextAsync("/v1/networks/africanpud/history");
}
