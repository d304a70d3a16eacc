using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>
/// Who may do what with a group. Its keeper and INPUD read and write it. A network that it is a member of sees its own membership alone, and everybody else gets the answer that there is no such
/// group.
/// </summary>
internal sealed class GroupAuthorityTests
{
    private static readonly string[] Callers = ["keeper", "member", "other", "inpud", "nobody"];

    private RegistryServer server = null!;
    private Dictionary<string, (string Name, string Value)> keys = null!;
    private string group = "";
    private string membership = "";
    private string consent = "";

    private static IEnumerable<WriteOperation> Writes =>
        WriteOperation.All.Where(write => write.Template.StartsWith("/v1/groups/{id}/", StringComparison.Ordinal));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        keys = new()
        {
            ["keeper"] = await server.KeyAsync(expires: null, "euronpud"),
            ["member"] = await server.KeyAsync(expires: null, "inwud"),
            ["other"] = await server.KeyAsync(expires: null, "panpud"),
            ["inpud"] = await server.KeyAsync(expires: null, "registry"),
            ["nobody"] = ("", ""),
        };
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Umoja","country":"FR","period":"2012/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""",
            keys["keeper"]
        );
        group = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var admitted = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/memberships",
            $$"""{"group":"{{group}}","period":"2015/..","source":"registry-curation","reason":"r"}""",
            keys["inpud"]
        );
        Assert.That(admitted.StatusCode, Is.EqualTo(HttpStatusCode.Created), await admitted.Content.ReadAsStringAsync());
        membership = admitted.Headers.Location!.OriginalString;
        using var agreed = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""",
            keys["keeper"]
        );
        var record = JsonDocument.Parse(await agreed.Content.ReadAsStringAsync()).RootElement;
        consent = record.GetProperty("consents")[0].GetProperty("id").GetString()!;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Record_WhenRead_IsItsKeepersAlone(
        [ValueSource(nameof(Callers))] string caller,
        [Values("record", "history")] string part
    )
    {
        using var answer = await server.GetAsync($"/v1/groups/{group}/{part}", keys[caller]);

        Assert.That(answer.StatusCode, Is.EqualTo(ExpectedOf(caller, part == "record")), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The operations come from the contract, so that a new one is among them.</summary>
    [Test]
    public async Task Record_WhenWritten_IsItsKeepersAlone(
        [ValueSource(nameof(Callers))] string caller,
        [ValueSource(nameof(Writes))] WriteOperation write
    )
    {
        var address = write
            .Template.Replace("{id}", group, StringComparison.Ordinal)
            .Replace("{consent}", consent, StringComparison.Ordinal);
        using var answer = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            $"{address}?dryRun=true",
            write.Example.ToJsonString(),
            keys[caller].Name.Length == 0 ? ("", "") : keys[caller],
            ("If-Match", "*")
        );
        var text = await answer.Content.ReadAsStringAsync();
        if (caller is "keeper" or "inpud")
        {
            // A rule may refuse the example, such as a withdrawal while the group has a membership; the key does not.
            Assert.That((int)answer.StatusCode, Is.AnyOf(200, 409, 422), text);
        }
        else
        {
            Assert.That(answer.StatusCode, Is.EqualTo(ExpectedOf(caller, isForStewards: true)), text);
        }
    }

    [Test]
    public async Task Membership_WhenReadByItsNetwork_IsSeen()
    {
        using var own = await server.GetAsync(membership, keys["member"]);
        using var others = await server.GetAsync(membership, keys["keeper"]);

        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await RegistryServer.ProblemAsync(others, HttpStatusCode.NotFound, "not-found");
    }

    private static HttpStatusCode ExpectedOf(string caller, bool isForStewards) =>
        caller is "keeper" or "inpud" ? HttpStatusCode.OK
        : caller == "nobody" && isForStewards ? HttpStatusCode.Unauthorized
        : HttpStatusCode.NotFound;
}
