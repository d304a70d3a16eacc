using System.Globalization;
using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>The server refuses some requests before any of our code runs. These answers are problems, too.</summary>
internal sealed class ServerRefusalTests : ReadingTests
{
    private static readonly object[] Refused =
    [
        new object[] { "GET /v1/groups/a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad-request" },
        new object[] { "GET / HTTP/1.1\r\n\r\n", 400, "bad-request" },
        new object[] { "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "bad-request" },
        new object[] { "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "bad-request" },
        new object[] { "nonsense\r\n\r\n", 400, "bad-request" },
        new object[] { "GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505, "http-version-not-supported" },
        new object[] { "GET /v1/coverage HTTP/3.0\r\nHost: x\r\n\r\n", 505, "http-version-not-supported" },
        new object[] { $"GET /v1/groups?q={new string('a', 70_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414, "address-too-long" },
        new object[] { $"GET / HTTP/1.1\r\nHost: x\r\nCookie: {new string('a', 40_000)}\r\n\r\n", 431, "headers-too-large" },
        new object[]
        {
            $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: a\r\n"))}\r\n",
            431,
            "headers-too-large",
        },
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task Request_WhenTheServerCannotTakeIt_GetsAProblem(string request, int status, string code)
    {
        var (head, body) = await SendAsync(request);
        var problem = JsonDocument.Parse(body).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(head, Does.StartWith($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} "));
            Assert.That(head, Does.Contain("Content-Type: application/problem+json").And.Contain("Cache-Control: no-store"));
            Assert.That(head, Does.Contain($"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n"));
            Assert.That(head, Does.Contain("Connection: close").And.Not.Contain("Server:"));
            Assert.That(Text(problem, "code"), Is.EqualTo(code));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(Text(problem, "type"), Is.EqualTo($"/problems/{code}"));
            Assert.That(Text(problem, "detail"), Is.Not.Empty);
            Assert.That(Text(problem, "traceId"), Does.Match("^[0-9a-f]{32}$"));
        });
    }

    [Test]
    public async Task Request_WhenItIsRefusedBehindAnotherOne_LeavesTheFirstAnswerWhole()
    {
        const string Good = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
        var (_, answers) = await SendAsync(Good + "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.That(answers, Does.Contain("HTTP/1.1 400 Bad Request\r\n").And.Contain("\"code\":\"bad-request\""));
        Assert.That(answers, Does.Not.StartWith("HTTP/1.1 400"));
    }

    [Test]
    public async Task Head_WhenTheServerCannotTakeIt_HasNoBody()
    {
        var (head, body) = await SendAsync("HEAD / HTTP/1.1\r\nHost: a b\r\n\r\n");

        Assert.That(head, Does.StartWith("HTTP/1.1 400 ").And.Contain("application/problem+json"));
        Assert.That(body, Is.Empty);
    }

    [Test]
    public async Task Request_WhenItIsToAHostThatIsNotAllowed_GetsAProblem()
    {
        await using var server = await RegistryServer.StartWithAsync("--AllowedHosts=registry.example");
        using var other = await server.GetAsync("/v1/inpud");
        using var own = await server.GetAsync("/v1/inpud", ("Host", "registry.example"));

        await RegistryServer.ProblemAsync(other, HttpStatusCode.BadRequest, "bad-request");
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<(string Head, string Body)> SendAsync(string request) => RawRequest.SendAsync(Server, request);
}
