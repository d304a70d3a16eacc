using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Board;

/// <summary>How stewards keep the board: one seat per network and person, officers from among the representatives.</summary>
internal sealed class BoardWritesTests
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
    public async Task Seat_WhenTwoClientsWantItAtOnce_GoesToOneOfThem()
    {
        using var ended = await ChangeAsync(
            $"representatives/{Shipped.EnpudVacant}",
            """{"period":"/2025-12","observed":null,"reason":"r"}"""
        );
        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => PersonAsync($"Someone {i}")));
        var responses = await Task.WhenAll(people.Select(person => SeatAsync("enpud", person, "KZ", "2026/..")));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        foreach (var refused in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
        {
            var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.Conflict, "conflict");
            Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("seat-taken"));
        }

        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        Assert.That(await WholeRegistry.BrokenRulesAsync(write), Is.Empty);
    }

    [Test]
    public async Task Seat_WhenTheRulesRefuseTheTerm_NamesThemAll()
    {
        using var response = await SeatAsync("euronpud", await PersonAsync("Someone"), "KE", "2025/..");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Is.EquivalentTo(["seat-taken", "representative-outside-remit"])
        );
    }

    [Test]
    public async Task Seat_WhenItsHolderIsAnOfficer_CannotEndBeforeTheOffice()
    {
        using var seat = await ChangeAsync($"representatives/{Shipped.MenanpudHassanTuraif}", """{"period":"2024/2025-09","reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(seat, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("officer-not-on-board"));
        using var withdrawn = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/representatives/{Shipped.MenanpudHassanTuraif}/withdrawal",
            """{"reason":"r"}""",
            registry,
            ("If-Match", await TagAsync($"representatives/{Shipped.MenanpudHassanTuraif}"))
        );
        await RegistryServer.ProblemAsync(withdrawn, HttpStatusCode.UnprocessableEntity, "rules-broken");

        using var office = await ChangeAsync($"office-terms/{Shipped.TreasurerHassanTuraif}", """{"period":"2024/2025-09","reason":"r"}""");
        Assert.That(office.StatusCode, Is.EqualTo(HttpStatusCode.OK), await office.Content.ReadAsStringAsync());
        using var then = await ChangeAsync($"representatives/{Shipped.MenanpudHassanTuraif}", """{"period":"2024/2025-09","reason":"r"}""");
        Assert.That(then.StatusCode, Is.EqualTo(HttpStatusCode.OK), await then.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Office_WhenTheKeyIsANetworks_IsRefused()
    {
        var europe = await server.KeyAsync(expires: null, "euronpud");
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/board/offices/chair/terms",
            """{"person":"john-melhus","period":"2026/..","source":"registry-curation","reason":"r"}""",
            europe
        );

        await RegistryServer.ProblemAsync(response, HttpStatusCode.Forbidden, "forbidden");
    }

    [Test]
    public async Task Person_WhenNoTermNamesHimOrHer_IsNotPublic()
    {
        var id = await PersonAsync("Someone Quiet");
        using var before = await server.GetAsync($"/v1/people/{id}");
        await RegistryServer.ProblemAsync(before, HttpStatusCode.NotFound, "not-found");
        using var term = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/posts/advocacy-lead/terms",
            $$"""{"person":"{{id}}","period":"2026/..","source":"registry-curation","reason":"r"}""",
            registry
        );

        Assert.That(term.StatusCode, Is.EqualTo(HttpStatusCode.Created), await term.Content.ReadAsStringAsync());
        Assert.That(await server.TextAsync($"/v1/people/{id}"), Does.Contain("Someone Quiet"));
    }

    [Test]
    public async Task Network_WhenItHasMembers_CannotClose()
    {
        using var closed = await ChangeAsync("networks/euronpud", """{"period":"2011/2025","observed":null,"reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(closed, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Does.Contain("network-closed")
        );
    }

    [TestCase("""{"remit":{"countries":["KE"]},"since":"2025-12","reason":"r"}""", "outside-remit")]
    [TestCase("""{"remit":{"countries":["FR","ES"]},"since":"2025-12","reason":"r"}""", "representative-outside-remit")]
    [TestCase("""{"admits":["individual"],"since":"2025-12","reason":"r"}""", "kind-not-accepted")]
    public async Task Network_WhenAChangeLeavesItsMembersOut_IsRefused(string patch, string code)
    {
        using var response = await ChangeAsync("networks/euronpud", patch);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Does.Contain(code)
        );
    }

    [TestCase("anpud", "A New Network", "id-taken")]
    [TestCase(Shipped.Asud, "A New Network", "id-taken")]
    [TestCase("newnet", "ANPUD", "name-taken")]
    public async Task Network_WhenItsIdOrNameIsTaken_IsAConflict(string id, string name, string code)
    {
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks",
            $$"""
            {"id":"{{id}}","name":"{{name}}","abbreviation":"NEW","kind":"topical","admits":["group"],"period":"2026/..","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"Kenya.","countries":["KE"],"source":"registry-curation"} }
            """,
            registry
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.Conflict, "conflict");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo(code));
    }

    private async Task<string> PersonAsync(string name)
    {
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/people",
            $$"""{"name":"{{name}}","visibility":"public","source":"registry-curation","reason":"r"}""",
            registry
        );
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> SeatAsync(string network, string person, string country, string period) =>
        server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/networks/{network}/representatives",
            $$"""{"person":"{{person}}","country":"{{country}}","period":"{{period}}","source":"registry-curation","reason":"r"}""",
            registry
        );

    private async Task<string> TagAsync(string record)
    {
        using var read = await server.GetAsync($"/v1/{record}/record", registry);
        return read.Headers.ETag!.ToString();
    }

    private async Task<HttpResponseMessage> ChangeAsync(string record, string patch) =>
        await server.SendJsonAsync(HttpMethod.Patch, $"/v1/{record}/record", patch, registry, ("If-Match", await TagAsync(record)));
}
