using System.Net;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>The header by which a client that asks several nodes never goes back in time.</summary>
internal sealed class VersionHeaderTests
{
    private RegistryServer server = null!;

    private static IEnumerable<TestCaseData> Reads =>
        ReadOperation
            .Public.Where(read => read.HasTag && !read.Template.StartsWith("/problems", StringComparison.Ordinal))
            .Select(read => new TestCaseData(read).SetArgDisplayNames(read.Template));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Reads))]
    public async Task Answer_WhenAskedTwice_NamesTheLatestPlaceOfTheFeedAndVariesByIt(ReadOperation read)
    {
        var latest = (await server.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString();
        foreach (var address in new[] { read.Address, read.Address })
        {
            using var answer = await server.GetAsync(address);

            Assert.That(answer.Headers.GetValues(VersionHeader.Name), Is.EqualTo(new[] { latest }));
            Assert.That(answer.Headers.Vary, Does.Contain(VersionHeader.Name));
        }
    }

    [Test]
    public async Task Answer_WhenTheRequestNamesItsVersion_IsKeptAndTheSame()
    {
        var version = await server.VersionAsync();
        using var first = await server.GetAsync("/v1/board", (VersionHeader.Name, version));
        var hits = server.Kept().Hits;
        using var second = await server.GetAsync("/v1/board", (VersionHeader.Name, version));
        using var unnamed = await server.GetAsync("/v1/board");

        Assert.That(server.Kept().Hits, Is.EqualTo(hits + 2));
        Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag).And.EqualTo(unnamed.Headers.ETag));
    }

    [Test]
    public async Task Answer_WhenAPublicRecordChanges_NamesALaterVersionThanTheWriteBefore()
    {
        using var before = await server.GetAsync("/v1/rules");
        var key = await server.KeyAsync(expires: null, "registry");
        using var record = await server.GetAsync($"/v1/groups/{Shipped.Asud}/record", key);
        using var written = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Asud}/record",
            """{"place":"Marseille","reason":"It moved."}""",
            key,
            ("If-Match", record.Headers.ETag!.ToString())
        );
        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.OK), await written.Content.ReadAsStringAsync());
        // The answer to what did not change is kept still, and says how late it holds.
        using var after = await server.GetAsync("/v1/rules");

        var version = written.Headers.GetValues(VersionHeader.Name).Single();
        Assert.That(version, Is.Not.EqualTo(before.Headers.GetValues(VersionHeader.Name).Single()));
        Assert.That(after.Headers.GetValues(VersionHeader.Name), Is.EqualTo(new[] { version }));
        Assert.That(after.Headers.ETag, Is.EqualTo(before.Headers.ETag));
    }

    [Test]
    public async Task Answer_WhenAPrivateRecordChanges_NamesTheSameVersion()
    {
        var before = await server.VersionAsync();
        await server.WriteAsync(
            (
                "insert into applications (id, network_id, link_hash, state, stated, received) values ('a-5f2a9b1d', 'africanpud', 'x', 'waiting', '{}', '2026-01-10T09:00:00.0000000Z')",
                null
            )
        );

        Assert.That(await server.VersionAsync(), Is.EqualTo(before));
    }

    [TestCase("GET", "/v1/board", "malformed")]
    [TestCase("GET", "/v1/groups/nobody-nobody", "malformed")]
    [TestCase("GET", "/networks/enpud", "malformed")]
    [TestCase("GET", "/v1/board", "unknown-version")]
    [TestCase("HEAD", "/v1/board", "unknown-version")]
    [TestCase("GET", "/networks/enpud", "unknown-version")]
    [TestCase("PATCH", "/v1/groups/f4kng-w283h/record", "unknown-version")]
    public async Task Request_WhenItNamesNoVersionOfTheRegistry_IsToldSo(string method, string address, string code)
    {
        var version = await server.VersionAsync();
        var epoch = version.Split('-')[0];
        string[] named =
            code == "malformed"
                ? ["42", "-42", "a-", "a-b", "a-1-2", $"{version} ", "a-99999999999999999999", "a_b-1", $"{version},{version}"]
                : [$"{epoch}-999999999", "0a0b0c0d-1"];
        foreach (var text in named)
        {
            var key = await server.KeyAsync(expires: null, "registry");
            using var answer = await server.SendAsync(
                new HttpMethod(method),
                address,
                method == "PATCH" ? [(VersionHeader.Name, text), key] : [(VersionHeader.Name, text), ("Accept", "application/json")]
            );
            if (text.Trim() == version)
            {
                Assert.That(answer.StatusCode, Is.Not.EqualTo(HttpStatusCode.BadRequest));
                continue;
            }

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), text);
            if (method != "HEAD")
            {
                var problem = await RegistryServer.ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid-request");
                var error = problem.GetProperty("errors")[0];
                Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code), text);
                Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(VersionHeader.Name));
            }
        }
    }
}
