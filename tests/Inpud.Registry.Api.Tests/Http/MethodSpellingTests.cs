using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Methods are told apart by their case (RFC 9110, section 9.1): what looks like one of ours in another case is a method that no address takes.</summary>
internal sealed class MethodSpellingTests : ReadingTests
{
    [Test]
    public async Task Request_WhenItsMethodIsInAnotherCase_SaysWhichThereAre(
        [Values("head", "get", "Get", "options", "post", "patch")] string method,
        [Values("/v1/coverage", "/v1/coverage.csv", "/networks/euronpud", "/problems", "/openapi.json", "/robots.txt")] string address
    )
    {
        // From the second time on, the answer is kept.
        await Server.TextAsync(address);
        await Server.TextAsync(address);
        var (head, body) = await RawRequest.SendAsync(
            Server,
            $"{method} {address} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );

        Assert.Multiple(() =>
        {
            Assert.That(head, Does.StartWith("HTTP/1.1 405 "));
            Assert.That(head, Does.Contain("\r\nAllow: GET, HEAD, OPTIONS\r\n"));
            Assert.That(body, Does.Contain("\"code\":\"method-not-allowed\""));
        });
    }

    [Test]
    public async Task Request_WhenItsMethodIsInAnotherCaseAndTheAddressLeadsNowhere_SaysThat()
    {
        var (head, _) = await RawRequest.SendAsync(Server, "get /v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.That(head, Does.StartWith("HTTP/1.1 404 "));
    }
}
