using System.Net;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every public GET of the contract, in each of its forms, names each header on which it depends once: some caches store an answer for each name.</summary>
internal sealed class VaryContractTests
{
    private RegistryServer server = null!;

    private static IEnumerable<TestCaseData> Answers =>
        from read in ReadOperation.Public
        from form in read.Forms
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>Made anew, kept, unchanged since, compressed, to another origin, and refused.</summary>
    [TestCaseSource(nameof(Answers))]
    public async Task Vary_WhenAnAnswerIsSent_NamesEachHeaderOnce(ReadOperation read, string form)
    {
        (string, string)[] asked =
        [
            ("Accept", form),
            ("Accept-Language", "fr"),
            ("Accept-Encoding", "br"),
            ("Origin", "https://example.org"),
        ];
        using var first = await server.GetAsync(read.Address, asked);
        using var kept = await server.GetAsync(read.Address, asked);
        using var unchanged = await server.GetAsync(read.Address, [.. asked, ("If-None-Match", $"{first.Headers.ETag}")]);
        using var refused = await server.GetAsync(ReadOperation.With(read.Address, "unknown", "1"), asked);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (var answer in new[] { first, kept, unchanged, refused })
        {
            Assert.That(
                answer.Headers.NonValidated.TryGetValues("Vary", out var vary) ? Names(vary) : [],
                Is.Unique,
                $"{answer.StatusCode}: {vary}"
            );
        }
    }

    private static IEnumerable<string> Names(IEnumerable<string> values) =>
        values.SelectMany(value => value.Split(',')).Select(name => name.Trim().ToLowerInvariant());
}
