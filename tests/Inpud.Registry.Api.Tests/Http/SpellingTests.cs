using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Each operation of the contract, pages included, has one address. Routing takes others that differ from it in case or by a slash; they lead to that one.</summary>
internal sealed class SpellingTests
{
    private RegistryServer server = null!;

    private static readonly Dictionary<string, Func<string, string>> Spellings = new()
    {
        ["in upper case"] = template => Regex.Replace(template, @"\{[^}]*\}|[^{}]+", Upper),
        ["with a slash"] = template => template + "/",
        ["with one letter in upper case"] = template => Regex.Replace(template, @"(?<![{\w])[a-z]|(?<=/v)1", Upper),
        ["in upper case with a slash"] = template => Regex.Replace(template, @"\{[^}]*\}|[^{}]+", Upper) + "/",
    };

    private static IEnumerable<TestCaseData> Reads =>
        from read in ReadOperation.All
        where read.Template != "/"
        from spelling in Spellings
        select new TestCaseData(read, spelling.Key).SetArgDisplayNames(read.Template, spelling.Key);

    private static IEnumerable<TestCaseData> Writes =>
        from write in WriteExample.All
        from spelling in Spellings
        select new TestCaseData(write, spelling.Key).SetArgDisplayNames($"{write.Method} {write.Write.Template}", spelling.Key);

    [OneTimeSetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsShippedAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Reads))]
    public async Task Read_WhenTheAddressIsSpelledOtherwise_LeadsToItsOwn(ReadOperation read, string spelling)
    {
        var spelled = read with { Template = Spellings[spelling](read.Template) };
        Assert.That(spelled.Template, Is.Not.EqualTo(read.Template));
        foreach (var accept in new[] { "*/*", "text/html" })
        {
            using var response = await server.GetAsync(spelled.Address, ("Accept", accept));
            using var withQuery = await server.GetAsync(ReadOperation.With(spelled.Address, "q", "a/B"), ("Accept", accept));

            Assert.Multiple(() =>
            {
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
                Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(read.Address));
                Assert.That(withQuery.Headers.Location?.OriginalString, Is.EqualTo(ReadOperation.With(read.Address, "q", "a/B")));
            });
        }
    }

    /// <summary>A client that follows a redirect can leave its key behind.</summary>
    [TestCaseSource(nameof(Writes))]
    public async Task Write_WhenTheAddressIsSpelledOtherwise_IsAnsweredAtOnce(WriteExample write, string spelling)
    {
        var spelled = write with { Write = write.Write with { Template = Spellings[spelling](write.Write.Template) } };
        using var request = new HttpRequestMessage(new HttpMethod(write.Method), spelled.Write.Address) { Content = write.BodyOrNull() };
        using var response = await server.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.Not.EqualTo(HttpStatusCode.PermanentRedirect));
    }

    [TestCase("/v1/key/")]
    [TestCase("/V1/key")]
    public async Task Read_WhenItHasAKey_IsAnsweredAtOnce(string address)
    {
        using var response = await server.GetAsync(address, await server.KeyAsync(expires: null, "registry"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    /// <summary>The form of the page of frames sends its empty fields, also from the other spelling.</summary>
    [TestCase("/embed/?network=&lang=", "/embed?network=&lang=")]
    [TestCase("/V1/networks/EURONPUD", "/v1/networks/EURONPUD")]
    [TestCase("/V1/groups/a%2Fb", "/v1/groups/a%2Fb")]
    [TestCase("/V1/groups/%D0%96%20b", "/v1/groups/%D0%96%20b")]
    public async Task Read_WhenTheAddressIsSpelledOtherwise_KeepsWhatTheClientWrote(string address, string own)
    {
        using var response = await server.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(own));
    }

    [Test]
    public async Task Read_WhenTheServiceStandsBehindAPath_LeadsToTheAddressThere()
    {
        await using var behind = await RegistryServer.StartWithAsync("--Registry:PublicUrl=https://example.org/registry");
        using var response = await behind.GetAsync("/registry/V1/coverage/?asOf=2025-01-01");
        using var root = await behind.GetAsync("/registry", ("Accept", "text/html"));

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/registry/v1/coverage?asOf=2025-01-01"));
        Assert.That(root.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static string Upper(Match part) => part.Value[0] == '{' ? part.Value : part.Value.ToUpperInvariant();
}
