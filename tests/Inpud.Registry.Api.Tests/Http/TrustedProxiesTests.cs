using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>A trusted proxy says for whom it asks, and nobody else is believed. One application an hour shows whom the service takes for the sender.</summary>
internal sealed class TrustedProxiesTests
{
    private const string Umoja =
        """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""";

    /// <summary>The first application of each row takes its sender's permit. The second is refused where the service takes both for one sender.</summary>
    [TestCase("", "192.0.2.1", "192.0.2.2", true, TestName = "Sender_WhenNoProxyIsTrusted_IsWhoConnects")]
    [TestCase("203.0.113.9", "192.0.2.1", "192.0.2.2", true, TestName = "Sender_WhenAnotherProxyIsTrusted_IsWhoConnects")]
    [TestCase("127.0.0.1", "192.0.2.1", "192.0.2.2", false, TestName = "Sender_WhenTheProxyIsTrusted_IsWhomItNames")]
    [TestCase("127.0.0.0/8", "192.0.2.1", "192.0.2.1", true, TestName = "Sender_WhenTheProxysNetworkIsTrusted_IsWhomItNames")]
    [TestCase("::ffff:127.0.0.1", "192.0.2.1", "192.0.2.2", false, TestName = "Sender_WhenTheProxyIsNamedInsideIPv6_IsWhomItNames")]
    [TestCase(
        "127.0.0.1",
        "192.0.2.1, 198.51.100.1",
        "192.0.2.2, 198.51.100.1",
        true,
        TestName = "Sender_WhenItNamesAnotherItself_IsNotBelieved"
    )]
    [TestCase(
        "127.0.0.1, 198.51.100.0/24",
        "192.0.2.1, 198.51.100.1",
        "192.0.2.2, 198.51.100.1",
        false,
        TestName = "Sender_WhenTrustedProxiesFollowOneAnother_IsWhomTheFirstNames"
    )]
    [TestCase(
        "127.0.0.1",
        "2001:db8:1:1::1",
        "2001:db8:1:1:2:2:2:2",
        true,
        TestName = "Sender_WhenItChangesItsAddressInItsNetwork_IsTheSame"
    )]
    [TestCase("127.0.0.1", "2001:db8:1:1::1", "2001:db8:1:2::1", false, TestName = "Sender_WhenItIsInAnotherNetwork_IsAnother")]
    [TestCase("127.0.0.1", "192.0.2.1", "::ffff:192.0.2.1", true, TestName = "Sender_WhenItsAddressStandsInsideIPv6_IsTheSame")]
    [TestCase("127.0.0.1", "192.0.2.1", "192.0.2.1:4711", true, TestName = "Sender_WhenItsPortIsNamed_IsTheSame")]
    public async Task Sender_WhenNamed_IsTold(string trusted, string first, string second, bool isOne)
    {
        await using var server = await StartAsync(trusted);
        using var taken = await ApplyAsync(server, first);
        using var other = await ApplyAsync(server, second);

        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Created), await taken.Content.ReadAsStringAsync());
        Assert.That(other.StatusCode, Is.EqualTo(isOne ? HttpStatusCode.TooManyRequests : HttpStatusCode.Created));
    }

    [TestCase("127.0.0.1", "https://")]
    [TestCase("", "http://")]
    public async Task Address_WhenAProxyTellsTheScheme_HasItAndNeverTheHost(string trusted, string scheme)
    {
        await using var server = await StartAsync(trusted);
        using var response = await server.GetAsync(
            "/v1/changes?format=atom",
            ("X-Forwarded-For", "192.0.2.1"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "evil.example")
        );
        var feed = await response.Content.ReadAsStringAsync();

        Assert.That(feed, Does.Contain($"{scheme}127.0.0.1").And.Not.Contain("evil.example"));
    }

    /// <summary>The framework has a switch of its own, which believes everybody. Images of containers set it.</summary>
    [Test]
    public async Task Sender_WhenTheFrameworkIsToldToBelieveEverybody_IsWhoConnectsAllTheSame()
    {
        await using var server = await StartAsync("", "--FORWARDEDHEADERS_ENABLED=true");
        using var taken = await ApplyAsync(server, "192.0.2.1");
        using var other = await ApplyAsync(server, "192.0.2.2");

        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    private static Task<RegistryServer> StartAsync(string trusted, params string[] settings) =>
        RegistryServer.StartWithAsync([$"--Registry:TrustedProxies={trusted}", "--Registry:Limits:ApplicationsPerHour=1", .. settings]);

    private static Task<HttpResponseMessage> ApplyAsync(RegistryServer server, string forwarded) =>
        server.SendJsonAsync(HttpMethod.Post, "/v1/applications", Umoja, ("X-Forwarded-For", forwarded));
}
