using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>What changes of a group is dated: an answer about an earlier day uses what held then. A member group of EuroNPUD since 2013, in France, moves and changes.</summary>
internal sealed class GroupDatingTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private string id = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        key = await server.KeyAsync(expires: null, "euronpud");
        var made = await SendAsync(
            HttpMethod.Post,
            "/v1/groups",
            """
            {"name":"Umoja","country":"FR","place":"Lyon","type":"collective","period":"2010/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,
            "leadershipBasis":"Its statutes.","source":"registry-curation","reason":"r"}
            """
        );
        id = made.GetProperty("id").GetString()!;
        await SendAsync(
            HttpMethod.Post,
            "/v1/networks/euronpud/memberships",
            $$"""{"group":"{{id}}","period":"2013/..","source":"registry-curation","reason":"r"}"""
        );
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{id}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}"""
        );
        await ChangeAsync("""{"visibility":"public","reason":"r"}""");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Coverage_WhenAGroupMoved_CountsTheCountryOfTheDay()
    {
        await ChangeAsync("""{"country":"NO","place":"Oslo","since":"2024-05","reason":"It moved."}""");

        Assert.Multiple(async () =>
        {
            Assert.That(await CertaintyAsync("FR", "2020-01-01"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("NO", "2020-01-01"), Is.EqualTo("none"));
            Assert.That(await CertaintyAsync("FR", "2024-04-30"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("FR", "2024-05-15"), Is.EqualTo("possible"));
            Assert.That(await CertaintyAsync("NO", "2024-05-15"), Is.EqualTo("possible"));
            Assert.That(await CertaintyAsync("FR", "2024-05-31"), Is.EqualTo("none"));
            Assert.That(await CertaintyAsync("NO", "2024-05-31"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("NO", null), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("FR", null), Is.EqualTo("none"));
        });
        foreach (var day in new[] { "2020-01-01", "2024-05-15", "2025-01-01" })
        {
            var coverage = await server.JsonAsync($"/v1/coverage?network=euronpud&asOf={day}");
            var groups = coverage.GetProperty("items")[0].GetProperty("memberGroups");
            Assert.That(await IsCertainMemberAsync(day), Is.True, $"it certainly is a member on {day}, wherever it was");
            await CoverageLinks.AssertAllAsync(server, coverage);
            Assert.That(groups.GetProperty("possible").GetInt32(), Is.EqualTo(4), "the shipped groups say nothing of that day");
        }
    }

    [TestCase("2020-01-01", "FR", "Lyon", "collective", true)]
    [TestCase("2024-05-15", "FR", "Lyon", "collective", true)]
    [TestCase("2025-01-01", "NO", null, "union", true)]
    public async Task Answer_WhenItIsAboutAnEarlierDay_ShowsWhatHeldThen(string day, string country, string? place, string type, bool led)
    {
        await ChangeAsync("""{"country":"NO","place":null,"type":"union","since":"2024-05","reason":"r"}""");
        var details = await server.JsonAsync($"/v1/groups/{id}?asOf={day}");
        var row = (await server.JsonAsync($"/v1/groups?asOf={day}&q=umoja")).GetProperty("items")[0];
        foreach (var answer in new[] { details, row })
        {
            Assert.That(Text(answer, "country"), Is.EqualTo(country));
            Assert.That(Text(answer, "place"), Is.EqualTo(place));
            Assert.That(Text(answer, "type"), Is.EqualTo(type));
            Assert.That(answer.GetProperty("ledByPeopleWhoUseDrugs").GetBoolean(), Is.EqualTo(led));
        }

        Assert.That(
            details.GetProperty("formerValues").EnumerateArray().Select(value => $"{Text(value, "attribute")} {Text(value, "period")}"),
            Is.EqualTo(["country ../2024-05", "place ../2024-05", "type ../2024-05"])
        );
    }

    [TestCase("country=FR", "2020-01-01", "certain")]
    [TestCase("country=FR", "2024-05-15", "possible")]
    [TestCase("country=FR", "2025-01-01", null)]
    [TestCase("country=NO", "2020-01-01", null)]
    [TestCase("region=155", "2020-01-01", "certain", Description = "Western Europe has France")]
    [TestCase("region=155", "2024-05-15", "possible")]
    [TestCase("region=150", "2024-05-15", "certain", Description = "both countries are in Europe")]
    [TestCase("type=collective", "2020-01-01", "certain")]
    [TestCase("type=union", "2024-05-15", "possible")]
    [TestCase("type=union", "2025-01-01", "certain")]
    public async Task List_WhenItIsFiltered_GoesByWhatHeldOnTheDay(string filter, string day, string? certainty)
    {
        await ChangeAsync("""{"country":"NO","place":null,"type":"union","since":"2024-05","reason":"r"}""");
        var rows = (await server.JsonAsync($"/v1/groups?{filter}&asOf={day}&q=umoja")).GetProperty("items").EnumerateArray().ToList();

        Assert.That(rows.Select(row => Text(row, "certainty")), Is.EqualTo(certainty is null ? [] : new[] { certainty }));
    }

    [Test]
    public async Task Change_WhenItMendsAMistake_HoldsOnAllDays()
    {
        await ChangeAsync("""{"country":"NO","correction":true,"reason":"It never was in France."}""");

        Assert.That(await CertaintyAsync("NO", "2020-01-01"), Is.EqualTo("certain"));
        Assert.That(await CertaintyAsync("FR", "2020-01-01"), Is.EqualTo("none"));
        Assert.That((await RecordAsync()).GetProperty("formerValues").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Change_WhenNobodyKnowsSinceWhen_LeavesTheDaysBetweenOpen()
    {
        await ChangeAsync("""{"observed":"2020-06-01","reason":"Seen in Lyon."}""");
        await ChangeAsync("""{"country":"NO","since":"unknown","reason":"It moved."}""");

        Assert.Multiple(async () =>
        {
            Assert.That(await CertaintyAsync("FR", "2020-06-01"), Is.EqualTo("certain"), "a source saw it there");
            Assert.That(await CertaintyAsync("NO", "2020-06-01"), Is.EqualTo("none"));
            Assert.That(await CertaintyAsync("FR", "2023-01-01"), Is.EqualTo("possible"));
            Assert.That(await CertaintyAsync("NO", "2023-01-01"), Is.EqualTo("possible"));
            Assert.That(await CertaintyAsync("NO", null), Is.EqualTo("certain"), "it is there today");
            Assert.That(await CertaintyAsync("FR", null), Is.EqualTo("none"));
        });
    }

    [Test]
    public async Task Group_WhenItMovesTwice_WasInEachCountryInItsTime()
    {
        await ChangeAsync("""{"country":"NO","since":"2018-03-01","reason":"r"}""");
        await ChangeAsync("""{"country":"ES","since":"2021-06-01","reason":"r"}""");

        Assert.Multiple(async () =>
        {
            Assert.That(await CertaintyAsync("FR", "2018-02-28"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("NO", "2018-03-01"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("FR", "2018-03-01"), Is.EqualTo("none"), "the day of the move belongs to the new country");
            Assert.That(await CertaintyAsync("NO", "2021-05-31"), Is.EqualTo("certain"));
            Assert.That(await CertaintyAsync("ES", "2021-06-01"), Is.EqualTo("certain"));
        });
        using var earlier = await PatchAsync("""{"country":"FR","since":"2019","reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(earlier, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("before-another-change"));
    }

    [TestCase("""{"country":"NO","reason":"r"}""", "country", "undated-change")]
    [TestCase("""{"name":"Another","reason":"r"}""", "name", "undated-change")]
    [TestCase("""{"place":"Paris","reason":"r"}""", "place", "undated-change")]
    [TestCase("""{"type":"union","reason":"r"}""", "type", "undated-change")]
    [TestCase("""{"country":"NO","since":"2024","correction":true,"reason":"r"}""", "correction", "contradiction")]
    [TestCase("""{"country":"NO","since":"2027","reason":"r"}""", "since", "in-future")]
    [TestCase("""{"country":"NO","since":"last spring","reason":"r"}""", "since", "not-a-date")]
    [TestCase("""{"note":"x","since":"2024","reason":"r"}""", "since", "nothing-changes")]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","place":"Bonn","period":"../2012","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.place",
        "other-attribute"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","period":"2009/..","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.period",
        "not-ended"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","period":"../2012","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.country",
        "missing"
    )]
    public async Task Change_WhenItsTimeIsMissingOrWrong_NamesTheFieldAndChangesNothing(string patch, string field, string code)
    {
        var before = (await RecordAsync()).GetRawText();
        using var refused = await PatchAsync(patch);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "code")), Does.Contain(code));
        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "name")), Does.Contain(field));
        Assert.That((await RecordAsync()).GetRawText(), Is.EqualTo(before));
    }

    [Test]
    public async Task Creation_WhenItSaysSinceWhenItChanged_IsRefusedAsAnUnknownField()
    {
        using var refused = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"New","country":"FR","period":"2010/..","keptBy":"euronpud","since":"2024","source":"registry-curation","reason":"r"}""",
            key
        );
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "malformed-body");

        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("unknown-field"));
    }

    [Test]
    public async Task Change_WhenItCompletesWhatWasUnknown_NeedsNoTime()
    {
        await ChangeAsync("""{"subdivision":"FR-69","homepage":"https://example.org","reason":"r"}""");
        await ChangeAsync("""{"name":"UMOJA","reason":"The same name, written as the group writes it."}""");

        var record = await RecordAsync();
        Assert.That(record.GetProperty("formerValues").GetArrayLength(), Is.Zero);
        Assert.That(record.GetProperty("names").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Name_WhenItChanges_KeepsTheFormerOneInTheSameCommit()
    {
        var former = Text(await server.JsonAsync($"/v1/groups/{id}"), "slug")!;
        await ChangeAsync("""{"name":"Pamoja","since":"2024-05","reason":"A new name."}""");

        var details = await server.JsonAsync($"/v1/groups/{id}");
        var other = details.GetProperty("otherNames")[0];
        Assert.That(Text(details, "slug"), Does.StartWith("pamoja-"));
        Assert.That(
            $"{Text(other, "name")} {Text(other, "kind")} {Text(other, "period")} {Text(other, "slug")}",
            Is.EqualTo($"Umoja former ../2024-05 {former}")
        );
        Assert.That(Text(await server.JsonAsync($"/v1/groups/{id}?asOf=2020-01-01"), "name"), Is.EqualTo("Umoja"));
        Assert.That(Text(await server.JsonAsync($"/v1/groups/{id}?asOf=2024-05-15"), "name"), Is.EqualTo("Pamoja"));

        using var moved = await server.GetAsync($"/v1/groups/{former}?asOf=2020-01-01");
        Assert.That((int)moved.StatusCode, Is.EqualTo(308));
        Assert.That(moved.Headers.Location!.OriginalString, Is.EqualTo($"/v1/groups/{Text(details, "slug")}?asOf=2020-01-01"));
        var found = (await server.JsonAsync("/v1/search?q=umoja")).GetProperty("items");
        Assert.That(found.EnumerateArray().Select(item => Text(item, "id")), Does.Contain(id));

        using var taken = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"umoja","country":"FR","period":"2020/..","keptBy":"euronpud","source":"registry-curation","reason":"r"}""",
            key
        );
        await RegistryServer.ProblemAsync(taken, HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    public async Task Name_WhenItChangesAgain_HasEachFormerOneWithItsTime()
    {
        await ChangeAsync("""{"name":"Pamoja","since":"2018","reason":"r"}""");
        await ChangeAsync("""{"name":"Tumaini","since":"2024-05","reason":"r"}""");

        var names = (await RecordAsync())
            .GetProperty("names")
            .EnumerateArray()
            .Select(name => $"{Text(name, "name")} {Text(name, "period")}");
        Assert.That(names, Is.EqualTo(["Pamoja 2018/2024-05", "Umoja ../2018"]));
    }

    [Test]
    public async Task Names_WhenOneIsLeftOut_AreNotDroppedInSilence()
    {
        await ChangeAsync("""{"name":"Pamoja","since":"2024-05","reason":"r"}""");
        var former = Text((await RecordAsync()).GetProperty("names")[0], "slug");
        using var refused = await PatchAsync("""{"names":[],"reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("dropped"));

        await ChangeAsync(
            """{"names":[{"name":"Umoja","kind":"former","source":"registry-curation","note":"Its first name."}],"reason":"r"}"""
        );
        Assert.That(Text((await RecordAsync()).GetProperty("names")[0], "slug"), Is.EqualTo(former), "the address stays with the name");
        await ChangeAsync("""{"names":[],"correction":true,"reason":"It never had the name."}""");
        Assert.That(
            (int)(await server.GetAsync($"/v1/groups/{former}")).StatusCode,
            Is.EqualTo(404),
            "no address keeps a name that was taken out"
        );
        Assert.That(await server.TextAsync("/v1/search?q=umoja"), Does.Not.Contain(id));
    }

    [Test]
    public async Task Group_WhenItIsHidden_HidesWhatItWasAsWell()
    {
        var former = Text(await server.JsonAsync($"/v1/groups/{id}"), "slug")!;
        await ChangeAsync("""{"name":"Pamoja","country":"NO","place":null,"since":"2024-05","reason":"r"}""");
        await ChangeAsync("""{"visibility":"private","reason":"It asked."}""");

        Assert.That((int)(await server.GetAsync($"/v1/groups/{former}")).StatusCode, Is.EqualTo(404));
        Assert.That(await CertaintyAsync("FR", "2020-01-01"), Is.EqualTo("none"));
        Assert.That(await server.TextAsync("/v1/search?q=umoja"), Does.Not.Contain(id));
    }

    [Test]
    public async Task Membership_WhenTheGroupMovesOutOfTheRemit_IsRefusedUnlessItEndedBefore()
    {
        using var refused = await PatchAsync("""{"country":"KE","since":"2024-05-01","reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("outside-remit"));

        var membership = Text((await RecordAsync()).GetProperty("memberships")[0], "id");
        using var read = await server.GetAsync($"/v1/memberships/{membership}/record", key);
        using var ended = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/memberships/{membership}/record",
            """{"period":"2013/2024-04-30","reason":"It left."}""",
            key,
            ("If-Match", read.Headers.ETag!.ToString())
        );
        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        await ChangeAsync("""{"country":"KE","since":"2024-05-01","reason":"It moved to Kenya."}""");
        Assert.That(await CertaintyAsync("FR", "2020-01-01"), Is.EqualTo("certain"), "it was a member in France");
    }

    /// <summary>How certain it is that the group documents the country for its network.</summary>
    private async Task<string> CertaintyAsync(string country, string? day)
    {
        var evidence = (await server.JsonAsync($"/v1/countries/{country}{(day is null ? "" : $"?asOf={day}")}"))
            .GetProperty("evidence")
            .EnumerateArray()
            .Where(piece => Text(piece, "record") == id);
        return evidence.Select(piece => Text(piece, "certainty")!).SingleOrDefault() ?? "none";
    }

    private async Task<bool> IsCertainMemberAsync(string day) =>
        (await server.JsonAsync($"/v1/groups?network=euronpud&certainty=certain&asOf={day}"))
            .GetProperty("items")
            .EnumerateArray()
            .Any(row => Text(row, "id") == id);

    private async Task<JsonElement> RecordAsync()
    {
        using var response = await server.GetAsync($"/v1/groups/{id}/record", key);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task ChangeAsync(string patch)
    {
        using var response = await PatchAsync(patch);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PatchAsync(string patch)
    {
        using var read = await server.GetAsync($"/v1/groups/{id}/record", key);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id}/record",
            patch,
            key,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string body)
    {
        using var response = await server.SendJsonAsync(method, address, body, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
