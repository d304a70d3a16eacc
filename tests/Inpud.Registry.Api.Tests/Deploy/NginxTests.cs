using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>nginx with the configuration of the repository, in front of two nodes of which one has died.</summary>
internal sealed class NginxTests
{
    private const string Umoja =
        """{"network":"africanpud","name":"Umoja wa siri","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""";

    private RegistryServer node = null!;
    private NginxFront front = null!;
    private HttpClient client = null!;
    private (string Name, string Value) key;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        node = await RegistryServer.StartWithAsync(
            "--Registry:TrustedProxies=127.0.0.1",
            $"--Registry:PublicUrl=https://{NginxFront.Host}",
            "--Registry:Limits:ApplicationsPerHour=1"
        );
        key = await node.KeyAsync(expires: null, "registry");
        front = new NginxFront(node.Client.BaseAddress!.Port, NginxFront.FreePort());
        await front.StartAsync();
        client = front.Client();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await front.DisposeAsync();
        await node.DisposeAsync();
    }

    [Test]
    public async Task Configuration_WhenRead_IsRight() =>
        Assert.That(await front.CheckAsync(), Does.Contain("test is successful").And.Not.Contain("[warn]"));

    private static IEnumerable<TestCaseData> Reads =>
        ReadOperation.Public.Select(read => new TestCaseData(read.Address).SetArgDisplayNames(read.Template));

    /// <summary>Twice, since a second answer could be a kept one.</summary>
    [TestCaseSource(nameof(Reads))]
    public async Task Read_WhenItComesThroughTheFront_IsTheAnswerOfTheNode(string address)
    {
        foreach (var encoding in new[] { "identity", "br", "identity" })
        {
            using var direct = await node.GetAsync(address, ("Accept-Encoding", encoding));
            using var through = await GetAsync(address, ("Accept-Encoding", encoding));

            Assert.That(through.StatusCode, Is.EqualTo(direct.StatusCode));
            Assert.That(Headers(through), Is.EquivalentTo(Headers(direct)));
            Assert.That(
                Neutral(await through.Content.ReadAsByteArrayAsync()),
                Is.EqualTo(Neutral(await direct.Content.ReadAsByteArrayAsync()))
            );
        }
    }

    /// <summary>The contract's answers all have to be asked for again. What may be kept without asking is known by the cache, and nothing else is.</summary>
    [TestCaseSource(nameof(Reads))]
    public async Task Read_WhenItHasToBeAskedForAgain_IsNeverKept(string address)
    {
        using var first = await GetAsync(address);
        using var second = await GetAsync(address);

        Assert.That(first.Headers.CacheControl is { NoCache: true } or { NoStore: true }, first.Headers.CacheControl?.ToString());
        Assert.That(second.Headers.Contains("X-Cache"), Is.False);
    }

    [Test]
    public async Task SiteFile_WhenAskedForAgain_IsSentFromTheCache()
    {
        foreach (var path in new[] { SiteFiles.Style.Path, SiteFiles.Icon.Path, "/robots.txt" })
        {
            using var first = await GetAsync(path);
            using var second = await GetAsync(path);

            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            Assert.That(Cache(second), Is.EqualTo("HIT"), path);
            Assert.That(await second.Content.ReadAsByteArrayAsync(), Is.EqualTo(await first.Content.ReadAsByteArrayAsync()), path);
        }
    }

    [Test]
    public async Task SiteFile_WhenAskedForInTwoEncodings_IsKeptInEach()
    {
        var plain = Encoding.UTF8.GetString(SiteFiles.Style.Bytes);
        for (var i = 0; i < 2; i++)
        {
            using var compressed = await GetAsync(SiteFiles.Style.Path, ("Accept-Encoding", "br"));
            using var whole = await GetAsync(SiteFiles.Style.Path, ("Accept-Encoding", "identity"));
            await using var unpacked = new System.IO.Compression.BrotliStream(
                await compressed.Content.ReadAsStreamAsync(),
                System.IO.Compression.CompressionMode.Decompress
            );

            Assert.That(compressed.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "br" }));
            Assert.That(await new StreamReader(unpacked).ReadToEndAsync(), Is.EqualTo(plain));
            Assert.That(await whole.Content.ReadAsStringAsync(), Is.EqualTo(plain));
        }
    }

    [Test]
    public async Task SiteFile_WhenAskedForWithAKey_IsNeitherKeptNorTakenFromTheCache()
    {
        var address = SiteFiles.Icon.Path + "?key";
        using var first = await GetAsync(address, key);
        using var second = await GetAsync(address, key);
        using var without = await GetAsync(address);
        using var again = await GetAsync(address, key);

        Assert.That(Cache(first), Is.EqualTo("BYPASS"));
        Assert.That(Cache(second), Is.EqualTo("BYPASS"));
        Assert.That(Cache(without), Is.EqualTo("MISS"), "no answer to a key was kept");
        Assert.That(Cache(again), Is.EqualTo("BYPASS"));
    }

    [Test]
    public async Task Group_WhenItWasHidden_IsGoneWithTheNextRequest()
    {
        const string Address = "/v1/groups/vandu";
        using var shown = await GetAsync(Address);
        await node.WriteAsync(("update groups set visibility = 'private' where slug = 'vandu'", null));
        using var hidden = await GetAsync(Address, ("If-None-Match", shown.Headers.ETag!.ToString()));
        await node.WriteAsync(("update groups set visibility = 'public' where slug = 'vandu'", null));

        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("identity")]
    [TestCase("br")]
    public async Task Read_WhenTheClientHasItAlready_Gets304(string encoding)
    {
        using var first = await GetAsync("/v1/coverage", ("Accept-Encoding", encoding));
        var tag = first.Headers.ETag!.ToString();
        using var second = await GetAsync("/v1/coverage", ("Accept-Encoding", encoding), ("If-None-Match", tag));
        using var other = await GetAsync("/v1/coverage", ("Accept-Encoding", encoding == "br" ? "identity" : "br"), ("If-None-Match", tag));

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the other encoding has other bytes");
    }

    [Test]
    public async Task Export_WhenAPartIsAskedFor_IsThatPart()
    {
        using var response = await GetAsync("/v1/export", ("Range", "bytes=0-1"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("PK"));
    }

    /// <summary>A steward's write goes through, though its node is not the first one, and what it says of a hidden group is on no disk of the front.</summary>
    [Test]
    public async Task Write_WhenAStewardSendsIt_IsConfirmedAndNowhereKept()
    {
        var filler = new string('x', 900_000);
        using var sent = await SendAsync(
            HttpMethod.Post,
            "/v1/groups",
            """
            {"name":"Hidden-name-of-a-group","country":"KE","period":"2012/..","ledByPeopleWhoUseDrugs":true,"keptBy":"africanpud","source":"registry-curation","reason":"It wrote."}
            """,
            key
        );
        using var large = await SendAsync(HttpMethod.Post, "/v1/groups", $"{{\"name\":\"Hidden-name-of-a-group {filler}\"}}", key);
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Created), await sent.Content.ReadAsStringAsync());
        using var read = await GetAsync(sent.Headers.Location!.ToString(), key);

        Assert.That((int)large.StatusCode, Is.EqualTo(400), "the service read it, and refused what it says");
        Assert.That(read.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(await read.Content.ReadAsStringAsync(), Does.Contain("Hidden-name-of-a-group"));
        Assert.That(front.Files.Where(bytes => bytes.AsSpan().IndexOf("Hidden-name-of-a-group"u8) >= 0), Is.Empty);
    }

    [Test]
    public async Task Import_WhenItIsLargerThanOtherBodies_ReachesTheService()
    {
        var rows = new StringBuilder("name,country,keptBy,source,ledByPeopleWhoUseDrugs\n");
        for (var i = 0; i < 3_000; i++)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"A spreadsheet name of a group number {i} {new string('x', 400)},Nowhere,africanpud,registry-curation,yes\n"
            );
        }

        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/import?dryRun=true")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows.ToString())),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.TryAddWithoutValidation(key.Name, key.Value);
        using var response = await client.SendAsync(request);

        Assert.That(rows.Length, Is.GreaterThan(new RegistryLimits().RequestBodyBytes));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(front.Files.Where(bytes => bytes.AsSpan().IndexOf("spreadsheet name"u8) >= 0), Is.Empty);
    }

    /// <summary>One application an hour shows whom the service takes for the sender.</summary>
    [Test]
    public async Task Sender_WhenItComesThroughTheFront_IsTheClientWhateverItSaysItself()
    {
        using var one = front.Client("127.0.0.2");
        using var other = front.Client("127.0.0.3");

        using var taken = await ApplyAsync(one);
        using var again = await ApplyAsync(one, ("X-Forwarded-For", "192.0.2.7"), ("Forwarded", "for=192.0.2.7"));
        using var second = await ApplyAsync(other);

        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Created), await taken.Content.ReadAsStringAsync());
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Address_WhenAClientNamesAnotherHost_IsThePublicOne()
    {
        using var response = await GetAsync("/v1/coverage", ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"));
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(text, Does.Contain($"https://{NginxFront.Host}/v1/").And.Not.Contain("evil.example"));
        Assert.That(response.Headers.Contains("Strict-Transport-Security"), Is.True, "the service knows that the client came by https");
    }

    private static IEnumerable<TestCaseData> Refused =>
        Requests.Select((each, i) => new TestCaseData(each.Request, each.Status).SetArgDisplayNames($"{i}", $"{each.Status}"));

    private static readonly (string Request, int Status)[] Requests =
    [
        ("GET /v1/groups/a%00b HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n", 400),
        ("TRACE / HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\n\r\n", 405),
        ($"GET /v1/groups?q={new string('a', 70_000)} HTTP/1.1\r\nHost: registry.example.org\r\n\r\n", 414),
        ($"GET / HTTP/1.1\r\nHost: registry.example.org\r\nCookie: {new string('a', 70_000)}\r\n\r\n", 431),
        ($"GET / HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\nCookie: {new string('a', 40_000)}\r\n\r\n", 431),
        (
            "POST /v1/applications HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n",
            413
        ),
        (
            "POST /v1/import HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\nContent-Type: text/csv\r\nContent-Length: 268435457\r\n\r\n",
            413
        ),
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task Request_WhenTheFrontOrTheServiceRefusesIt_GetsAProblem(string request, int status)
    {
        var answer = await front.SendAsync(request);
        var parts = answer.Split("\r\n\r\n", 2);

        Assert.That(parts[0], Does.StartWith($"HTTP/1.1 {status} "), answer);
        AssertProblem(parts[0], Body(parts), status);
    }

    [Test]
    public async Task Request_WhenItComesWithoutTls_IsLedOnWhereItIsHarmless()
    {
        var plain = new Uri($"http://{NginxFront.Host}/v1/groups?limit=1");
        using var led = await client.GetAsync(plain);
        using var withKey = await client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, plain) { Headers = { Authorization = AuthenticationHeaderValue.Parse("Bearer x") } }
        );
        using var write = await client.PostAsync(plain, new StringContent("{}"));

        Assert.That(led.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
        Assert.That(led.Headers.Location!.ToString(), Is.EqualTo($"https://{NginxFront.Host}/v1/groups?limit=1"));
        foreach (var refused in new[] { withKey, write })
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            AssertProblem(refused.ToString(), await refused.Content.ReadAsStringAsync(), 400);
        }
    }

    [Test]
    public async Task Write_WhenWritesAreStopped_GetsAProblemWhileReadsGoOn()
    {
        await File.WriteAllTextAsync(front.ReadOnlyFile, "");
        using var read = await GetAsync("/v1/networks");
        using var write = await SendAsync(HttpMethod.Post, "/v1/groups", "{}", key);
        File.Delete(front.ReadOnlyFile);
        using var later = await SendAsync(HttpMethod.Post, "/v1/groups", "{}", key);

        Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(write.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(write.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        var body = await write.Content.ReadAsStringAsync();
        AssertProblem(write.ToString(), body, 503);
        Assert.That(body, Does.Contain("takes no writes for a while"));
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "the service looks at it again");
    }

    [Test]
    public async Task Request_WhenNoNodeAnswers_GetsAProblemThatSaysWhenToComeBack()
    {
        await using var alone = new NginxFront(NginxFront.FreePort(), NginxFront.FreePort());
        await alone.StartAsync();
        using var response = await alone.Client().GetAsync("/v1/groups/private-path");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        AssertProblem(response.ToString(), await response.Content.ReadAsStringAsync(), 503);
        Assert.That(alone.Log, Does.Not.Contain("private-path").And.Not.Contain("127.0.0.1"));
    }

    [Test]
    public async Task Log_WhenRequestsWereAnsweredAndRefused_HasNoPathAndNoAddress()
    {
        using var answered = await GetAsync("/v1/groups/a-path-of-mine");
        await front.SendAsync("GET /a-path-of-mine%00 HTTP/1.1\r\nHost: registry.example.org\r\nConnection: close\r\n\r\n");

        Assert.That(front.Log, Does.Not.Contain("a-path-of-mine").And.Not.Contain("127.0.0.1").And.Not.Contain("GET "));
    }

    [Test]
    public void Limits_WhenComparedWithTheService_AreTheSame()
    {
        var configuration = File.ReadAllText(Repository.PathOf("deploy", "nginx", "registry.conf"));
        var bodies = Regex
            .Matches(configuration, "client_max_body_size (\\d+)m;")
            .Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) << 20);
        var lines = Regex
            .Matches(configuration, "large_client_header_buffers \\d+ (\\d+)k;")
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) << 10);
        var server = node.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.That(bodies, Is.EqualTo(new[] { new RegistryLimits().RequestBodyBytes, new RegistryLimits().ImportBytes }));
        Assert.That(lines, Is.Not.Empty.And.All.EqualTo(server.MaxRequestLineSize));
        Assert.That(lines, Has.All.GreaterThanOrEqualTo(server.MaxRequestHeadersTotalSize));
    }

    private static void AssertProblem(string head, string body, int status)
    {
        var problem = JsonDocument.Parse(body).RootElement;
        var kind = ProblemKind.FindByStatusOrNull(status)!;
        Assert.Multiple(() =>
        {
            Assert.That(head, Does.Contain("application/problem+json").And.Contain("no-store"));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(kind.Code));
            Assert.That(problem.GetProperty("title").GetString(), Is.EqualTo(kind.Title));
            Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo($"/problems/{kind.Code}"));
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("traceId").GetString(), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(
                problem.EnumerateObject().Select(field => field.Name),
                Is.EquivalentTo(["type", "title", "status", "detail", "instance", "code", "traceId", "errors"])
            );
        });
    }

    /// <summary>The body of an answer that was read as bytes, whose length is named or whose parts are counted.</summary>
    private static string Body(string[] parts) =>
        parts[1][parts[1].IndexOf('{', StringComparison.Ordinal)..(parts[1].LastIndexOf('}') + 1)];

    private static string? Cache(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Cache", out var values) ? values.Single() : null;

    /// <summary>The headers by which a client goes on. Those of the connection are between two.</summary>
    private static IEnumerable<string> Headers(HttpResponseMessage response) =>
        response
            .Headers.Concat(response.Content.Headers)
            .Where(header =>
                header.Key
                    is not (
                        "Date"
                        or "Server"
                        or "Connection"
                        or "Keep-Alive"
                        or "Transfer-Encoding"
                        or "Content-Length"
                        or "Strict-Transport-Security"
                    )
            )
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");

    /// <summary>Each problem has a traceId of its own.</summary>
    private static string Neutral(byte[] body) => Regex.Replace(Encoding.Latin1.GetString(body), "[0-9a-f]{32}", "");

    private Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Get, address, null, headers);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string address,
        string body,
        params (string Name, string Value)[] headers
    ) => SendAsync(client, method, address, body, headers);

    private static Task<HttpResponseMessage> ApplyAsync(HttpClient from, params (string Name, string Value)[] headers) =>
        SendAsync(from, HttpMethod.Post, "/v1/applications", Umoja, headers);

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient from,
        HttpMethod method,
        string address,
        string? body,
        (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.RelativeOrAbsolute));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return from.SendAsync(request);
    }
}
