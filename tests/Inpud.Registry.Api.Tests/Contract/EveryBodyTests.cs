using System.Net;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Contract.Filling;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>Tests the bodies that do not state a record: applications, proposals and offers, the replies to them, and the reasons of withdrawals and endings. Only stewards may read them.</summary>
internal sealed class EveryBodyTests
{
    private readonly Schemas schemas = new(RegistryServer.Contract());
    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private References references = null!;
    private Filler filler = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        references = new References(server, key);
        filler = new Filler(schemas, references, new Serial());
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Bodies_WhenTheContractIsRead_AreEachFilledByATest() =>
        Assert.That(
            RecordOperations.Bodies,
            Is.EquivalentTo(
                RecordOperations
                    .All.SelectMany(kind => new[] { kind.Input, kind.Patch })
                    .Concat(RecordOperations.Parts.Select(part => part.Input))
                    // The tests below fill these bodies.
                    .Concat([
                        "ApplicationInput",
                        "ApplicationPatch",
                        "AcceptanceInput",
                        "DecisionInput",
                        "ReplyInput",
                        "OfferInput",
                        "WithdrawalInput",
                        "EndConsentInput",
                        "ApproveConsentInput",
                        // ErasureTests fills this one.
                        "ErasureInput",
                    ])
                    .Distinct()
            )
        );

    [Test]
    public async Task Application_WhenAccepted_StandsInTheGroupAndItsMembershipAndInNothingPublic()
    {
        var network = await references.OwnerAsync("network");
        // Only a group that is led by people who use drugs is admitted.
        var stated = await BodyAsync("ApplicationInput", "applications", ("network", network), ("ledByPeopleWhoUseDrugs", true));
        var changed = await BodyAsync("ApplicationPatch", "applications", ("network", network), ("ledByPeopleWhoUseDrugs", true));

        var link = (string)(await SendAsync(HttpMethod.Post, "/v1/applications", stated.Body))!["link"]!;
        var (application, received) = await QueuedAsync(network);
        AssertAllIn(received, stated.Values, "what stewards see of what was received");
        AssertAllIn(await AnswerAsync(link), stated.Values, "what the group sees");

        var returned = await BodyAsync("DecisionInput", table: null);
        await DecideAsync($"{application}/return", application, returned.Body);
        AssertAllIn(
            await AnswerAsync(application),
            returned.Values.Where(value => value.Name != "reason"),
            "what stewards see of what was returned"
        );
        AssertAllIn(await AnswerAsync(link), returned.Values.Where(value => value.Name != "reason"), "what the group is told");

        await DecideAsync(link, link, changed.Body, HttpMethod.Patch);
        AssertAllIn(await AnswerAsync(application), changed.Values, "what stewards see of what was changed");
        AssertAllIn(await AnswerAsync(link), changed.Values, "what the group sees of what it changed");

        // The acceptance records the group, whose life includes this period.
        var acceptance = await BodyAsync("AcceptanceInput", "applications", ("group", null), ("period", "2030/2031"));
        await DecideAsync($"{application}/acceptance", application, acceptance.Body);
        var accepted = await AnswerAsync(application);
        var group = await AnswerAsync($"/v1/groups/{(string)accepted["group"]!}/record");
        var membership = await AnswerAsync($"/v1/memberships/{(string)accepted["membership"]!}/record");

        AssertAllIn(group, changed.Values.Where(value => value.Name is not ("message" or "network")), "the group");
        AssertAllIn(
            membership,
            acceptance.Values.Where(value => value.Name is not ("group" or "message" or "reason" or "period")),
            "the membership"
        );
        AssertAllIn(accepted, acceptance.Values.Where(value => value.Name == "message"), "what the group is told");
        Assert.That((string)membership["network"]!, Is.EqualTo(network));
        await AssertReasonsAreKeptAsync(returned.Values, acceptance.Values);
        await AssertNothingIsPublicAsync([.. stated.Values, .. returned.Values, .. changed.Values, .. acceptance.Values]);
    }

