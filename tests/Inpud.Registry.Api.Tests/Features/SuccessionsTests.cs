using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>What merged, split or was succeeded leads on to what came after it, and a duplicate leads to what stays.</summary>
internal sealed class SuccessionsTests
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
    public async Task Group_WhenItMerged_ShowsWhatCameAfterAndIsShownBeforeIt()
    {
        await ChangeAsync(
            $"/v1/groups/{Shipped.IdOf("catnpud")}",
            """{"successors":[{"successor":"metzineres","kind":"merger","date":"2025","source":"registry-curation"}],"reason":"They merged."}"""
        );

        var after = (await server.JsonAsync("/v1/groups/catnpud")).GetProperty("successors")[0];
        var before = (await server.JsonAsync("/v1/groups/metzineres")).GetProperty("predecessors")[0];
        Assert.That($"{Text(after, "name")} {Text(after, "kind")} {Text(after, "date")}", Is.EqualTo("Metzineres merger 2025"));
        Assert.That($"{Text(before, "id")} {Text(before, "name")}", Is.EqualTo($"{Shipped.IdOf("catnpud")} CATNPUD"));

        await ChangeAsync($"/v1/groups/{Shipped.IdOf("metzineres")}", """{"visibility":"private","reason":"It asked."}""");
        Assert.That((await server.JsonAsync("/v1/groups/catnpud")).GetProperty("successors").GetArrayLength(), Is.Zero);
        var feed = await server.TextAsync("/v1/changes?limit=200&order=newest");
        Assert.That(feed, Does.Not.Contain($"\"successorId\":\"{Shipped.IdOf("metzineres")}\""), "nothing tells of the hidden group");
        Assert.That(await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Group_WhenWhatCameAfterItIsErased_NamesItNoMore()
    {
        await ChangeAsync(
            $"/v1/groups/{Shipped.IdOf("catnpud")}",
            """{"successors":[{"successor":"metzineres","kind":"merger","source":"registry-curation"}],"reason":"They merged."}"""
        );
        using var read = await server.GetAsync($"/v1/groups/{Shipped.IdOf("metzineres")}/record", registry);
        using var erased = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{Shipped.IdOf("metzineres")}/erasure",
            """{"onWhoseWord":"The group asked us to."}""",
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );

        Assert.That(erased.StatusCode, Is.EqualTo(HttpStatusCode.OK), await erased.Content.ReadAsStringAsync());
        using var record = await server.GetAsync($"/v1/groups/{Shipped.IdOf("catnpud")}/record", registry);
        Assert.That(await record.Content.ReadAsStringAsync(), Does.Not.Contain(Shipped.IdOf("metzineres")));
    }

    [Test]
    public async Task Network_WhenItSplit_ShowsWhatCameAfterAndIsShownBeforeIt()
    {
        await ChangeAsync(
            "/v1/networks/nanpud",
            """{"successors":[{"successor":"lanpud","kind":"split","source":"registry-curation"}],"reason":"It split."}"""
        );

        Assert.That(Text((await server.JsonAsync("/v1/networks/nanpud")).GetProperty("successors")[0], "id"), Is.EqualTo("lanpud"));
        Assert.That(Text((await server.JsonAsync("/v1/networks/lanpud")).GetProperty("predecessors")[0], "id"), Is.EqualTo("nanpud"));
    }

    [TestCase("/v1/groups/f4kng-w283h", "asud", "itself")]
    [TestCase("/v1/groups/f4kng-w283h", "nobody", "unknown-group")]
    [TestCase("/v1/networks/lanpud", "lanpud", "itself")]
    [TestCase("/v1/networks/lanpud", "nobody", "unknown-network")]
    public async Task Successor_WhenItIsTheRecordItselfOrNone_IsRefused(string record, string successor, string code)
    {
        using var refused = await PatchAsync(
            record,
            $$"""{"successors":[{"successor":"{{successor}}","kind":"merger","source":"registry-curation"}],"reason":"r"}"""
        );
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo(code));
    }

    [Test]
    public async Task Group_WhenItIsADuplicate_LeadsToTheOneThatStays()
    {
        await WithdrawMembershipsAsync("catnpud");
        await WithdrawAsync($"/v1/groups/{Shipped.IdOf("catnpud")}", "metzineres");

        foreach (var address in new[] { "catnpud", Shipped.IdOf("catnpud") })
        {
            using var moved = await server.GetAsync($"/v1/groups/{address}");
            Assert.That((int)moved.StatusCode, Is.EqualTo(308), address);
            Assert.That(moved.Headers.Location!.OriginalString, Is.EqualTo("/v1/groups/metzineres"));
        }

        await ChangeAsync($"/v1/groups/{Shipped.IdOf("metzineres")}", """{"visibility":"private","reason":"It asked."}""");
        Assert.That((int)(await server.GetAsync("/v1/groups/catnpud")).StatusCode, Is.EqualTo(404), "what stays is hidden");
    }

    [Test]
    public async Task Successor_WhenAnotherKeepsIt_IsNamedByInpudAlone()
    {
        var women = await server.KeyAsync(expires: null, "inwud");
        var own = await MakeAsync("What was");
        var next = await MakeAsync("What is");
        using var others = await SucceedAsync(own, "metzineres", women);
        await RegistryServer.ProblemAsync(others, HttpStatusCode.Forbidden, "forbidden");
        Assert.That(await server.TextAsync("/v1/groups/metzineres"), Does.Not.Contain(own));

        using var agreed = await SucceedAsync(own, "metzineres", registry);
        using var both = await SucceedAsync(own, "metzineres", women, next);
        Assert.That((int)agreed.StatusCode, Is.EqualTo(200), await agreed.Content.ReadAsStringAsync());
        Assert.That((int)both.StatusCode, Is.EqualTo(200), "it is named already, and the other one is kept by the same network");

        using var otherwise = await SucceedAsync(own, "metzineres", women, next, "merger");
        await RegistryServer.ProblemAsync(otherwise, HttpStatusCode.Forbidden, "forbidden");

        await WithdrawMembershipsAsync("metzineres");
        await WithdrawAsync($"/v1/groups/{Shipped.IdOf("metzineres")}", "catnpud");
        using var merged = await SucceedAsync(own, Shipped.IdOf("metzineres"), women, next);
        Assert.That((int)merged.StatusCode, Is.EqualTo(200), "its address leads to another group of another keeper now");

        async Task<string> MakeAsync(string name)
        {
            using var made = await server.SendJsonAsync(
                HttpMethod.Post,
                "/v1/groups",
                $$"""{"name":"{{name}}","country":"FR","period":"2001/..","keptBy":"inwud","source":"registry-curation","reason":"r"}""",
                women
            );
            return made.Headers.Location!.OriginalString.Split('/')[3];
        }

        async Task<HttpResponseMessage> SucceedAsync(
            string group,
            string successor,
            (string, string) key,
            string? second = null,
            string kind = "succession"
        )
        {
            var successors = new[] { successor, second }
                .OfType<string>()
                .Select(named => $$"""{"successor":"{{named}}","kind":"{{kind}}","source":"registry-curation"}""");
            using var read = await server.GetAsync($"/v1/groups/{group}/record", registry);
            return await server.SendJsonAsync(
                HttpMethod.Patch,
                $"/v1/groups/{group}/record",
                $$"""{"successors":[{{string.Join(',', successors)}}],"reason":"r"}""",
                key,
                ("If-Match", read.Headers.ETag!.ToString())
            );
        }
    }

    [Test]
    public async Task Group_WhenItLeadsToAHiddenOne_IsToNobodyAnAddressOfThat()
    {
        await WithdrawMembershipsAsync("catnpud");
        await WithdrawAsync($"/v1/groups/{Shipped.IdOf("catnpud")}", "metzineres");
        await ChangeAsync($"/v1/groups/{Shipped.IdOf("metzineres")}", """{"visibility":"private","reason":"It asked."}""");
        var women = await server.KeyAsync(expires: null, "inwud");
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Somebody","country":"FR","period":"2001/..","keptBy":"inwud","source":"registry-curation","reason":"r"}""",
            women
        );
        var record = $"{made.Headers.Location!.OriginalString}";

        foreach (var address in new[] { "catnpud", Shipped.IdOf("catnpud"), "nobody-of-that-name" })
        {
            foreach (var network in new[] { "inwud/memberships", "inwud/proposals" })
            {
                using var admitted = await server.SendJsonAsync(
                    HttpMethod.Post,
                    $"/v1/networks/{network}",
                    $$"""{"group":"{{address}}","period":"2020/..","source":"registry-curation","reason":"r"}""",
                    women
                );
                await AssertTellsNothingAsync(admitted, address);
            }

            using var read = await server.GetAsync(record, women);
            using var named = await server.SendJsonAsync(
                HttpMethod.Patch,
                record,
                $$"""{"successors":[{"successor":"{{address}}","kind":"succession","source":"registry-curation"}],"reason":"r"}""",
                women,
                ("If-Match", read.Headers.ETag!.ToString())
            );
            await AssertTellsNothingAsync(named, address);
        }

        static async Task AssertTellsNothingAsync(HttpResponseMessage response, string address)
        {
            var answer = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(400), answer);
            Assert.That(answer, Does.Contain(address).And.Not.Contain(Shipped.IdOf("metzineres")));
        }
    }

    [Test]
    public async Task Person_WhenEnteredTwice_LeadsToTheOneThatStays()
    {
        var twice = await PersonAsync("Somebody Twice", "public");
        var hidden = await PersonAsync("Somebody Withheld", "withheld");
        var stays = "q5fbh-78xqc";
        foreach (var person in new[] { twice, hidden })
        {
            var term = await SendAsync(
                "/v1/networks/enpud/representatives",
                $$"""{"person":"{{person}}","period":"2001/2002","source":"registry-curation","reason":"r"}"""
            );
            await WithdrawAsync(term[..^"/record".Length], null);
        }

        await WithdrawAsync($"/v1/people/{twice}", stays);
        await WithdrawAsync($"/v1/people/{hidden}", stays);

        foreach (var address in new[] { twice, await SlugAsync(twice) })
        {
            using var moved = await server.GetAsync($"/v1/people/{address}");
            Assert.That((int)moved.StatusCode, Is.EqualTo(308), address);
            Assert.That(moved.Headers.Location!.OriginalString, Is.EqualTo("/v1/people/anton-basenko"));
        }

        foreach (var address in new[] { hidden, await SlugAsync(hidden) })
        {
            Assert.That((int)(await server.GetAsync($"/v1/people/{address}")).StatusCode, Is.EqualTo(404), address);
        }

        async Task<string> SlugAsync(string person)
        {
            using var read = await server.GetAsync($"/v1/people/{person}/record", registry);
            return Text(JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement, "slug") ?? person;
        }

        async Task<string> PersonAsync(string name, string visibility) =>
            (
                await SendAsync(
                    "/v1/people",
                    $$"""{"name":"{{name}}","visibility":"{{visibility}}","source":"registry-curation","reason":"r"}"""
                )
            ).Split('/')[3];
    }

    [Test]
    public async Task Group_WhenItWasHiddenBeforeItWasADuplicate_LeadsNowhere()
    {
        await ChangeAsync($"/v1/groups/{Shipped.IdOf("catnpud")}", """{"visibility":"private","reason":"It asked."}""");
        await WithdrawMembershipsAsync("catnpud");
        await WithdrawAsync($"/v1/groups/{Shipped.IdOf("catnpud")}", "metzineres");

        Assert.That((int)(await server.GetAsync($"/v1/groups/{Shipped.IdOf("catnpud")}")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Network_WhenItIsADuplicate_LeadsToTheOneThatStaysAtEveryAddress()
    {
        await SendAsync(
            "/v1/networks",
            """
            {"id":"lanpud-two","name":"Twice","abbreviation":"TWO","kind":"topical","admits":["group"],"period":"2019/..",
            "remit":{"basis":"curated","definition":"Kenya.","countries":["KE"],"source":"registry-curation"},"source":"registry-curation","reason":"r"}
            """
        );
        await WithdrawAsync("/v1/networks/lanpud-two", "lanpud");

        using var moved = await server.GetAsync("/v1/networks/lanpud-two/groups");
        Assert.That(moved.Headers.Location!.OriginalString, Is.EqualTo("/v1/networks/lanpud/groups"));
        Assert.That((await server.JsonAsync("/v1/networks/lanpud")).GetProperty("formerIds").GetRawText(), Does.Contain("lanpud-two"));
    }

    [Test]
    public async Task Claim_WhenItIsCalledADuplicate_IsRefused()
    {
        using var refused = await SendWithdrawalAsync("/v1/claims/africanpud-15", "lanpud-17");

        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("cannot-merge"));
    }

    private async Task WithdrawMembershipsAsync(string group)
    {
        using var read = await server.GetAsync($"/v1/groups/{Shipped.IdOf(group)}/record", registry);
        var record = JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement;
        foreach (var membership in record.GetProperty("memberships").EnumerateArray())
        {
            await WithdrawAsync($"/v1/memberships/{Text(membership, "id")}", null);
        }
    }

    private async Task WithdrawAsync(string record, string? into)
    {
        using var response = await SendWithdrawalAsync(record, into);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendWithdrawalAsync(string record, string? into)
    {
        using var read = await server.GetAsync($"{record}/record", registry);
        return await server.SendJsonAsync(
            HttpMethod.Post,
            $"{record}/withdrawal",
            $$"""{"reason":"Entered twice."{{(into is null ? "" : $",\"mergedInto\":\"{into}\"")}}}""",
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private async Task ChangeAsync(string record, string patch)
    {
        using var response = await PatchAsync(record, patch);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PatchAsync(string record, string patch)
    {
        using var read = await server.GetAsync($"{record}/record", registry);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"{record}/record",
            patch,
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    /// <summary>Sends what makes a record, and returns the address of that.</summary>
    private async Task<string> SendAsync(string address, string body)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);
        Assert.That(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.OriginalString;
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
