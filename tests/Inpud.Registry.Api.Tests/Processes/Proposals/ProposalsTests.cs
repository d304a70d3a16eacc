using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Proposals;

/// <summary>A network proposes a membership of a group that another keeps. It holds when the keeper accepts it, and until then it is nowhere.</summary>
internal sealed class ProposalsTests
{
    private const string Stated = "2015/..";

    private RegistryServer server = null!;
    private (string Name, string Value) keeper;
    private (string Name, string Value) proposer;
    private (string Name, string Value) other;
    private (string Name, string Value) inpud;
    private string group = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        keeper = await server.KeyAsync(expires: null, "euronpud");
        proposer = await server.KeyAsync(expires: null, "inwud");
        other = await server.KeyAsync(expires: null, "panpud");
        inpud = await server.KeyAsync(expires: null, "registry");
        group = (
            await SendAsync(
                HttpMethod.Post,
                "/v1/groups",
                """{"name":"Umoja","country":"FR","place":"Hidden Street","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"Umoja wrote."}""",
                keeper
            )
        )
            .GetProperty("id")
            .GetString()!;
        await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""",
            keeper
        );
        await ShowAsync("public");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Proposal_WhenItWaits_CountsNowhereAndShowsToBothSidesAlone()
    {
        var before = await PublicAsync();
        var address = await ProposeAsync();

        Assert.That(await PublicAsync(), Is.EqualTo(before));
        foreach (var side in new[] { keeper, proposer, inpud })
        {
            Assert.That(await TotalAsync("?state=waiting", side), Is.EqualTo(1));
            Assert.That((await ReadAsync(address, side)).GetProperty("state").GetString(), Is.EqualTo("waiting"));
        }

        using var others = await server.GetAsync(address, other);
        await RegistryServer.ProblemAsync(others, HttpStatusCode.NotFound, "not-found");
        Assert.That(await TotalAsync("", other), Is.Zero);
    }

    [Test]
    public async Task Proposal_WhenTheKeeperAcceptsIt_IsAMembershipOfTheNetwork()
    {
        var address = await ProposeAsync();
        var accepted = await DecideAsync(address, "acceptance", keeper);
        var membership = await ReadAsync($"/v1/memberships/{accepted.GetProperty("membership").GetString()}/record", proposer);

        Assert.Multiple(async () =>
        {
            Assert.That(accepted.GetProperty("state").GetString(), Is.EqualTo("accepted"));
            Assert.That(accepted.GetProperty("message").GetString(), Is.EqualTo("As agreed."));
            Assert.That(membership.GetProperty("network").GetString(), Is.EqualTo("inwud"));
            Assert.That(membership.GetProperty("group").GetString(), Is.EqualTo(group));
            Assert.That(await server.TextAsync("/v1/networks/inwud/groups"), Does.Contain(group));
            Assert.That(await TotalAsync("?state=waiting", keeper), Is.Zero);
            Assert.That(await TotalAsync("?state=accepted", proposer), Is.EqualTo(1));
        });
        using var again = await SendDecisionAsync(address, "refusal", keeper);
        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");
    }

    /// <summary>The proposal was sound when it was made. The rules decide at the acceptance.</summary>
    [Test]
    public async Task Acceptance_WhenARuleHasComeInTheWay_NamesItAndLeavesTheProposalWaiting()
    {
        var address = await ProposeAsync();
        await SendAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/memberships",
            $$"""{"group":"{{group}}","period":"2014/..","source":"registry-curation","reason":"r"}""",
            inpud
        );
        var rows = await server.RowsAsync();
        using var refused = await SendDecisionAsync(address, "acceptance", keeper);
        var text = await refused.Content.ReadAsStringAsync();

        Assert.That((int)refused.StatusCode, Is.AnyOf(409, 422), text);
        Assert.That(text, Does.Contain("/v1/rules/overlapping-membership"));
        Assert.That(await server.RowsAsync(), Is.EqualTo(rows));
        Assert.That((await ReadAsync(address, keeper)).GetProperty("state").GetString(), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task Proposal_WhenItBreaksARule_NamesTheRuleAndIsNotRecorded()
    {
        var latin = await server.KeyAsync(expires: null, "lanpud");
        using var answer = await server.SendJsonAsync(HttpMethod.Post, "/v1/networks/lanpud/proposals", BodyOf(group), latin);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("/v1/rules/outside-remit"));
        Assert.That(await TotalAsync("", inpud), Is.Zero);
    }

    [TestCase("refusal", "refused")]
    [TestCase("retraction", "retracted")]
    public async Task Proposal_WhenRefusedOrRetracted_MakesNoMembershipAndMayBeMadeAnew(string action, string state)
    {
        var address = await ProposeAsync();
        var before = await PublicAsync();
        var decided = await DecideAsync(address, action, action == "refusal" ? keeper : proposer);
        await ProposeAsync();

        Assert.That(decided.GetProperty("state").GetString(), Is.EqualTo(state));
        Assert.That(decided.GetProperty("membership").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await PublicAsync(), Is.EqualTo(before));
        Assert.That(await TotalAsync("", keeper), Is.EqualTo(2));
    }

    [Test]
    public async Task Proposal_WhenOneOfTheGroupWaitsAlready_IsAConflict()
    {
        await SendAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", BodyOf(Shipped.Asud), proposer);
        using var second = await server.SendJsonAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", BodyOf("asud"), proposer);

        var problem = await RegistryServer.ProblemAsync(second, HttpStatusCode.Conflict, "conflict");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("proposed a membership of the group already"));
    }

    /// <summary>A hidden group answers as one that does not exist, to its own keeper and to INPUD as well: a proposal of theirs would tell the network that there is a group.</summary>
    [Test]
    public async Task Proposal_WhenTheGroupIsHidden_GetsTheAnswerOfNoGroup()
    {
        await ShowAsync("private");
        foreach (var key in new[] { proposer, inpud })
        {
            using var hidden = await server.SendJsonAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", BodyOf(group), key);
            using var none = await server.SendJsonAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", BodyOf("22222-22222"), key);

            Assert.That(Neutral(await hidden.Content.ReadAsStringAsync()), Is.EqualTo(Neutral(await none.Content.ReadAsStringAsync())));
            Assert.That(hidden.StatusCode, Is.EqualTo(none.StatusCode));
            Assert.That((int)hidden.StatusCode, Is.EqualTo(400));
        }

        string Neutral(string text) =>
            System.Text.RegularExpressions.Regex.Replace(
                text.Replace("22222-22222", group, StringComparison.Ordinal),
                "\"traceId\":\"[^\"]*\"",
                ""
            );
    }

    [Test]
    public async Task Proposal_WhenTheGroupIsHiddenAfterwards_TellsTheProposerWhatItStatedAlone()
    {
        var address = await ProposeAsync();
        var before = await ReadAsync(address, proposer);
        await ShowAsync("private");
        await SendAsync(
            HttpMethod.Patch,
            $"/v1/groups/{group}/record",
            """{"name":"Umoja in Lyon","since":"2025","reason":"A new name."}""",
            keeper,
            ("If-Match", "*")
        );
        var after = await ReadAsync(address, proposer);

        Assert.That(after.GetRawText(), Is.EqualTo(before.GetRawText()));
        Assert.That(after.GetRawText(), Does.Not.Contain("Umoja").And.Not.Contain("FR").And.Not.Contain("euronpud"));
    }

    [TestCase("acceptance", "proposer")]
    [TestCase("refusal", "proposer")]
    [TestCase("retraction", "keeper")]
    public async Task Decision_WhenItIsTheOtherSides_IsForbidden(string action, string side)
    {
        var address = await ProposeAsync();
        using var answer = await SendDecisionAsync(address, action, side == "keeper" ? keeper : proposer);

        await RegistryServer.ProblemAsync(answer, HttpStatusCode.Forbidden, "forbidden");
        Assert.That((await ReadAsync(address, keeper)).GetProperty("state").GetString(), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task Proposals_WhenReadPageByPage_AreTheWholeList()
    {
        await DecideAsync(await ProposeAsync(), "retraction", proposer);
        await DecideAsync(await ProposeAsync(), "retraction", proposer);
        var first = await ReadAsync("/v1/proposals?limit=1", proposer);
        var second = await ReadAsync($"/v1/proposals?limit=1&after={first.GetProperty("next").GetString()}", proposer);

        Assert.That(first.GetProperty("total").GetInt32(), Is.EqualTo(2));
        Assert.That(second.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            second.GetProperty("items")[0].GetProperty("id").GetString(),
            Is.Not.EqualTo(first.GetProperty("items")[0].GetProperty("id").GetString())
        );
    }

    [Test]
    public async Task Member_WhenTheGroupIsPrivate_SeesItsNameAndCountryUntilTheMembershipEnds()
    {
        var accepted = await DecideAsync(await ProposeAsync(), "acceptance", keeper);
        var address = $"/v1/memberships/{accepted.GetProperty("membership").GetString()}";
        await ShowAsync("private");
        await SendAsync(
            HttpMethod.Patch,
            $"/v1/groups/{group}/record",
            """{"name":"Umoja in Lyon","since":"2025","reason":"A new name."}""",
            keeper,
            ("If-Match", "*")
        );
        using var seen = await server.GetAsync($"{address}/record", proposer);
        var text = await seen.Content.ReadAsStringAsync();
        // The tag of what is read names the record, so that the change goes through.
        await SendAsync(
            HttpMethod.Patch,
            $"{address}/record",
            """{"period":"2015/2025","reason":"It ended."}""",
            proposer,
            ("If-Match", seen.Headers.ETag!.ToString())
        );
        var ended = await ReadAsync($"{address}/record", proposer);
        var history = await ReadAsync($"{address}/history", proposer);

        Assert.Multiple(() =>
        {
            Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("groupName").GetString(), Is.EqualTo("Umoja in Lyon"));
            Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("groupCountry").GetString(), Is.EqualTo("FR"));
            Assert.That(text, Does.Not.Contain("Hidden Street"));
            Assert.That(ended.GetProperty("groupName").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(ended.GetProperty("groupCountry").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(ended.GetProperty("group").GetString(), Is.EqualTo(group));
            Assert.That(history.GetRawText(), Does.Not.Contain("Umoja").And.Not.Contain("\"FR\""));
        });
    }

    /// <summary>An end that is a year may be its first day, and a membership or a group that was withdrawn was a mistake.</summary>
    [TestCase("memberships", """{"period":"2015/2026","reason":"r"}""")]
    [TestCase("memberships", null)]
    [TestCase("groups", null)]
    public async Task Member_WhenTheMembershipMayHaveEndedOrARecordIsWithdrawn_SeesTheGroupNoMore(string resource, string? patch)
    {
        var accepted = await DecideAsync(await ProposeAsync(), "acceptance", keeper);
        var membership = accepted.GetProperty("membership").GetString();
        var address = $"/v1/memberships/{membership}/record";
        var before = await ReadAsync(address, proposer);
        if (patch is not null)
        {
            await SendAsync(HttpMethod.Patch, address, patch, proposer, ("If-Match", "*"));
        }
        else
        {
            // A group with memberships is not withdrawn over the API. An import of a bundle can do it.
            await server.WriteAsync(
                (
                    $"update {resource} set withdrawn = '2026-01-10T09:00:00.0000000Z' where id in (@membership, @group)",
                    new { membership, group }
                )
            );
        }

        var after = await ReadAsync(address, proposer);

        Assert.That(before.GetProperty("groupName").GetString(), Is.EqualTo("Umoja"));
        Assert.That(after.GetProperty("groupName").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(after.GetProperty("groupCountry").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private static string BodyOf(string named) =>
        $$"""{"group":"{{named}}","period":"{{Stated}}","note":"By letter.","source":"registry-curation","reason":"They wrote to us."}""";

    private async Task<string> ProposeAsync()
    {
        var proposed = await SendAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", BodyOf(group), proposer);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return $"/v1/proposals/{proposed.GetProperty("id").GetString()}";
    }

    private async Task<JsonElement> DecideAsync(string address, string action, (string, string) key)
    {
        using var answer = await SendDecisionAsync(address, action, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> SendDecisionAsync(string address, string action, (string, string) key) =>
        server.SendJsonAsync(
            HttpMethod.Post,
            $"{address}/{action}",
            """{"message":"As agreed.","reason":"They met."}""",
            key,
            ("If-Match", "*")
        );

    private Task<JsonElement> ShowAsync(string visibility) =>
        SendAsync(
            HttpMethod.Patch,
            $"/v1/groups/{group}/record",
            $$"""{"visibility":"{{visibility}}","reason":"r"}""",
            keeper,
            ("If-Match", "*")
        );

    private async Task<int> TotalAsync(string query, (string, string) key) =>
        (await ReadAsync($"/v1/proposals{query}", key)).GetProperty("total").GetInt32();

    private async Task<JsonElement> ReadAsync(string address, (string, string) key)
    {
        using var answer = await server.GetAsync(address, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<JsonElement> SendAsync(
        HttpMethod method,
        string address,
        string body,
        (string, string) key,
        params (string, string)[] headers
    )
    {
        using var response = await server.SendJsonAsync(method, address, body, [key, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What the public sees of the group, of the network, of the counts and of the changes.</summary>
    private async Task<string> PublicAsync() =>
        string.Join(
            '\n',
            await server.TextAsync("/v1/coverage"),
            await server.TextAsync("/v1/networks/inwud/groups"),
            await server.TextAsync($"/v1/groups/{group}"),
            await server.TextAsync("/v1/changes"),
            await server.TextAsync("/v1/search?q=umoja")
        );
}