    [Test]
    public async Task Application_WhenRefused_TellsTheMessageAndNothingPublic()
    {
        var network = await references.OwnerAsync("network");
        var stated = await BodyAsync("ApplicationInput", "applications", ("network", network));
        await SendAsync(HttpMethod.Post, "/v1/applications", stated.Body);
        var (application, _) = await QueuedAsync(network);
        var refused = await BodyAsync("DecisionInput", table: null);

        await DecideAsync($"{application}/refusal", application, refused.Body);

        AssertAllIn(await AnswerAsync(application), refused.Values.Where(value => value.Name != "reason"), "the refused application");
        await AssertReasonsAreKeptAsync(refused.Values);
        await AssertNothingIsPublicAsync([.. stated.Values, .. refused.Values]);
    }

    [TestCase("acceptance")]
    [TestCase("refusal")]
    [TestCase("retraction")]
    public async Task Offer_WhenRepliedTo_TellsWhatWasStatedAndTheMessage(string action)
    {
        var stated = await BodyAsync("OfferInput", table: null, ("network", "inwud"));
        var made = await SendAsync(HttpMethod.Post, $"/v1/groups/{Shipped.Asud}/offers", stated.Body);
        var offer = $"/v1/offers/{(string)made!["id"]!}";
        var reply = await BodyAsync("ReplyInput", table: null);

        await DecideAsync($"{offer}/{action}", offer, reply.Body);

        var decided = await AnswerAsync(offer);
        AssertAllIn(decided, stated.Values.Where(value => value.Name != "reason"), "the offer");
        AssertAllIn(decided, reply.Values.Where(value => value.Name == "message"), "the offer after the reply");
        await AssertReasonsAreKeptAsync(stated.Values, reply.Values);
        await AssertNothingIsPublicAsync([.. stated.Values.Where(value => value.Name != "network"), .. reply.Values]);
    }

    [TestCase("acceptance")]
    [TestCase("refusal")]
    [TestCase("retraction")]
    public async Task Proposal_WhenDecided_TellsWhatWasStatedAndTheMessage(string action)
    {
        var stated = await BodyAsync("MembershipInput", "memberships", ("group", Shipped.Asud));
        var proposed = await SendAsync(HttpMethod.Post, "/v1/networks/inwud/proposals", stated.Body);
        var proposal = $"/v1/proposals/{(string)proposed!["id"]!}";
        var decision = await BodyAsync("ReplyInput", table: null);

        await DecideAsync($"{proposal}/{action}", proposal, decision.Body);

        var (said, decided) = (stated.Values.Where(value => value.Name != "reason"), await AnswerAsync(proposal));
        AssertAllIn(decided, said, "the proposal");
        AssertAllIn(decided, decision.Values.Where(value => value.Name == "message"), "the decided proposal");
        await AssertReasonsAreKeptAsync(stated.Values, decision.Values);
        if (action == "acceptance")
        {
            AssertAllIn(await AnswerAsync($"/v1/memberships/{(string)decided["membership"]!}/record"), said, "the membership");
            await AssertNothingIsPublicAsync(decision.Values);
        }
        else
        {
            await AssertNothingIsPublicAsync([.. stated.Values, .. decision.Values]);
        }
    }

