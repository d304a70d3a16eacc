using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

/// <summary>A network that somebody waits for is not withdrawn: nobody could answer them any more.</summary>
internal sealed class NetworkWithdrawalTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private (string Name, string Value) network;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        await SendAsync(
            "/v1/networks",
            """
            {"id":"keynet","name":"A Kenyan Network","abbreviation":"KEN","kind":"topical","admits":["group"],"period":"2001/..","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"Kenya.","countries":["KE","CA"],"source":"registry-curation"} }
            """,
            inpud
        );
        network = await server.KeyAsync(expires: null, "keynet");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Withdrawal_WhenAnApplicationIsNotDecided_IsRefusedUntilItIs()
    {
        var made = await SendAsync(
            "/v1/applications",
            """{"network":"keynet","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}"""
        );
        using var queue = await server.GetAsync("/v1/networks/keynet/applications", network);
        var id = JsonDocument
            .Parse(await queue.Content.ReadAsStringAsync())
            .RootElement.GetProperty("items")[0]
            .GetProperty("id")
            .GetString();
        await AssertInUseAsync();
        await SendAsync($"/v1/networks/keynet/applications/{id}/return", """{"message":"Since when?","reason":"r"}""", network);
        await AssertInUseAsync();
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            made.GetProperty("link").GetString()!,
            """{"period":"2014/.."}""",
            ("If-Match", "*")
        );
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await SendAsync($"/v1/networks/keynet/applications/{id}/refusal", """{"message":"No.","reason":"r"}""", network);

        await WithdrawAsync();
    }

    [Test]
    public async Task Withdrawal_WhenAProposalWaits_IsRefusedUntilItIsRetracted()
    {
        var made = await SendAsync(
            "/v1/networks/keynet/proposals",
            $$"""{"group":"{{Shipped.Vandu}}","period":"2012/..","source":"registry-curation","reason":"r"}""",
            network
        );
        await AssertInUseAsync();
        await SendAsync($"/v1/proposals/{made.GetProperty("id").GetString()}/retraction", """{"reason":"r"}""", network);

        await WithdrawAsync();
    }

    [Test]
    public async Task Withdrawal_WhenAnOfferWaits_IsRefusedUntilItIsAnswered()
    {
        var made = await SendAsync($"/v1/groups/{Shipped.Vandu}/offers", """{"network":"keynet","reason":"r"}""", inpud);
        await AssertInUseAsync();
        await SendAsync($"/v1/offers/{made.GetProperty("id").GetString()}/refusal", """{"reason":"r"}""", network);

        await WithdrawAsync();
    }

    private async Task AssertInUseAsync()
    {
        using var refused = await WithdrawalAsync();
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.Conflict, "conflict");
    }

    private async Task WithdrawAsync()
    {
        using var done = await WithdrawalAsync();
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.OK), await done.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> WithdrawalAsync() =>
        server.SendJsonAsync(HttpMethod.Post, "/v1/networks/keynet/withdrawal", """{"reason":"r"}""", inpud, ("If-Match", "*"));

    private async Task<JsonElement> SendAsync(string address, string body, params (string, string)[] headers)
    {
        using var answer = await server.SendJsonAsync(HttpMethod.Post, address, body, [.. headers, ("If-Match", "*")]);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
