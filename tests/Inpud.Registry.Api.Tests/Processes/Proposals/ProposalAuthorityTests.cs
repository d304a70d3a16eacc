using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Proposals;

/// <summary>Who may do what with a proposal. The operations come from the contract, so that a new one has to say who may call it.</summary>
internal sealed class ProposalAuthorityTests
{
    private static readonly string[] Stewards = ["keeper", "proposer", "member", "other", "inpud"];
    private static readonly string[] Callers = [.. Stewards, "nobody"];

    /// <summary>Whose each operation is, besides INPUD. The other side of a proposal knows of it and gets a 403; all others get a 404.</summary>
    private static readonly Dictionary<string, string[]> Owners = new(StringComparer.Ordinal)
    {
        ["GET /v1/proposals"] = Stewards,
        ["GET /v1/proposals/{id}"] = ["keeper", "proposer"],
        ["POST /v1/networks/{network}/proposals"] = ["proposer"],
        ["POST /v1/proposals/{id}/acceptance"] = ["keeper"],
        ["POST /v1/proposals/{id}/refusal"] = ["keeper"],
        ["POST /v1/proposals/{id}/retraction"] = ["proposer"],
    };

    private RegistryServer server = null!;
    private Dictionary<string, (string Name, string Value)> keys = null!;
    private string group = "";
    private string proposal = "";

    private static IEnumerable<string> Operations =>
        ReadOperation
            .All.Select(read => $"GET {read.Template}")
            .Concat(WriteOperation.All.Select(write => $"{write.Method} {write.Template}"))
            .Where(operation => operation.Contains("/proposals", StringComparison.Ordinal));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        var inpud = await server.KeyAsync(expires: null, "registry");
        // No two of the shipped networks besides the keeper admit the same group.
        using var network = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks",
            """
            {"id":"frnet","name":"A French Network","abbreviation":"FRN","kind":"topical","admits":["group"],"period":"2001/..","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"France.","countries":["FR"],"source":"registry-curation"} }
            """,
            inpud
        );
        keys = new()
        {
            ["keeper"] = await server.KeyAsync(expires: null, "euronpud"),
            ["proposer"] = await server.KeyAsync(expires: null, "inwud"),
            ["member"] = await server.KeyAsync(expires: null, "frnet"),
            ["other"] = await server.KeyAsync(expires: null, "panpud"),
            ["inpud"] = inpud,
            ["nobody"] = ("", ""),
        };
        group = await IdOfAsync(
            "/v1/groups",
            """{"name":"Umoja","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""",
            "keeper"
        );
        await IdOfAsync(
            $"/v1/groups/{group}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""",
            "keeper"
        );
        using var shown = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{group}/record",
            """{"visibility":"public","reason":"r"}""",
            keys["keeper"],
            ("If-Match", "*")
        );
        await IdOfAsync("/v1/networks/frnet/memberships", BodyOf(), "inpud");
        proposal = await IdOfAsync("/v1/networks/inwud/proposals", BodyOf(), "proposer");
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
        var address = template.Replace("{id}", proposal, StringComparison.Ordinal).Replace("{network}", "inwud", StringComparison.Ordinal);
        using var answer =
            method == "GET"
                ? await server.GetAsync(address, keys[caller].Name.Length == 0 ? [] : [keys[caller]])
                : await server.SendJsonAsync(
                    HttpMethod.Post,
                    $"{address}?dryRun=true",
                    template.Contains("{network}", StringComparison.Ordinal)
                        ? BodyOf().Replace(group, Shipped.Asud, StringComparison.Ordinal)
                        : """{"reason":"r"}""",
                    keys[caller],
                    ("If-Match", "*")
                );

        Assert.That(answer.StatusCode, Is.EqualTo(ExpectedOf(caller, operation)), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A list answers every steward, and has what is the steward's.</summary>
    [Test]
    public async Task List_WhenRead_HasTheProposalForItsTwoSidesAndInpudAlone([ValueSource(nameof(Stewards))] string caller)
    {
        using var answer = await server.GetAsync("/v1/proposals", keys[caller]);
        var total = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt32();

        Assert.That(total, Is.EqualTo(caller is "keeper" or "proposer" or "inpud" ? 1 : 0));
    }

    private static HttpStatusCode ExpectedOf(string caller, string operation) =>
        caller == "nobody" ? HttpStatusCode.Unauthorized
        : caller == "inpud" || Owners[operation].Contains(caller) ? HttpStatusCode.OK
        // Which networks there are is public, so that a key for another gets a 403.
        : caller is "keeper" or "proposer" || operation.Contains("{network}", StringComparison.Ordinal) ? HttpStatusCode.Forbidden
        : HttpStatusCode.NotFound;

    private string BodyOf() => $$"""{"group":"{{group}}","period":"2019/..","source":"registry-curation","reason":"r"}""";

    private async Task<string> IdOfAsync(string address, string body, string caller)
    {
        using var answer = await server.SendJsonAsync(HttpMethod.Post, address, body, keys[caller]);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}
