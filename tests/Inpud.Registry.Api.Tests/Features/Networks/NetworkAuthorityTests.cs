using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

/// <summary>A network writes what it says of itself. What it is towards INPUD is INPUD's to write.</summary>
internal sealed class NetworkAuthorityTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) europe;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        europe = await server.KeyAsync(expires: null, "euronpud");
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase(
        "/remit",
        """{"remit":{"basis":"curated","definition":"More.","countries":["FR","KE"],"source":"registry-curation"},"since":"2025","reason":"r"}"""
    )]
    [TestCase("/kind", """{"kind":"topical","reason":"r"}""")]
    [TestCase("/admits", """{"admits":["group","individual"],"since":"2025","reason":"r"}""")]
    [TestCase("/period", """{"period":"2011/2026-01","reason":"r"}""")]
    [TestCase("/standings", """{"standings":[],"reason":"r"}""")]
    public async Task Change_WhenItIsOfWhatTheNetworkIsTowardsInpud_IsInpudsAlone(string pointer, string body)
    {
        var before = await server.RowsAsync();
        using var own = await ChangeAsync(body, europe);
        using var inpuds = await ChangeAsync(body, registry);
        var problem = await RegistryServer.ProblemAsync(own, HttpStatusCode.Forbidden, "forbidden");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("pointer").GetString(), Is.EqualTo(pointer));
        Assert.That((int)inpuds.StatusCode, Is.AnyOf(200, 422), "a rule may refuse it; the key does not");
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    /// <summary>A network that nothing stands on could be withdrawn: its own key does not do it.</summary>
    [Test]
    public async Task Withdrawal_WhenItIsOfANetwork_IsInpudsAlone()
    {
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks",
            """
            {"id":"frnet","name":"A French Network","abbreviation":"FRN","kind":"topical","admits":["group"],"period":"2001/..","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"France.","countries":["FR"],"source":"registry-curation"} }
            """,
            registry
        );
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        using var own = await WithdrawAsync(await server.KeyAsync(expires: null, "frnet"));
        using var inpuds = await WithdrawAsync(registry);

        await RegistryServer.ProblemAsync(own, HttpStatusCode.Forbidden, "forbidden");
        Assert.That(inpuds.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        Task<HttpResponseMessage> WithdrawAsync((string, string) key) =>
            server.SendJsonAsync(
                HttpMethod.Post,
                "/v1/networks/frnet/withdrawal?dryRun=true",
                """{"reason":"r"}""",
                key,
                ("If-Match", "*")
            );
    }

    [TestCase("""{"focus":"More.","homepage":"https://example.org","reason":"r"}""")]
    [TestCase("""{"reason":"Nothing changes."}""")]
    public async Task Change_WhenItIsOfWhatTheNetworkSaysOfItself_IsItsOwn(string body)
    {
        using var own = await ChangeAsync(body, europe);

        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK), await own.Content.ReadAsStringAsync());
    }

    /// <summary>What a patch leaves out counts as unchanged, whatever parts the network has.</summary>
    [Test]
    public async Task Change_WhenItChangesNothing_IsEachNetworksOwn()
    {
        var networks = (await server.JsonAsync("/v1/networks?standing=any&limit=200")).GetProperty("items").EnumerateArray().ToList();
        Assert.That(networks, Has.Count.GreaterThan(6));
        foreach (var id in networks.Select(network => network.GetProperty("id").GetString()!))
        {
            using var own = await server.SendJsonAsync(
                HttpMethod.Patch,
                $"/v1/networks/{id}/record?dryRun=true",
                """{"reason":"r"}""",
                await server.KeyAsync(expires: null, id),
                ("If-Match", "*")
            );

            Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{id}: {await own.Content.ReadAsStringAsync()}");
        }
    }

    private Task<HttpResponseMessage> ChangeAsync(string body, (string, string) key) =>
        server.SendJsonAsync(HttpMethod.Patch, "/v1/networks/euronpud/record?dryRun=true", body, key, ("If-Match", "*"));
}
