using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Offers;

/// <summary>Who may do what with an offer. The operations come from the contract, so that a new one has to say who may call it.</summary>
internal sealed class OfferAuthorityTests
{
    private static readonly string[] Stewards = ["keeper", "receiver", "member", "other", "inpud"];
    private static readonly string[] Callers = [.. Stewards, "nobody"];

    /// <summary>Whose each operation is, besides INPUD. The other side of an offer knows of it and gets a 403; all others get a 404.</summary>
    private static readonly Dictionary<string, string[]> Owners = new(StringComparer.Ordinal)
    {
        ["GET /v1/offers"] = Stewards,
        ["GET /v1/offers/{id}"] = ["keeper", "receiver"],
        ["POST /v1/groups/{id}/offers"] = ["keeper"],
        ["POST /v1/offers/{id}/acceptance"] = ["receiver"],
        ["POST /v1/offers/{id}/refusal"] = ["receiver"],
        ["POST /v1/offers/{id}/retraction"] = ["keeper"],
    };

    private RegistryServer server = null!;
    private Dictionary<string, (string Name, string Value)> keys = null!;
    private string offered = "";
    private string kept = "";
    private string offer = "";

    private static IEnumerable<string> Operations =>
        ReadOperation
            .All.Select(read => $"GET {read.Template}")
            .Concat(WriteOperation.All.Select(write => $"{write.Method} {write.Template}"))
            .Where(operation => operation.Contains("/offers", StringComparison.Ordinal));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        keys = new()
        {
            ["keeper"] = await server.KeyAsync(expires: null, "euronpud"),
            ["receiver"] = await server.KeyAsync(expires: null, "enpud"),
            ["member"] = await server.KeyAsync(expires: null, "inwud"),
            ["other"] = await server.KeyAsync(expires: null, "panpud"),
            ["inpud"] = await server.KeyAsync(expires: null, "registry"),
            ["nobody"] = ("", ""),
        };
        offered = await IdOfAsync("/v1/groups", GroupOf("Umoja"), "keeper");
        kept = await IdOfAsync("/v1/groups", GroupOf("Zawadi"), "keeper");
        foreach (var group in new[] { offered, kept })
        {
            await IdOfAsync(
                "/v1/networks/inwud/memberships",
                $$"""{"group":"{{group}}","period":"2019/..","source":"registry-curation","reason":"r"}""",
                "inpud"
            );
        }

        offer = await IdOfAsync($"/v1/groups/{offered}/offers", """{"network":"enpud","reason":"r"}""", "keeper");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Operations_WhenTheContractIsRead_EachSayWhoseTheyAre() => Assert.That(Operations, Is.EquivalentTo(Owners.Keys));

    [Test]
    public async Task Operation_WhenCalled_IsItsOwnersAlone(
        [ValueSource(nameof(Callers))] string caller,
        [ValueSource(nameof(Operations))] string operation
    )
    {
        var (method, template) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var ofGroup = template.StartsWith("/v1/groups/", StringComparison.Ordinal);
        var address = template.Replace("{id}", ofGroup ? kept : offer, StringComparison.Ordinal);
        using var answer =
            method == "GET"
                ? await server.GetAsync(address, keys[caller].Name.Length == 0 ? [] : [keys[caller]])
                : await server.SendJsonAsync(
                    HttpMethod.Post,
                    $"{address}?dryRun=true",
                    ofGroup ? """{"network":"enpud","reason":"r"}""" : """{"reason":"r"}""",
                    keys[caller],
                    ("If-Match", "*")
                );

        Assert.That(answer.StatusCode, Is.EqualTo(ExpectedOf(caller, operation, ofGroup)), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task List_WhenRead_HasTheOfferForItsTwoSidesAndInpudAlone([ValueSource(nameof(Stewards))] string caller)
    {
        using var answer = await server.GetAsync("/v1/offers", keys[caller]);
        var total = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt32();

        Assert.That(total, Is.EqualTo(caller is "keeper" or "receiver" or "inpud" ? 1 : 0));
    }

    private static HttpStatusCode ExpectedOf(string caller, string operation, bool ofGroup) =>
        caller == "nobody" ? HttpStatusCode.Unauthorized
        : caller == "inpud" || Owners[operation].Contains(caller) ? HttpStatusCode.OK
        : caller is "keeper" or "receiver" && !ofGroup ? HttpStatusCode.Forbidden
        : HttpStatusCode.NotFound;

    private static string GroupOf(string name) =>
        $$"""{"name":"{{name}}","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""";

    private async Task<string> IdOfAsync(string address, string body, string caller)
    {
        using var answer = await server.SendJsonAsync(HttpMethod.Post, address, body, keys[caller]);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}
