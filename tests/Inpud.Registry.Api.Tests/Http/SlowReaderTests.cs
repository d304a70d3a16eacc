using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>A client that sends request after request and reads no answer holds up nobody else.</summary>
internal sealed class SlowReaderTests
{
    private const string Application = """
        {"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}
        """;

    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() =>
        server = await RegistryServer.StartWithAsync(
            "--Registry:Limits:DatabaseWaitSeconds=2",
            "--Registry:Limits:ApplicationTriesPerHour=1000000"
        );

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Write_WhenAnApplicantReadsNoAnswer_IsDone()
    {
        using var applied = await server.SendJsonAsync(HttpMethod.Post, "/v1/applications", Application);
        var link = applied.Headers.Location!.OriginalString;
        var body = $$"""{"message":"{{new string('a', 2000)}}"}""";
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        var request = Encoding.ASCII.GetBytes(
            $"PATCH {link}?dryRun=true HTTP/1.1\r\nHost: localhost\r\nIf-Match: *\r\nContent-Type: application/merge-patch+json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
        await SendUntilStuckAsync(client, request);
        var registry = await KeyOrNullAsync();
        Assert.That(registry, Is.Not.Null, "a key is written while the client waits");

        using var written = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Haki","country":"KE","period":"2012/..","source":"registry-curation","reason":"r"}""",
            registry!.Value
        );

        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.Created), await written.Content.ReadAsStringAsync());
    }

    /// <summary>Sends until the service takes no more, since its answers go nowhere.</summary>
    private static async Task SendUntilStuckAsync(Socket client, byte[] request)
    {
        for (var i = 0; i < 20_000; i++)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                for (var sent = 0; sent < request.Length; )
                {
                    sent += await client.SendAsync(request.AsMemory(sent), limit.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        Assert.Fail("The service went on reading: the test has to send more.");
    }

    private async Task<(string, string)?> KeyOrNullAsync()
    {
        try
        {
            return await server.KeyAsync(expires: null, "registry");
        }
        catch (Inpud.Registry.Api.Storage.Dialects.DatabaseBusyException)
        {
            return null;
        }
    }
}
