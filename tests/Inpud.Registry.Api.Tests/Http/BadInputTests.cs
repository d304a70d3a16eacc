using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class BadInputTests : ReadingTests
{
    [TestCase("/v1/networks?asof=2025-01-01", "unknown-parameter", "asof", "Did you mean 'asOf'?")]
    [TestCase("/v1/networks?standin=any", "unknown-parameter", "standin", "Did you mean 'standing'?")]
    [TestCase("/v1/groups?contry=ES", "unknown-parameter", "contry", "Did you mean 'country'?")]
    [TestCase("/v1/groups?xyzzy=1", "unknown-parameter", "xyzzy", "The operation takes")]
    [TestCase("/v1/inpud?a=1", "unknown-parameter", "a", "takes no parameters")]
    [TestCase("/v1/networks/euronpud?network=lanpud", "unknown-parameter", "network", "takes")]
    [TestCase("/health/live?x=1", "unknown-parameter", "x", "takes no parameters")]
    [TestCase("/v1/networks?kind=regional&kind=topical", "repeated-parameter", "kind", "Send it once")]
    [TestCase("/v1/networks?limit=0", "invalid-request", "limit", "from 1 to 200")]
    [TestCase("/v1/networks?limit=201", "invalid-request", "limit", "from 1 to 200")]
    [TestCase("/v1/networks?limit=-1", "invalid-request", "limit", "not a whole number")]
    [TestCase("/v1/networks?limit=1.5", "invalid-request", "limit", "not a whole number")]
    [TestCase("/v1/networks?limit=99999999999999", "invalid-request", "limit", "not a whole number")]
    [TestCase("/v1/networks?limit=", "invalid-request", "limit", "empty")]
    [TestCase("/v1/networks?kind", "invalid-request", "kind", "empty")]
    [TestCase("/v1/networks?asOf=2025-02-30", "invalid-request", "asOf", "2025-02 has the days 01 to 28")]
    [TestCase("/v1/networks?asOf=2025", "invalid-request", "asOf", "not one day")]
    [TestCase("/v1/networks?asOf=2025-13-01", "invalid-request", "asOf", "Months run from 01 to 12")]
    [TestCase("/v1/networks?asOf=yesterday", "invalid-request", "asOf", "not a date")]
    [TestCase("/v1/networks?asOf=2026-01-17", "invalid-request", "asOf", "days to come")]
    [TestCase("/v1/networks/euronpud?asOf=9999-12-31", "invalid-request", "asOf", "days to come")]
    [TestCase("/v1/networks?kind=Regional", "invalid-request", "kind", "regional, topical")]
    [TestCase("/v1/networks?kind=0", "invalid-request", "kind", "regional, topical")]
    [TestCase("/v1/networks?certainty=none", "invalid-request", "certainty", "certain, possible")]
    [TestCase("/v1/networks?format=xml", "invalid-request", "format", "json, csv")]
    [TestCase("/v1/networks?sort=kind", "invalid-request", "sort", "name, -name")]
    [TestCase("/v1/countries?lang=de", "invalid-request", "lang", "ar, en, es, fr, pt, ru")]
    [TestCase("/v1/networks?country=ZZ", "invalid-request", "country", "'ZZ' is no country")]
    [TestCase("/v1/networks?documents=Kenya", "invalid-request", "documents", "'Kenya' is no country")]
    [TestCase("/v1/groups?network=nobody", "invalid-request", "network", "'nobody' is no network")]
    [TestCase("/v1/groups?region=999", "invalid-request", "region", "'999' is no region")]
    [TestCase("/v1/countries?remit=nobody", "invalid-request", "remit", "'nobody' is no network")]
    [TestCase("/v1/countries?documentedBy=none", "invalid-request", "documentedBy", "'none' is no network")]
    [TestCase("/v1/coverage?region=Africa", "invalid-request", "region", "'Africa' is no region")]
    [TestCase("/v1/groups?q=%00", "invalid-request", "q", "control character")]
    [TestCase("/v1/groups?q=a%0D%0Ab", "invalid-request", "q", "control character")]
    [TestCase("/v1/groups?q=%FF%FE", "invalid-request", "q", "UTF-8")]
    [TestCase("/v1/groups?q=%25%25", "invalid-request", "q", "no letter and no digit")]
    [TestCase("/v1/groups/a%01b", "invalid-request", "group", "control character")]
    [TestCase("/v1/groups?after=made-up", "invalid-cursor", "after", "does not belong")]
    [TestCase("/v1/groups?after=AAAAAAAAAAAAAAAAAAAAAAAA", "invalid-cursor", "after", "does not belong")]
    [TestCase("/v1/groups?after=%20", "invalid-cursor", "after", "does not belong")]
    public async Task Request_WhenAParameterHasAMistake_NamesItAndSaysHowToMendIt(string address, string code, string name, string part)
    {
        using var response = await Server.GetAsync(address);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, code);
        var error = problem.GetProperty("errors")[0];

        Assert.Multiple(() =>
        {
            Assert.That(Text(error, "name"), Is.EqualTo(name));
            Assert.That(Text(error, "pointer"), Is.EqualTo($"/{name}"));
            Assert.That(Text(error, "code"), Is.Not.Empty);
            Assert.That(Text(error, "detail"), Does.Contain(part));
        });
    }

    [TestCase("q", 201)]
    [TestCase("q", 60_000)]
    [TestCase("after", 2001)]
    public async Task Request_WhenAValueIsOverLong_SaysHowLongItMayBe(string name, int length)
    {
        using var response = await Server.GetAsync($"/v1/groups?{name}={new string('a', length)}");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(Text(problem, "errors.0.code"), Is.EqualTo("too-long"));
        Assert.That(Text(problem, "detail"), Has.Length.LessThan(300));
    }

    /// <summary>The answer is well-formed for every text in a parameter.</summary>
    [Test]
    public async Task Request_WhenAnyParameterHoldsAnything_NeverFails()
    {
        string[] odd =
        [
            "'",
            "\"",
            "%25",
            "_",
            "*",
            "..",
            "-",
            "0",
            "-1",
            "1e9",
            "null",
            "true",
            "[]",
            "{}",
            "any",
            "none",
            "AA",
            "001",
            "9999-12-31",
            "0001-01-01",
            "2025-02-29",
            "a%27%20or%20%271%27=%271",
            "%F0%9F%92%A5",
            "%E2%80%AE",
            "%D9%A3",
            "%ED%A0%80",
            "%00",
            "%EF%BF%BF",
            "%C4%B0",
            "a%0Ab",
            "x&x",
            "=",
            "%3Cscript%3E",
        ];
        var contract = await Server.JsonAsync("/openapi.json");
        foreach (
            var path in contract
                .GetProperty("paths")
                .EnumerateObject()
                .Where(path => path.Value.TryGetProperty("get", out _) && path.Name != "/test/failure")
        )
        {
            var parameters = ContractParameters.Of(path.Value.GetProperty("get"));
            foreach (var (parameter, value) in parameters.SelectMany(parameter => odd.Select(value => (parameter, value))))
            {
                var name = Text(parameter, "name")!;
                var isInPath = Text(parameter, "in") == "path";
                var address = parameters
                    .Where(other => Text(other, "in") == "path")
                    .Aggregate(
                        path.Name,
                        (text, other) =>
                            text.Replace(
                                $"{{{Text(other, "name")}}}",
                                Text(other, "name") == name ? value : Text(other, "example"),
                                StringComparison.Ordinal
                            )
                    );
                using var response = await Server.GetAsync(isInPath ? address : $"{address}?{name}={value}");
                Assert.That((int)response.StatusCode, Is.LessThan(500), $"{address} {name}={value}");
            }
        }
    }

    [Test]
    public async Task Request_WhenSeveralValuesAreWrong_ReportsThemTogether()
    {
        using var response = await Server.GetAsync("/v1/networks?limit=0&asOf=2025-02-30&kind=x");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "name")),
            Is.EquivalentTo(["limit", "asOf", "kind"])
        );
    }

    [Test]
    public async Task Request_WhenACursorIsOfAnotherList_IsRefused()
    {
        var cursor = Text(await Server.JsonAsync("/v1/groups?limit=1"), "next");
        foreach (var other in new[] { "/v1/networks?", "/v1/groups?country=ES&", "/v1/groups?sort=-name&", "/v1/groups?asOf=2025-12-01&" })
        {
            using var response = await Server.GetAsync($"{other}after={cursor}");
            await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-cursor");
        }
    }

    [TestCase("/v1/nothing")]
    [TestCase("/v2/networks")]
    [TestCase("/v1/networks/euronpud/nothing")]
    [TestCase("/_test_url_cache_")]
    [TestCase("/_test_url_cache_/")]
    [TestCase("/_TEST_URL_CACHE_")]
    [TestCase("/Swagger/index.html")]
    [TestCase("/ROBOTS.txt")]
    [TestCase("/openapi.JSON")]
    [TestCase("/.git/config")]
    [TestCase("/v1/groups/..%2f..%2fetc%2fpasswd")]
    public async Task Request_WhenTheAddressLeadsNowhere_SaysSo(string address)
    {
        using var response = await Server.GetAsync(address);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    public async Task Request_WhenTheMethodIsWrong_SaysWhichThereAre(string method)
    {
        using var response = await Server.SendAsync(new HttpMethod(method), "/v1/rules");
        await RegistryServer.ProblemAsync(response, HttpStatusCode.MethodNotAllowed, "method-not-allowed");

        Assert.That(response.Content.Headers.Allow, Is.EquivalentTo(["GET", "HEAD", "OPTIONS"]));
    }

    [TestCase("application/xml")]
    [TestCase("application/json;q=0")]
    [TestCase("text/csv;q=0, application/xml")]
    public async Task Request_WhenTheAnswerHasNoSuchForm_SaysWhichThereAre(string accept)
    {
        using var response = await Server.GetAsync("/v1/networks", ("Accept", accept));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.NotAcceptable, "not-acceptable");

        Assert.That(Text(problem, "detail"), Does.Contain("text/csv"));
    }

    [Test]
    public async Task Request_WhenAReadHasABody_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/networks")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        using var response = await Server.Client.SendAsync(request);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unexpected-body");
    }

    [TestCase("{", "malformed-body")]
    [TestCase("", "malformed-body")]
    [TestCase("[]", "malformed-body")]
    [TestCase("null", "malformed-body")]
    [TestCase("""{"name":"a","evil":1}""", "malformed-body")]
    [TestCase("""{"name":"a","name":"b"}""", "malformed-body")]
    [TestCase("""{"name":1}""", "malformed-body")]
    [TestCase("""{"name":null}""", "malformed-body")]
    public async Task Request_WhenTheBodyIsNotTheJsonExpected_SaysSo(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Server.Client.PostAsync(new Uri("/test/echo", UriKind.Relative), content);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, code);
    }

    [Test]
    public async Task Request_WhenTheBodyIsNestedWithoutEnd_IsRefused()
    {
        using var content = new StringContent(new string('[', 100_000), Encoding.UTF8, "application/json");
        using var response = await Server.Client.PostAsync(new Uri("/test/echo", UriKind.Relative), content);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "malformed-body");
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase(null)]
    public async Task Request_WhenTheBodyIsOfAnotherType_SaysWhichIsTaken(string? type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await Server.Client.PostAsync(new Uri("/test/echo", UriKind.Relative), content);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [TestCase("Content-Length: 10000000")]
    [TestCase("Transfer-Encoding: chunked")]
    public async Task Request_WhenTheBodyHasTenMegabytes_IsTooLarge(string length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Server.Client.BaseAddress!.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /test/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n200000\r\n\"{new string('a', 0x1FFFFF)}"
            )
        );
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }

        Assert.That(answer, Is.EqualTo("HTTP/1.1 413 Payload Too Large"));
        Assert.That(await reader.ReadLineAsync() + await reader.ReadLineAsync(), Does.Contain("body-too-large"));
    }

    [Test]
    public async Task Request_WhenTheServiceFails_TellsNothingButATraceId()
    {
        using var response = await Server.GetAsync("/test/failure");
        await RegistryServer.ProblemAsync(response, HttpStatusCode.InternalServerError, "unexpected");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Request_WhenAnErrorIsSentToAPartnersPage_ThePageMayReadIt()
    {
        using var response = await Server.GetAsync("/v1/networks?x=1", ("Origin", "https://partner.example"));

        Assert.That(response.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(["*"]));
    }

    [Test]
    public async Task Request_WhenThePathHasANul_GetsAnAnswerAndTheServiceGoesOn()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Server.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync("GET /v1/groups/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 400 Bad Request"));
        Assert.That(await Server.TextAsync("/health/ready"), Does.Contain("healthy"));
    }
}
