using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class ConditionalRequestTests : ReadingTests
{
    /// <summary>The addresses that are no operations of the contract. <see cref="ConditionalContractTests"/> tries the operations.</summary>
    [TestCase("/openapi.yaml")]
    [TestCase("/openapi.json")]
    public async Task Get_WhenTheTagIsTheCurrentOne_Answers304WithoutABody(string address)
    {
        using var first = await Server.GetAsync(address);
        var tag = first.Headers.ETag!;
        using var second = await Server.GetAsync(address, ("If-None-Match", tag.ToString()));
        using var other = await Server.GetAsync(address, ("If-None-Match", "\"other\""));

        Assert.Multiple(() =>
        {
            Assert.That(tag.IsWeak, Is.False);
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(second.Headers.ETag, Is.EqualTo(tag));
            Assert.That(second.Content.Headers.ContentLength, Is.Null.Or.Zero);
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Get_WhenNothingChangedSince_Answers304()
    {
        using var first = await Server.GetAsync("/v1/inpud");
        var modified = first.Content.Headers.LastModified!.Value;
        using var same = await Server.GetAsync("/v1/inpud", ("If-Modified-Since", modified.ToString("R")));
        using var earlier = await Server.GetAsync("/v1/inpud", ("If-Modified-Since", modified.AddSeconds(-1).ToString("R")));

        Assert.Multiple(() =>
        {
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(earlier.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Get_WhenCompressed_HasATagOfItsOwn(string encoding)
    {
        using var plain = await Server.GetAsync("/v1/countries");
        using var compressed = await Server.GetAsync("/v1/countries", ("Accept-Encoding", encoding));
        using var again = await Server.GetAsync(
            "/v1/countries",
            ("Accept-Encoding", encoding),
            ("If-None-Match", compressed.Headers.ETag!.ToString())
        );

        Assert.Multiple(() =>
        {
            Assert.That(compressed.Content.Headers.ContentEncoding, Is.EqualTo([encoding]));
            Assert.That(compressed.Headers.ETag, Is.Not.EqualTo(plain.Headers.ETag));
            Assert.That(plain.Headers.Vary, Does.Contain("Accept-Encoding").And.Contain("Accept"));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        });
    }

    [Test]
    public async Task Get_WhenAskedAsCsv_HasAnotherTagThanJson()
    {
        using var json = await Server.GetAsync("/v1/networks");
        using var csv = await Server.GetAsync("/v1/networks", ("Accept", "text/csv"));

        Assert.That(csv.Headers.ETag, Is.Not.EqualTo(json.Headers.ETag));
    }

    [TestCase("/openapi.yaml")]
    [TestCase("/openapi.json")]
    public async Task Head_WhenSent_AnswersAsGetWithoutTheBody(string address)
    {
        using var get = await Server.GetAsync(address);
        using var head = await Server.SendAsync(HttpMethod.Head, address);

        Assert.Multiple(() =>
        {
            Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
            Assert.That(head.Content.Headers.ContentType, Is.EqualTo(get.Content.Headers.ContentType));
            Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(get.Content.Headers.ContentLength));
        });
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task Head_WhenItTakesCompression_SaysWhatGetWould(
        [Values("br", "gzip", "identity", "br;q=0, gzip")] string encoding,
        [Values("/v1/countries", "/v1/inpud", "/v1/networks?format=csv", "/openapi.yaml", "/problems", "/v1/nothing", "/v1/networks?x=1")]
            string address
    )
    {
        using var get = await Server.GetAsync(address, ("Accept-Encoding", encoding));
        using var head = await Server.SendAsync(HttpMethod.Head, address, ("Accept-Encoding", encoding));

        Assert.Multiple(() =>
        {
            Assert.That(head.StatusCode, Is.EqualTo(get.StatusCode));
            Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
            Assert.That(head.Headers.Vary, Is.EqualTo(get.Headers.Vary));
            Assert.That(head.Content.Headers.ContentEncoding, Is.EqualTo(get.Content.Headers.ContentEncoding));
            Assert.That(head.Content.Headers.ContentType, Is.EqualTo(get.Content.Headers.ContentType));
            // The client counts the bytes of a GET that names no length.
            Assert.That(
                head.Content.Headers.ContentLength,
                get.Headers.TransferEncodingChunked == true ? Is.Null : Is.EqualTo(get.Content.Headers.ContentLength)
            );
        });
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("If-Match", "\"other\"")]
    [TestCase("If-Match", "W/\"other\"")]
    [TestCase("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task Get_WhenItsConditionDoesNotHold_GetsAProblem(string header, string value)
    {
        using var response = await Server.GetAsync("/v1/inpud", (header, value));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.That(response.Headers.ETag, Is.Null);
    }

    /// <summary>The order in which conditions are weighed (RFC 9110, section 13.2.2), as the record is read and as the program serves files of its own.</summary>
    [TestCase("/v1/inpud")]
    [TestCase("/v1/networks?limit=2")]
    [TestCase("/v1/networks/euronpud/history")]
    [TestCase("/v1/export")]
    [TestCase("/openapi.json")]
    public async Task Get_WhenItHasSeveralConditions_WeighsThemInTheirOrder(string address)
    {
        const string Old = "Thu, 01 Jan 1970 00:00:00 GMT";
        using var first = await Server.GetAsync(address);
        var tag = first.Headers.ETag!.ToString();
        ((string, string)[] Conditions, int Status)[] cases =
        [
            ([("If-Match", tag), ("If-Unmodified-Since", Old)], 200),
            ([("If-Match", "*"), ("If-Unmodified-Since", Old)], 200),
            ([("If-Match", "\"other\""), ("If-Unmodified-Since", "Thu, 01 Jan 2099 00:00:00 GMT")], 412),
            ([("If-Match", "*"), ("If-None-Match", tag)], 304),
            ([("If-Match", tag), ("If-None-Match", tag)], 304),
            ([("If-Match", tag), ("If-None-Match", "*")], 304),
            ([("If-Match", $"\"other\", {tag}"), ("If-None-Match", $"\"another\", {tag}")], 304),
            ([("If-Match", tag), ("If-None-Match", "\"other\"")], 200),
            ([("If-Match", "*"), ("If-None-Match", "\"other\"")], 200),
            ([("If-Match", "\"other\""), ("If-None-Match", tag)], 412),
            ([("If-Match", $"W/{tag}"), ("If-None-Match", tag)], 412),
        ];
        foreach (var (conditions, status) in cases)
        {
            // What is kept by now must not answer otherwise.
            using var again = await Server.GetAsync(address);
            using var response = await Server.GetAsync(address, conditions);
            Assert.That((int)response.StatusCode, Is.EqualTo(status), string.Join("; ", conditions));
        }
    }

    [TestCase("bytes=0-1", 206)]
    [TestCase("Bytes=0-1", 206)]
    [TestCase("items=0-1", 200)]
    [TestCase("items=999999999-", 200)]
    [TestCase("nonsense", 200)]
    public async Task Get_WhenTheRangeIsOfAnotherUnit_AnswersInFull(string range, int status)
    {
        using var response = await Server.GetAsync("/v1/export", ("Range", range));

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    /// <summary>A range is of a GET alone (RFC 9110, section 14.2).</summary>
    [TestCase("bytes=0-1")]
    [TestCase("bytes=999999999-")]
    public async Task Head_WhenItNamesARange_AnswersAsForTheWholeFile(string range)
    {
        using var get = await Server.GetAsync("/v1/export");
        using var head = await Server.SendAsync(HttpMethod.Head, "/v1/export", ("Range", range));

        Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(get.Content.Headers.ContentLength));
        Assert.That(head.Content.Headers.ContentRange, Is.Null);
    }

    [Test]
    public async Task Get_WhenTheFileHasNoSuchRange_GetsAProblem()
    {
        using var response = await Server.GetAsync("/v1/export", ("Range", "bytes=999999999-"));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.RequestedRangeNotSatisfiable, "range-not-satisfiable");
        Assert.That(response.Content.Headers.ContentRange!.Length, Is.GreaterThan(0));
        foreach (var name in new[] { "Repr-Digest", "Registry-Cursor", "Content-Disposition", "Last-Modified" })
        {
            Assert.That(
                response.Headers.NonValidated.Contains(name) || response.Content.Headers.NonValidated.Contains(name),
                Is.False,
                name
            );
        }
    }

    [TestCase("/v1/networks")]
    [TestCase("/v1/networks?format=csv")]
    [TestCase("/v1/export")]
    [TestCase("/problems")]
    [TestCase("/openapi.json")]
    public async Task Get_WhenItNamesAContentTypeAndHasNoBody_IsAnswered(string address)
    {
        foreach (var type in new[] { "application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Content = new ByteArrayContent([]) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await Server.Client.SendAsync(request);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{type}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    [Test]
    public async Task Head_WhenThereIsNothing_Is404WithoutABody()
    {
        using var head = await Server.SendAsync(HttpMethod.Head, "/v1/nothing");

        Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task Options_WhenSent_NamesTheMethods()
    {
        using var options = await Server.SendAsync(HttpMethod.Options, "/v1/networks/euronpud");
        using var nowhere = await Server.SendAsync(HttpMethod.Options, "/v1/nothing");

        Assert.Multiple(() =>
        {
            Assert.That(options.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(options.Content.Headers.Allow, Is.EquivalentTo(["GET", "HEAD", "OPTIONS"]));
            Assert.That(nowhere.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    /// <summary>The addresses that are no operations: the contract, its page, and the files of the pages.</summary>
    [Test]
    public async Task Request_WhenItIsForAFileAndNoRead_SaysWhichMethodsThereAre(
        [Values("/openapi.json", "/openapi.yaml", "/robots.txt", "/swagger", "/swagger/index.html", "/swagger/registry.css", "site")]
            string address,
        [Values("OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND")] string method
    )
    {
        address = address == "site" ? Inpud.Registry.Api.Http.Pages.SiteFiles.Style.Path : address;
        using var get = await Server.GetAsync(address);
        using var response = await Server.SendAsync(new HttpMethod(method), address);

        Assert.That((int)get.StatusCode, Is.AnyOf(200, 301, 302));
        Assert.That(response.Content.Headers.Allow, Is.EquivalentTo(["GET", "HEAD", "OPTIONS"]));
        if (method == "OPTIONS")
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            return;
        }

        await RegistryServer.ProblemAsync(response, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Test]
    public async Task Preflight_WhenAPartnersPageAsks_IsAllowed()
    {
        using var preflight = await Server.SendAsync(
            HttpMethod.Options,
            "/v1/coverage",
            ("Origin", "https://partner.example"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "if-none-match")
        );

        Assert.Multiple(() =>
        {
            Assert.That(preflight.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(preflight.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(["*"]));
            Assert.That(preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), Does.Contain("if-none-match"));
        });
    }

    [Test]
    public async Task Get_WhenAPartnersPageAsks_MayReadTheHeadersThatItNeeds()
    {
        using var response = await Server.GetAsync("/v1/countries", ("Origin", "https://partner.example"));

        Assert.That(response.Headers.GetValues("Access-Control-Expose-Headers").Single(), Does.Contain("ETag").And.Contain("Link"));
    }

    [TestCase("/v1/networks")]
    [TestCase("/v1/nothing")]
    [TestCase("/problems")]
    public async Task Get_WhenAnswered_HasSecurityHeaders(string address)
    {
        using var response = await Server.GetAsync(address);

        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
            Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'"));
            Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]));
            Assert.That(response.Headers.Contains("Server"), Is.False);
        });
    }

    [Test]
    public async Task Get_WhenADayPassesOrSomethingPublicChanges_TagAndDateFollow()
    {
        await using var server = await RegistryServer.StartAsync();
        var first = await LookAsync(server, "/v1/groups");
        server.Clock.Advance(TimeSpan.FromHours(1));
        var later = await LookAsync(server, "/v1/groups");
        await server.WriteAsync(("update groups set place = 'Paris' where slug = 'asud'", null));
        var changed = await LookAsync(server, "/v1/groups");
        server.Clock.Advance(TimeSpan.FromDays(1));
        var nextDay = await LookAsync(server, "/v1/groups");
        var undated = await LookAsync(server, "/v1/sources");

        Assert.Multiple(() =>
        {
            Assert.That(later, Is.EqualTo(first));
            Assert.That(changed.Tag, Is.Not.EqualTo(first.Tag));
            Assert.That(changed.Modified, Is.EqualTo(RegistryServer.Start.AddHours(1)));
            Assert.That(nextDay.Tag, Is.Not.EqualTo(changed.Tag), "the answer says as of which day it is");
            Assert.That(
                nextDay.Modified,
                Is.EqualTo(new DateTimeOffset(2026, 1, 16, 10, 0, 0, TimeSpan.Zero)),
                "consents run out at 10:00 UTC"
            );
            Assert.That(undated.Modified, Is.EqualTo(RegistryServer.Start.AddHours(1)));
        });
    }

    private static async Task<(string? Tag, DateTimeOffset? Modified)> LookAsync(RegistryServer server, string address)
    {
        using var response = await server.GetAsync(address);
        return (response.Headers.ETag?.Tag, response.Content.Headers.LastModified);
    }
}
