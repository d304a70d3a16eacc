using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>What changes of a group is dated: an answer about an earlier day uses what held then. A member group of EuroNPUD since 2013, in France, moves and changes.</summary>
internal sealed class GroupDatingTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private MemberInLyon member = null!;
    private string id = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        member = await MemberInLyon.RecordAsync(server);
        (id, key) = (member.Id, member.Key);
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

    /// <summary>What the record has is sent back with each of its fields changed in turn: none may change in silence.</summary>
    [Test]
    public async Task List_WhenAnyFactOfAnEntryChanges_IsAskedForACorrection()
    {
        await ChangeAsync("""{"name":"Pamoja","country":"NO","place":"Oslo","type":"union","since":"2024-05","reason":"It moved."}""");
        await ChangeAsync("""{"type":"service","since":"2025","reason":"r"}""");
        var tried = new List<string>();
        foreach (var list in new[] { "names", "formerValues" })
        {
            var had = JsonNode.Parse((await RecordAsync()).GetProperty(list).GetRawText())!.AsArray();
            foreach (var (i, entry) in had.Index())
            {
                foreach (var (field, value) in entry!.AsObject())
                {
                    if (value is null || field is "citation" or "slug")
                    {
                        continue;
                    }

                    var sent = new JsonArray([.. had.Select(Input)]);
                    sent[i]![field] = Other(field, value);
                    using var refused = await PatchAsync($$"""{"{{list}}":{{sent.ToJsonString()}},"reason":"r"}""");
                    var answer = await refused.Content.ReadAsStringAsync();
                    Assert.That((int)refused.StatusCode, Is.EqualTo(400), $"{list} {field}: {answer}");
                    tried.Add(field);
                    if (field is not ("attribute" or "period"))
                    {
                        Assert.That(answer, Does.Contain("dropped"), $"{list} {field}");
                    }
                }
            }

            foreach (var left in new[] { "observed", "replacedBy" })
            {
                var sent = new JsonArray([.. had.Select(Input)]);
                foreach (var entry in sent)
                {
                    entry!.AsObject().Remove(left);
                }

                using var same = await PatchAsync($$"""{"{{list}}":{{sent.ToJsonString()}},"reason":"r"}""");
                Assert.That((int)same.StatusCode, Is.EqualTo(200), await same.Content.ReadAsStringAsync());
                Assert.That((await RecordAsync()).GetProperty(list).GetRawText(), Is.EqualTo(had.ToJsonString()), $"without {left}");
            }
        }

        Assert.That(
            tried.Distinct(),
            Is.SupersetOf(new[] { "name", "kind", "period", "attribute", "country", "place", "type", "replacedBy" })
        );

        static JsonNode Input(JsonNode? entry)
        {
            var input = entry!.DeepClone().AsObject();
            input["source"] = "registry-curation";
            input.Remove("citation");
            input.Remove("slug");
            return input;
        }

        static JsonNode Other(string field, JsonNode value) =>
            field switch
            {
                "name" => "Another",
                "kind" => "alias",
                "period" => "2011/2012",
                "observed" => "2013-02",
                "replacedBy" => DateOnly
                    .Parse(value.GetValue<string>(), CultureInfo.InvariantCulture)
                    .AddDays(-1)
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "attribute" => value.GetValue<string>() == "country" ? "place" : "country",
                "country" => "SE",
                "type" => value.GetValue<string>() == "collective" ? "union" : "collective",
                _ => "Another text",
            };
    }

    [Test]
    public async Task Name_WhenItsStartWasUnknown_IsCompletedWithoutACorrection()
    {
        await ChangeAsync("""{"names":[{"name":"Tumaini","kind":"former","period":"/2012","source":"registry-curation"}],"reason":"r"}""");
        await ChangeAsync(
            """{"names":[{"name":"Tumaini","kind":"former","period":"2010/2012","source":"registry-curation"}],"reason":"r"}"""
        );
        using var refused = await PatchAsync(
            """{"names":[{"name":"Tumaini","kind":"former","period":"2011/2012","source":"registry-curation"}],"reason":"r"}"""
        );

        await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
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
            """{"names":[{"name":"Umoja","kind":"former","period":"../2024-05","source":"registry-curation","note":"Its first name."}],"reason":"r"}"""
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
    public async Task FormerValues_WhenOneIsLeftOut_AreNotDroppedInSilence()
    {
        await ChangeAsync("""{"country":"NO","place":null,"since":"2024-05","reason":"It moved."}""");
        using var refused = await PatchAsync("""{"formerValues":[],"reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(Text(problem.GetProperty("errors")[0], "detail"), Does.Contain("'country ../2024-05'"));
        await ChangeAsync("""{"formerValues":[],"correction":true,"reason":"It always was in Norway."}""");
        Assert.That(await CertaintyAsync("NO", "2020-01-01"), Is.EqualTo("certain"));
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

    private Task<JsonElement> RecordAsync() => member.RecordAsync();

    private Task ChangeAsync(string patch) => member.ChangeAsync(patch);

    private Task<HttpResponseMessage> PatchAsync(string patch) => member.PatchAsync(patch);

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
