using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>The service can stand behind a path, such as <c>https://example.org/registry</c>. Every link in a body begins with the whole address then, and every link in a header with the path.</summary>
internal sealed class PublicPathTests
{
    private const string Path = "/registry";
    private const string Whole = $"https://example.org{Path}";

    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync($"--Registry:PublicUrl={Whole}");
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(typeof(ReadOperation), nameof(ReadOperation.Public))]
    public async Task Read_WhenTheServiceStandsBehindAPath_HasItInEveryLink(ReadOperation read)
    {
        var links = new HashSet<string>(StringComparer.Ordinal);
        foreach (var accept in new[] { "application/json", "text/csv", "text/html", "application/atom+xml" })
        {
            using var response = await server.GetAsync(read.Address, ("Accept", accept));
            var text = await response.Content.ReadAsStringAsync();
            links.UnionWith(LinksOf(response, text));
        }

        Assert.That(links.Where(link => !HasThePath(link)), Is.Empty);
        // The proxy of this test leaves the path on.
        foreach (var link in links.Take(8))
        {
            using var followed = await server.GetAsync(link.Replace(Whole, Path, StringComparison.Ordinal), registry);
            Assert.That(followed.StatusCode, Is.Not.EqualTo(HttpStatusCode.NotFound), link);
        }
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.OfEverybody))]
    public async Task Write_WhenTheServiceStandsBehindAPath_HasItInEveryLink(WriteOperation write)
    {
        using var done = await server.SendJsonAsync(new HttpMethod(write.Method), write.Address, write.Example.ToJsonString(), registry);
        using var wrong = await server.SendJsonAsync(new HttpMethod(write.Method), write.Address, "{}", registry);
        foreach (var response in new[] { done, wrong })
        {
            var links = LinksOf(response, await response.Content.ReadAsStringAsync());
            Assert.That(links.Where(link => !HasThePath(link)), Is.Empty);
        }

        Assert.That(done.StatusCode != HttpStatusCode.Created || done.Headers.Location is not null);
    }

    [TestCase("/v1/networks/anpud", "/registry/v1/networks/napud")]
    [TestCase("/registry/v1/networks/anpud/groups?limit=2", "/registry/v1/networks/napud/groups?limit=2")]
    [TestCase("/v1/groups?limit=1", "/registry/v1/groups?limit=1&after=")]
    public async Task Address_WhenItLeadsOn_HasThePath(string address, string expected)
    {
        using var response = await server.GetAsync(address);
        var next = response.Headers.TryGetValues("Link", out var links) ? links.Single().TrimStart('<') : null;

        Assert.That(next ?? response.Headers.Location?.OriginalString, Does.StartWith(expected));
    }

    [Test]
    public async Task Contract_WhenTheServiceStandsBehindAPath_NamesItAndSwaggerUiFindsIt()
    {
        var contract = await server.JsonAsync("/openapi.json");
        var script = await server.TextAsync("/swagger/index.js");

        Assert.That(contract.GetProperty("servers")[0].GetProperty("url").GetString(), Is.EqualTo($"https://example.org{Path}"));
        Assert.That(script, Does.Contain("../openapi.json").And.Not.Contain("\"/openapi.json"));
    }

    private static bool HasThePath(string link) =>
        link.StartsWith(Path + "/", StringComparison.Ordinal) || link.StartsWith(Whole + "/", StringComparison.Ordinal);

    /// <summary>Every value that is an address of the API: in headers, in JSON, in cells of CSV, in references of pages.</summary>
    private static IEnumerable<string> LinksOf(HttpResponseMessage response, string text)
    {
        var headers = new[] { "Location", "Link" }
            .SelectMany(name => response.Headers.TryGetValues(name, out var values) ? values : [])
            .Append(response.Content.Headers.ContentLocation?.OriginalString)
            .OfType<string>()
            .Select(value => value.TrimStart('<').Split('>')[0]);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var found =
            type.EndsWith("json", StringComparison.Ordinal) ? Texts(JsonDocument.Parse(text).RootElement)
            : type == "text/html" ? Regex.Matches(text, "href=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            : type == "text/csv" ? text.Split('\n', ',')
            : [];
        return headers
            .Concat(found)
            .Select(link => link.Trim().Trim('"'))
            .Where(link => Regex.IsMatch(link, @"^(https?://[^/]+)?(/registry)?/(v1|problems|swagger|openapi|health)\b"));
    }

    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => [json.GetString()!],
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Texts(field.Value)),
            _ => [],
        };
}
