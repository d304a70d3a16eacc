using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Organisation;

/// <summary>How INPUD's stewards keep its profile, milestones, documents and partners. The tests of the contract try what all kinds of record have in common.</summary>
internal sealed class OrganisationWritesTests
{
    private const string Cited = "\"source\":\"registry-curation\",\"reason\":\"r\"";

    private static readonly (string Address, string Body)[] Creations =
    [
        ("timeline", $$"""{"date":"2024","kind":"conference","title":"T","summary":"S",{{Cited}}}"""),
        ("documents", $$"""{"title":"T","kind":"report","period":"2024/..",{{Cited}}}"""),
        ("partners", $$"""{"name":"N","role":"funder","summary":"S","period":"2024/..",{{Cited}}}"""),
    ];

    private static readonly string[] Records =
    [
        "organisation/inpud",
        "milestones/launch",
        "documents/vancouver-declaration",
        "partners/robert-carr-fund",
    ];

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

    [TestCaseSource(nameof(Creations))]
    public async Task Creation_WhenTheKeyIsANetworks_IsForbidden((string Address, string Body) creation)
    {
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/{creation.Address}",
            creation.Body,
            await server.KeyAsync(expires: null, "euronpud")
        );

        await RegistryServer.ProblemAsync(response, HttpStatusCode.Forbidden, "forbidden");
    }

    [TestCaseSource(nameof(Records))]
    public async Task Record_WhenTheKeyIsANetworks_IsNeitherReadNorChanged(string record)
    {
        var network = await server.KeyAsync(expires: null, "euronpud");
        using var read = await server.GetAsync($"/v1/{record}/record", network);
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/{record}/record",
            """{"reason":"r"}""",
            network,
            ("If-Match", "*")
        );

        await RegistryServer.ProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        await RegistryServer.ProblemAsync(changed, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Milestone_WhenRecorded_StandsInTheTimelineTheSearchAndTheFeedUntilItIsWithdrawn()
    {
        var latest = (await server.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString();
        string[] places =
        [
            "/v1/search?q=assembly",
            $"/v1/changes?after={latest}",
            $"/v1/changes?after={latest}&format=atom&order=oldest",
            "/v1/export?format=ndjson",
        ];
        var id = await CreateAsync(
            "timeline",
            $$"""
            {"date":"2024-06-10/2024-06-12","kind":"conference","title":"An assembly","summary":"S",
             "places":[{"place":"online"},{"place":"Zanzibar","country":"TZA"},{"place":"online"}],{{Cited}}}
            """
        );
        var made = (await server.JsonAsync("/v1/timeline?kind=conference&sort=-date")).GetProperty("items")[0];

        Assert.That(made.GetProperty("date").GetString(), Is.EqualTo("2024-06-10/2024-06-12"));
        Assert.That(
            made.GetProperty("places").GetRawText(),
            Is.EqualTo("""[{"place":"online","country":null},{"place":"Zanzibar","country":"TZ"},{"place":"online","country":null}]""")
        );
        Assert.That(await server.TextAsync("/v1/timeline?asOf=2024-06-01"), Does.Not.Contain(id));
        foreach (var place in places)
        {
            Assert.That(await server.TextAsync(place), Does.Contain("An assembly"), place);
        }

        using var withdrawn = await WithdrawAsync($"milestones/{id}");
        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.OK), await withdrawn.Content.ReadAsStringAsync());
        foreach (var place in places.Append("/v1/timeline"))
        {
            Assert.That(await server.TextAsync(place), Does.Not.Contain("An assembly"), place);
        }

        Assert.That(await server.TextAsync(places[1]), Does.Contain("\"withdrawn\"").And.Contain(id));
    }

    [TestCase("timeline", """{"date":"2126","kind":"conference","title":"T","summary":"S",""", "date")]
    [TestCase("documents", """{"title":"T","kind":"report","period":"2126/..",""", "period")]
    public async Task Fact_WhenItLiesInTheFuture_BreaksTheRule(string address, string body, string field)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, $"/v1/{address}", body + Cited + "}", registry);
        var error = (await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken")).GetProperty("errors")[
            0
        ];

        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("not-yet-happened"));
        Assert.That(error.GetProperty("pointer").GetString(), Is.EqualTo($"/{field}"));
    }

    [Test]
    public async Task Plan_WhenItLiesInTheFuture_IsRecorded() =>
        await CreateAsync("timeline", $$"""{"date":"2126/2130","kind":"plan","title":"T","summary":"S",{{Cited}}}""");

    [TestCase(
        "POST",
        "documents",
        """{"title":"T","kind":"report","period":"2024/..","milestone":"nothing",""",
        "milestone",
        "unknown-milestone"
    )]
    [TestCase(
        "POST",
        "partners",
        """{"name":"N","role":"funder","summary":"S","period":"2024/..","document":"nothing",""",
        "document",
        "unknown-document"
    )]
    [TestCase("PATCH", "organisation/inpud/record", """{"leaderPost":"nothing",""", "leaderPost", "unknown-post")]
    [TestCase("PATCH", "organisation/inpud/record", """{"visionFrom":"nothing",""", "visionFrom", "unknown-milestone")]
    [TestCase(
        "PATCH",
        "organisation/inpud/record",
        """{"aims":[{"text":"T","milestone":"nothing","source":"registry-curation"}],""",
        "aims/0/milestone",
        "unknown-milestone"
    )]
    [TestCase("POST", "timeline", """{"date":"2024-13","kind":"plan","title":"T","summary":"S",""", "date", "not-a-date")]
    public async Task Write_WhenItNamesWhatThereIsNot_SaysWhere(string method, string address, string body, string field, string code)
    {
        using var response = await server.SendJsonAsync(
            new HttpMethod(method),
            $"/v1/{address}",
            body + Cited + "}",
            registry,
            ("If-Match", method == "PATCH" ? "*" : "")
        );
        var error = (await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request")).GetProperty("errors")[0];

        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(error.GetProperty("pointer").GetString(), Is.EqualTo($"/{field}"));
    }

    [TestCase("milestones/vancouver-declaration", "vancouver-declaration names the milestone")]
    [TestCase("milestones/launch", "An aim of INPUD names the milestone")]
    [TestCase("milestones/plan-2021-2024", "INPUD's vision names the milestone")]
    [TestCase("documents/practical-guide", "names the document")]
    [TestCase("organisation/inpud", "is not withdrawn")]
    public async Task Withdrawal_WhenOtherRecordsNameTheRecord_IsRefused(string record, string why)
    {
        using var response = await WithdrawAsync(record);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.Conflict, "conflict");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(why));
    }

    [Test]
    public async Task Withdrawal_WhenTheProfileNamesThePost_IsRefused()
    {
        var post = await CreateAsync("secretariat/posts", $$"""{"title":"Speaker",{{Cited}}}""");
        await ChangeAsync("organisation/inpud", $$"""{"leaderPost":"{{post}}","reason":"r"}""");
        using var refused = await WithdrawAsync($"posts/{post}");
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.Conflict, "conflict");

        await ChangeAsync("organisation/inpud", """{"leaderPost":null,"reason":"r"}""");
        using var withdrawn = await WithdrawAsync($"posts/{post}");
        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Profile_WhenItsListsAreStated_HasThemInTheirOrder()
    {
        await ChangeAsync(
            "organisation/inpud",
            """
            {"vision":"Another vision.","reason":"r",
             "names":[{"name":"An earlier name","kind":"former","source":"registry-curation"}],
             "focuses":[{"text":"Second first","source":"registry-curation"},{"text":"First second","source":"registry-curation"}],
             "aims":[{"text":"Z","milestone":"launch","source":"registry-curation"},{"text":"A","source":"registry-curation"}],
             "statements":[{"kind":"goal","text":"G","source":"registry-curation"}]}
            """
        );
        var profile = await server.JsonAsync("/v1/inpud");

        Assert.Multiple(() =>
        {
            Assert.That(profile.GetProperty("vision").GetProperty("text").GetString(), Is.EqualTo("Another vision."));
            Assert.That(profile.GetProperty("vision").GetProperty("milestone").GetString(), Is.EqualTo("plan-2021-2024"));
            Assert.That(Texts(profile, "otherNames", "name"), Is.EqualTo(["An earlier name"]));
            Assert.That(profile.GetProperty("focus").GetRawText(), Is.EqualTo("""["Second first","First second"]"""));
            Assert.That(Texts(profile, "aims", "text"), Is.EqualTo(["Z", "A"]));
            Assert.That(
                profile.GetProperty("aims").EnumerateArray().Select(aim => aim.GetProperty("position").GetInt32()),
                Is.EqualTo([1, 2])
            );
            Assert.That(Texts(profile, "statements", "text"), Is.EqualTo(["G"]));
        });
        Assert.That(await server.TextAsync("/v1/search?q=an+earlier+name"), Does.Contain("inpud"));
    }

    [Test]
    public async Task Profile_WhenTheLeaderIsWithheld_NamesNobody()
    {
        var leader = (await server.JsonAsync("/v1/inpud")).GetProperty("leaders")[0].GetProperty("person").GetString();
        await ChangeAsync($"people/{leader}", """{"visibility":"withheld","reason":"r"}""");
        var profile = await server.TextAsync("/v1/inpud");

        Assert.That(profile, Does.Contain("\"leaders\":[]").And.Not.Contain(leader).And.Not.Contain("Basenko"));
    }

    [Test]
    public async Task Profile_WhenThePostChangesHands_NamesWhoHoldsItToday()
    {
        var term = (await server.JsonAsync("/v1/secretariat")).GetProperty("items")[0].GetProperty("id").GetString();
        await ChangeAsync($"post-terms/{term}", """{"period":"2025/2025-12-31","reason":"r"}""");
        await CreateAsync("posts/executive-director/terms", $$"""{"person":"olga-szubert","period":"2026-01-01/..",{{Cited}}}""");

        Assert.That(Texts(await server.JsonAsync("/v1/inpud"), "leaders", "name"), Is.EqualTo(["Olga Szubert"]));
    }

    [Test]
    public async Task Profile_WhenTheRegistryBeganEmpty_IsNoRecord()
    {
        await using var empty = await RegistryServer.StartEmptyAsync();
        using var response = await empty.GetAsync("/v1/organisation/inpud/record", await empty.KeyAsync(expires: null, "registry"));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }

    private static IEnumerable<string?> Texts(JsonElement profile, string list, string field) =>
        profile.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(field).GetString());

    private async Task<string> CreateAsync(string address, string body)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, $"/v1/{address}", body, registry);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private async Task ChangeAsync(string record, string patch)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Patch, $"/v1/{record}/record", patch, registry, ("If-Match", "*"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> WithdrawAsync(string record) =>
        server.SendJsonAsync(HttpMethod.Post, $"/v1/{record}/withdrawal", """{"reason":"r"}""", registry, ("If-Match", "*"));
}
