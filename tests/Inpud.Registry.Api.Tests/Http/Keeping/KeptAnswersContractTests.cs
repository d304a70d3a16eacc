using System.Net;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>Every public GET of the contract, in each form and encoding, is the same from what is kept as when it is made anew: the answer, its HEAD and its 304.</summary>
internal sealed class KeptAnswersContractTests
{
    /// <summary>Longer bodies are sent as they come.</summary>
    private const int LongestBody = 512 * 1024;

    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private int kept;

    private static IEnumerable<TestCaseData> Answers =>
        from read in ReadOperation.Public
        from form in read.Forms
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Assert.That(kept, Is.GreaterThan(100), "most public answers can be kept");
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_WhenItIsKept_IsThatOfTheProgram(ReadOperation read, string form)
    {
        foreach (var encoding in new[] { "identity", "gzip", "br" })
        {
            (string, string)[] headers = [("Accept", form), ("Accept-Encoding", encoding)];
            using var first = await server.GetAsync(read.Address, headers);
            var isKept = first.IsForEverybody() && (await first.Content.ReadAsByteArrayAsync()).Length <= LongestBody;
            (string, string)[] again = [.. headers, ("If-None-Match", first.Headers.ETag?.ToString() ?? "\"none\"")];
            using var unchanged = await server.GetAsync(read.Address, again);
            var before = server.Kept().Hits;

            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                foreach (var asked in new[] { headers, again })
                {
                    Assert.That(
                        await server.AnswerAsync(method, read.Address, asked),
                        Is.EqualTo(await server.AnewAsync(method, read.Address, asked)),
                        $"{method} {encoding}"
                    );
                }
            }

            Assert.That(server.Kept().Hits - before, Is.EqualTo(isKept ? 4 : 0), encoding);
            kept += isKept ? 1 : 0;
        }
    }

    /// <summary>A client that has an answer asks by its tag alone, and a 304 says no more. Nobody has asked for the answer itself then.</summary>
    [TestCaseSource(nameof(Answers))]
    public async Task Tag_WhenItAloneIsAskedFor_IsKeptToo(ReadOperation read, string form)
    {
        // The language of an answer makes it another one, so that no other test has asked for it.
        (string, string)[] headers = [("Accept", form), ("Accept-Language", "en, x-tag")];
        using var anew = await server.GetAsync(read.Address, [.. headers, AskedTwice.PastWhatIsKept]);
        if (!anew.IsForEverybody())
        {
            return;
        }

        (string, string)[] named = [.. headers, ("If-None-Match", anew.Headers.ETag!.ToString())];
        var first = await server.AnswerAsync(HttpMethod.Get, read.Address, named);
        var before = server.Kept().Hits;
        var second = await server.AnswerAsync(HttpMethod.Get, read.Address, named);
        var other = await server.AnswerAsync(HttpMethod.Get, read.Address, [.. headers, ("If-None-Match", "\"other\"")]);

        Assert.Multiple(() =>
        {
            Assert.That(first, Does.StartWith("304"));
            Assert.That(second, Is.EqualTo(first));
            Assert.That(server.Kept().Hits, Is.EqualTo(before + 1), "the answer itself is not known");
            Assert.That(other, Does.StartWith("200"));
        });
        Assert.That(other, Is.EqualTo(await server.AnewAsync(HttpMethod.Get, read.Address, headers)));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_WhenTheRequestHasAKey_IsNeitherKeptNorOneThatIs(ReadOperation read, string form)
    {
        var (before, size) = (server.Kept().Hits, server.Kept().Size);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await server.GetAsync(read.Address, key, ("Accept", form), ("Accept-Language", "en, x-key"));
            Assert.That(read.Id.StartsWith("get", StringComparison.Ordinal) && !read.HasTag || answer.Headers.CacheControl!.NoStore);
        }

        Assert.That((server.Kept().Hits, server.Kept().Size), Is.EqualTo((before, size)));
    }

    [Test]
    public async Task Switch_WhenItIsOff_KeepsNothing()
    {
        await using var off = await RegistryServer.StartWithAsync("--Registry:Limits:KeptAnswersBytes=0");
        using var first = await off.GetAsync("/v1/networks");
        using var second = await off.GetAsync("/v1/networks", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That((off.Kept().Hits, off.Kept().Size), Is.EqualTo((0, 0)));
        });
    }
}
