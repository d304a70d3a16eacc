using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.People;

/// <summary>Who may do what with the record of a person whose name is withheld: the network that keeps it and INPUD. For everybody else there is no such record.</summary>
internal sealed class PersonAuthorityTests
{
    private static readonly string[] Callers = ["keeper", "seat", "other", "inpud", "nobody"];

    private RegistryServer server = null!;
    private Dictionary<string, (string Name, string Value)> keys = null!;
    private string person = "";

    private static IEnumerable<WriteOperation> Writes =>
        WriteOperation.All.Where(write => write.Template.StartsWith("/v1/people/{id}/", StringComparison.Ordinal));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        keys = new()
        {
            ["keeper"] = await server.KeyAsync(expires: null, "euronpud"),
            ["seat"] = await server.KeyAsync(expires: null, "inwud"),
            ["other"] = await server.KeyAsync(expires: null, "panpud"),
            ["inpud"] = await server.KeyAsync(expires: null, "registry"),
            ["nobody"] = ("", ""),
        };
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/people",
            """{"name":"Someone Quiet","keptBy":"euronpud","source":"registry-curation","reason":"r"}""",
            keys["keeper"]
        );
        person = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var seated = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/representatives",
            $$"""{"person":"{{person}}","period":"2005/2006","source":"registry-curation","reason":"r"}""",
            keys["inpud"]
        );
        Assert.That(seated.StatusCode, Is.EqualTo(HttpStatusCode.Created), await seated.Content.ReadAsStringAsync());
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Record_WhenRead_IsItsKeepersAlone(
        [ValueSource(nameof(Callers))] string caller,
        [Values("record", "history")] string part
    )
    {
        using var answer = await server.GetAsync($"/v1/people/{person}/{part}", keys[caller]);

        Assert.That(answer.StatusCode, Is.EqualTo(ExpectedOf(caller, part == "record")), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The operations come from the contract, so that a new one is among them.</summary>
    [Test]
    public async Task Record_WhenWritten_IsItsKeepersAlone(
        [ValueSource(nameof(Callers))] string caller,
        [ValueSource(nameof(Writes))] WriteOperation write
    )
    {
        var body = write.Example.DeepClone().AsObject();
        body.Remove("keptBy");
        using var answer = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            $"{write.Template.Replace("{id}", person, StringComparison.Ordinal)}?dryRun=true",
            body.ToJsonString(),
            keys[caller].Name.Length == 0 ? ("", "") : keys[caller],
            ("If-Match", "*")
        );
        var text = await answer.Content.ReadAsStringAsync();
        var isInpuds = write.Template.EndsWith("/erasure", StringComparison.Ordinal);
        if (caller == "inpud" || (caller == "keeper" && !isInpuds))
        {
            // A term refuses a withdrawal; the key does not.
            Assert.That((int)answer.StatusCode, Is.AnyOf(200, 204, 409), text);
        }
        else
        {
            Assert.That((int)answer.StatusCode, Is.AnyOf(isInpuds ? 403 : 404, caller == "nobody" ? 401 : 404), text);
        }
    }

    private static HttpStatusCode ExpectedOf(string caller, bool isForStewards) =>
        caller is "keeper" or "inpud" ? HttpStatusCode.OK
        : caller == "nobody" && isForStewards ? HttpStatusCode.Unauthorized
        : HttpStatusCode.NotFound;
}