    [TestCase("WithdrawalInput", $"/v1/groups/{Shipped.Asud}/withdrawal", Shipped.EuronpudAsud)]
    [TestCase("EndConsentInput", "/v1/groups/" + Shipped.Asud + "/consents/{consent}/end", "")]
    [TestCase("ApproveConsentInput", "/v1/groups/" + Shipped.Asud + "/consents/{consent}/approval", "")]
    public async Task Reason_WhenARecordIsWithdrawnOrAConsentEnds_StandsInTheStewardsHistoryAlone(
        string schema,
        string template,
        string membership
    )
    {
        if (membership.Length > 0)
        {
            var first = await BodyAsync(schema, table: null);
            await DecideAsync($"/v1/memberships/{membership}/withdrawal", $"/v1/memberships/{membership}/record", first.Body);
        }

        var group = await SendAsync(
            HttpMethod.Post,
            $"/v1/groups/{Shipped.Asud}/consents",
            new JsonObject
            {
                ["scope"] = "public",
                ["given"] = "2025-01-01",
                ["givenTo"] = "A steward",
                ["reason"] = "For a test.",
            }
        );
        var address = template.Replace("{consent}", (string)group!["consents"]![0]!["id"]!, StringComparison.Ordinal);
        var (body, values) = await BodyAsync(schema, table: null);
        await DecideAsync(address, $"/v1/groups/{Shipped.Asud}/record", body);
        var history = await AnswerAsync($"/v1/groups/{Shipped.Asud}/history");

        AssertAllIn(history["items"]![0]!, values, "the stewards' history");
        await AssertNothingIsPublicAsync(values);
    }

    /// <summary>A body with every property, but with values of the test's own where a rule asks for them.</summary>
    private async Task<(JsonObject Body, IReadOnlyList<Stated> Values)> BodyAsync(
        string schema,
        string? table,
        params (string Name, JsonNode? Value)[] own
    )
    {
        var (body, values) = await filler.FillAsync(schema, table is null ? null : RegistryTables.Of(table));
        foreach (var (name, value) in own)
        {
            Assert.That(body, Does.ContainKey(name));
            body[name] = value;
        }

        return (body, [.. values.Select(value => Restated(value, body)).OfType<Stated>()]);
    }

    private static Stated? Restated(Stated value, JsonObject body) =>
        value.Path != value.Name ? value
        : body[value.Name] is JsonValue said ? value with { Value = said }
        : null;

    private async Task<(string Address, JsonNode Record)> QueuedAsync(string network)
    {
        var list = await AnswerAsync($"/v1/networks/{network}/applications");
        var address = $"/v1/networks/{network}/applications/{(string)list["items"]![0]!["id"]!}";
        return (address, await AnswerAsync(address));
    }

    private async Task<JsonNode> AnswerAsync(string address)
    {
        using var response = await server.GetAsync(address, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task DecideAsync(string address, string record, JsonObject body, HttpMethod? method = null)
    {
        using var current = await server.GetAsync(record, key);
        await SendAsync(method ?? HttpMethod.Post, address, body, ("If-Match", current.Headers.ETag!.ToString()));
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string address, JsonObject body, params (string, string)[] headers)
    {
        using var response = await server.SendJsonAsync(method, address, body.ToJsonString(), [key, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, $"{address} {body.ToJsonString()}: {text}");
        return JsonNode.Parse(text);
    }

    /// <summary>Asserts that the answer has every value. A value that is not unique must be under its own name.</summary>
    private static void AssertAllIn(JsonNode answer, IEnumerable<Stated> values, string place)
    {
        var all = values.ToList();
        Assert.That(all, Is.Not.Empty);
        Assert.That(
            all.Where(value => !Looked.Objects(answer).Any(part => Looked.Holds(part, value, all))).Select(value => value.Path),
            Is.Empty,
            $"missing from {place}"
        );
    }

    private async Task AssertReasonsAreKeptAsync(params IReadOnlyList<Stated>[] decisions)
    {
        var view = new RegistryView(server, key);
        await view.ReadAsync();
        Assert.That(
            decisions.Select(decision => decision.Single(value => value.Name == "reason").Text),
            Is.SubsetOf(view.Reasons),
            "the history of the full export"
        );
    }

    private async Task AssertNothingIsPublicAsync(IReadOnlyList<Stated> values)
    {
        var view = new RegistryView(server, key);
        await view.ReadAsync();
        foreach (var read in ReadOperation.Public)
        {
            using var response = await server.GetAsync(read.Address);
            var text = await response.Content.ReadAsStringAsync() + view.PublicText;
            Assert.That(
                values.Where(value => value.IsMarked && text.Contains(value.Text, StringComparison.Ordinal)).Select(value => value.Path),
                Is.Empty,
                read.Template
            );
        }
    }
}
