using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every address in a body of the contract is whole, so that a saved file or a spreadsheet leads on, and it answers.</summary>
internal sealed class AddressesTests
{
    /// <summary>Addresses that each answer is followed to. The rows of one list lead to the same operations.</summary>
    private const int Followed = 12;

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Answers =>
        from read in ReadOperation.All
        from form in read.Forms
        where form is "application/json" or "application/ld+json" or "text/csv" or "text/html"
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Answers))]
    public async Task Address_WhenItStandsInABody_IsWholeAndAnswers(ReadOperation read, string form)
    {
        using var response = await server.GetAsync(read.Address, key, ("Accept", form));
        var body = await response.Content.ReadAsStringAsync();
        var addresses = (
            form.EndsWith("json", StringComparison.Ordinal) ? Texts(JsonDocument.Parse(body).RootElement)
            : form == "text/html" ? Regex.Matches(body, "href=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            : body.Split('\n', ',').Select(cell => cell.Trim().Trim('"'))
        ).Distinct().ToList();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), body);
        Assert.That(addresses.Where(text => Regex.IsMatch(text, @"^/(v1|problems|swagger|openapi|health)\b")), Is.Empty);
        // A fragment is for the browser.
        foreach (var address in addresses.Where(IsOurs).Select(address => address.Split('#')[0]).Distinct().Take(Followed))
        {
            using var followed = await server.GetAsync(address, key);
            Assert.That(followed.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        }
    }

    [Test]
    public async Task Address_WhenTheServiceIsAskedByAnotherHost_HasThatHost()
    {
        using var response = await server.GetAsync("/v1/coverage", ("Host", "registry.example"));

        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Does.Contain("\"http://registry.example/v1/countries?").And.Not.Contain("127.0.0.1")
        );
    }

    private bool IsOurs(string text) => text.StartsWith(server.Whole("/"), StringComparison.Ordinal);

    /// <summary>The texts of an answer, without those that are no address to read: the type of a problem is a name, and the example of a rule is written to.</summary>
    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => [json.GetString()!],
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => json.EnumerateObject().Where(field => !IsNoRead(json, field)).SelectMany(field => Texts(field.Value)),
            _ => [],
        };

    private static bool IsNoRead(JsonElement of, JsonProperty field) =>
        (field.Name == "type" && of.TryGetProperty("status", out _)) || (field.Name == "address" && of.TryGetProperty("method", out _));
}
