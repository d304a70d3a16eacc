using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>The same writes, one after another, get the same answers from both databases, and leave the same registry: each JSON write of the contract, tried first and then made.</summary>
[OnBoth]
internal sealed partial class WritesOnBothTests
{
    private RegistryServer onFile = null!;
    private RegistryServer onServer = null!;
    private (string Name, string Value) keyOfFile;
    private (string Name, string Value) keyOfServer;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        (onFile, onServer) = (await BothDatabases.StartAsync(onServer: false), await BothDatabases.StartAsync(onServer: true));
        keyOfFile = await onFile.KeyAsync(expires: null, "registry");
        keyOfServer = await onServer.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await onFile.DisposeAsync();
        await onServer.DisposeAsync();
    }

    [Test]
    public async Task Writes_WhenMadeOnBoth_AreAnsweredAndShownAlike()
    {
        var made = 0;
        foreach (var write in WriteOperation.OfEverybody)
        {
            foreach (var address in new[] { ReadOperation.With(write.Address, "dryRun", "true"), write.Address })
            {
                var ofFile = await SendAsync(onFile, write, address, keyOfFile);
                var ofServer = await SendAsync(onServer, write, address, keyOfServer);

                Assert.That(ofServer, Is.EqualTo(ofFile), $"{write.Method} {address}");
                made += ofFile.StartsWith("20", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.That(made, Is.GreaterThan(40), "most examples of the contract can be written");
        foreach (
            var address in new[]
            {
                "/v1/changes?limit=200",
                "/v1/groups?limit=200",
                "/v1/coverage",
                "/v1/networks",
                "/v1/board",
                "/v1/timeline",
            }
        )
        {
            Assert.That(
                WithoutIds(await onServer.AnswerAsync(HttpMethod.Get, address)),
                Is.EqualTo(WithoutIds(await onFile.AnswerAsync(HttpMethod.Get, address))),
                address
            );
        }
    }

    private static async Task<string> SendAsync(RegistryServer server, WriteOperation write, string address, (string, string) key)
    {
        var version = ("If-Match", "");
        if (write.NeedsVersion)
        {
            using var record = await server.GetAsync(write.Record, key);
            version = ("If-Match", record.Headers.ETag?.ToString() ?? "\"none\"");
        }

        using var answer = await server.SendJsonAsync(new HttpMethod(write.Method), address, write.Example.ToJsonString(), key, version);
        return $"{(int)answer.StatusCode} {WithoutIds(await answer.Content.ReadAsStringAsync())}";
    }

    /// <summary>The ids of new records and keys, the links of applicants and the tags over these are random.</summary>
    private static string WithoutIds(string text) => Random().Replace(text, "…");

    [GeneratedRegex(
        """\b[2-9a-hj-km-np-z]{5}-[2-9a-hj-km-np-z]{5}\b|\b[ak]-[0-9a-f]{8}\b|(?<=applications/)[\w-]+|"[\w-]{43}"|(?<=-)[2-9a-hj-km-np-z]{4}(?=")|anonymous-[0-9a-f]{16}|"traceId":"[^"]*"|(?<=ETag: )\S+|(?<=Repr-Digest: )\S+"""
    )]
    private static partial Regex Random();
}
