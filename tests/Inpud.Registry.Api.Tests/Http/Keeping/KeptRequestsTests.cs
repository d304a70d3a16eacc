using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>Which requests may be answered from what is kept, and which must not.</summary>
internal sealed class KeptRequestsTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        server = await RegistryServer.StartWithAsync("--Registry:Cors=https://one.example, https://two.example");

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>A shared cache would give the answer without an allowed origin to the page that has one.</summary>
    [TestCase("/v1/networks", 200)]
    [TestCase("/networks/euronpud", 200)]
    [TestCase("/openapi.json", 200)]
    [TestCase("/v1/nothing", 404)]
    [TestCase("/v1/networks?x=1", 400)]
    [TestCase("/V1/networks", 308)]
    public async Task Answer_WhenSomeOriginsAreAllowed_VariesByTheOrigin(string address, int status)
    {
        foreach (var origin in new[] { null, "https://one.example", "https://two.example", "https://three.example" })
        {
            (string, string)[] asked = origin is null ? [] : [("Origin", origin)];
            using var first = await server.GetAsync(address, asked);
            using var again = await server.GetAsync(address, asked);
            using var known = await server.GetAsync(address, [.. asked, ("If-None-Match", "*")]);
            using var anew = await server.GetAsync(address, [.. asked, ("X-Nobody-Knows", "1")]);
            foreach (var answer in new[] { first, again, anew, known })
            {
                Assert.That((int)answer.StatusCode, Is.EqualTo(status).Or.EqualTo(304));
                Assert.That(answer.Headers.Vary, Has.Exactly(1).EqualTo("Origin"), $"{origin} {answer.StatusCode}");
            }
        }
    }

    [Test]
    public async Task Answer_WhenAllOriginsAreAllowed_DoesNotVaryByTheOrigin()
    {
        await using var open = await RegistryServer.StartAsShippedAsync();
        using var answer = await open.GetAsync("/v1/networks", ("Origin", "https://one.example"));

        Assert.That(answer.Headers.Vary, Has.None.EqualTo("Origin"));
    }

    [TestCase("Authorization", "Bearer inpud_no")]
    [TestCase("Cookie", "a=b")]
    [TestCase("Range", "bytes=0-9")]
    [TestCase("If-Range", "\"a\"")]
    [TestCase("If-Match", "*")]
    [TestCase("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [TestCase("If-Unmodified-Since", "Thu, 01 Jan 2099 00:00:00 GMT")]
    [TestCase("X-Nobody-Knows", "1")]
    public async Task Request_WhenItHasAHeaderThatMayMatter_GoesPastWhatIsKept(string header, string value)
    {
        await server.TextAsync("/v1/networks");
        var (before, size) = (server.Kept().Hits, server.Kept().Size);
        using var answer = await server.GetAsync("/v1/networks", (header, value));

        Assert.That((server.Kept().Hits, server.Kept().Size), Is.EqualTo((before, size)));
    }

    [TestCase("User-Agent", "a")]
    [TestCase("Sec-Fetch-Mode", "cors")]
    [TestCase("sec-ch-ua", "a")]
    [TestCase("Cache-Control", "no-cache")]
    [TestCase("Referer", "https://one.example/")]
    [TestCase("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [TestCase("X-Forwarded-For", "192.0.2.1")]
    [TestCase("X-Forwarded-Proto", "https")]
    [TestCase("X-Forwarded-Host", "evil.example")]
    public async Task Request_WhenItHasAHeaderThatChangesNothing_GetsWhatIsKept(string header, string value)
    {
        var kept = await server.AnswerAsync(HttpMethod.Get, "/v1/networks");
        var before = server.Kept().Hits;

        Assert.That(await server.AnswerAsync(HttpMethod.Get, "/v1/networks", (header, value)), Is.EqualTo(kept));
        Assert.That(await server.AnewAsync(HttpMethod.Get, "/v1/networks", (header, value)), Is.EqualTo(kept), "it changes nothing");
        Assert.That(server.Kept().Hits, Is.EqualTo(before + 1));
    }

    [TestCase("{0}", 304)]
    [TestCase("W/{0}", 304)]
    [TestCase("\"a\", {0}", 304)]
    [TestCase("\"a\",W/\"b\" , W/{0},\"c\"", 304)]
    [TestCase("*", 304)]
    [TestCase("\"a\"", 200)]
    [TestCase("W/\"a\", \"b\"", 200)]
    [TestCase("a", 200)]
    [TestCase("", 200)]
    public async Task Condition_WhenItNamesTags_IsDecidedAsByTheProgram(string named, int status)
    {
        using var first = await server.GetAsync("/v1/regions");
        var condition = ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, named, first.Headers.ETag));
        using var asked = await server.GetAsync("/v1/regions", condition);
        var before = server.Kept().Hits;
        var kept = await server.AnswerAsync(HttpMethod.Get, "/v1/regions", condition);

        Assert.Multiple(() =>
        {
            Assert.That(kept, Does.StartWith($"{status}"));
            Assert.That(server.Kept().Hits, Is.EqualTo(before + 1));
        });
        Assert.That(await server.AnewAsync(HttpMethod.Get, "/v1/regions", condition), Is.EqualTo(kept));
    }

    /// <summary>A client that sends a tag and a time means the tag (RFC 9110, section 13.2.2).</summary>
    [TestCase(true, 304)]
    [TestCase(false, 200)]
    public async Task Condition_WhenThereIsATimeBesides_IsTheTag(bool isTheTag, int status)
    {
        using var first = await server.GetAsync("/v1/regions");
        (string, string)[] conditions =
        [
            ("If-None-Match", isTheTag ? first.Headers.ETag!.ToString() : "\"other\""),
            ("If-Modified-Since", isTheTag ? "Thu, 01 Jan 1970 00:00:00 GMT" : "Thu, 01 Jan 2099 00:00:00 GMT"),
        ];
        var kept = await server.AnswerAsync(HttpMethod.Get, "/v1/regions", conditions);

        Assert.That(kept, Does.StartWith($"{status}"));
        Assert.That(await server.AnewAsync(HttpMethod.Get, "/v1/regions", conditions), Is.EqualTo(kept));
    }

    [Test]
    public async Task Head_WhenItIsFirst_LeavesTheAnswerForGet()
    {
        var head = await server.AnswerAsync(HttpMethod.Head, "/v1/sources");
        var before = server.Kept().Hits;
        var get = await server.AnswerAsync(HttpMethod.Get, "/v1/sources");

        Assert.That(server.Kept().Hits, Is.EqualTo(before + 1));
        Assert.That(get, Does.StartWith(head).And.Contain("{"));
        Assert.That(get, Is.EqualTo(await server.AnewAsync(HttpMethod.Get, "/v1/sources")));
    }

    /// <summary>What an answer says to the page of a partner is a part of it.</summary>
    [Test]
    public async Task Origin_WhenItDiffers_HasAnAnswerOfItsOwn()
    {
        string?[] origins = [null, "https://one.example", "https://two.example", "https://three.example"];
        foreach (var _ in new[] { 1, 2 })
        {
            foreach (var origin in origins)
            {
                using var answer = await server.GetAsync("/v1/board", origin is null ? [] : [("Origin", origin)]);
                answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed);
                Assert.That(allowed?.Single(), Is.EqualTo(origin is null or "https://three.example" ? null : origin));
            }
        }
    }

    /// <summary>Links in an answer begin with the host by which the client came.</summary>
    [Test]
    public async Task Host_WhenItDiffers_HasAnAnswerOfItsOwn()
    {
        foreach (var host in new[] { "one.example", "two.example", "one.example", "two.example" })
        {
            using var answer = await server.GetAsync("/v1/coverage", ("Host", host));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"http://{host}/v1/"));
        }
    }

    [Test]
    public async Task Proxy_WhenItIsTrusted_ChoosesTheSchemeOfTheAnswer()
    {
        await using var behind = await RegistryServer.StartWithAsync("--Registry:TrustedProxies=127.0.0.0/8");
        foreach (var scheme in new[] { "https", "http", "https", "http" })
        {
            using var answer = await behind.GetAsync("/v1/coverage", ("X-Forwarded-Proto", scheme), ("Host", "one.example"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"\"{scheme}://one.example/v1/"));
            Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.EqualTo(scheme == "https"));
        }

        Assert.That(behind.Kept().Hits, Is.EqualTo(2));
    }

    [Test]
    public async Task Memory_WhenAddressesFloodIn_StaysWithinTheBound()
    {
        const int Bound = 1024 * 1024;
        await using var small = await RegistryServer.StartWithAsync($"--Registry:Limits:KeptAnswersBytes={Bound}");
        var expected = await small.AnswerAsync(HttpMethod.Get, "/v1/inpud");
        for (var i = 0; i < 60; i++)
        {
            using var flood = await small.GetAsync("/v1/countries?limit=200", ("Accept-Language", $"en, x-{i}"));
            Assert.That(flood.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(small.Kept().Size, Is.LessThanOrEqualTo(Bound));
            Assert.That(await small.AnswerAsync(HttpMethod.Get, "/v1/inpud"), Is.EqualTo(expected));
        }

        Assert.That(small.Kept().Hits, Is.EqualTo(60), "what is asked often stays");
        Assert.That(small.Kept().Size, Is.GreaterThan(Bound / 4), "the flood has to fill it");
    }
}
