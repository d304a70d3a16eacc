using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>A body that breaks the rules of HTTP itself, as no client library sends it, is the request's fault.</summary>
internal sealed class BrokenBodyTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    private static IEnumerable<(string Method, string Address)> Writes =>
        WriteOperation
            .All.Select(write => (write.Method, write.Address))
            .Append(("POST", "/v1/import"))
            .Append(("POST", "/v1/applications"));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Write_WhenAChunkIsBroken_Answers400(
        [Values("ffffffffffffffff\r\nabc\r\n", "-1\r\nabc\r\n", "x\r\n", "3\r\nabcdef\r\n", "\r\n")] string chunk,
        [ValueSource(nameof(Writes))] (string Method, string Address) write
    )
    {
        var type = write.Address.EndsWith("/import", StringComparison.Ordinal) ? "text/csv" : "application/json";
        var head =
            $"{write.Method} {write.Address} HTTP/1.1\r\nHost: localhost\r\n{registry.Name}: {registry.Value}\r\nIf-Match: *\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n";
        using var client = new TcpClient { ReceiveTimeout = 10_000 };
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(head + chunk));
        var buffer = new byte[64];
        var read = client.Client.Receive(buffer);

        Assert.That(Encoding.ASCII.GetString(buffer, 0, read), Does.StartWith("HTTP/1.1 400 "));
    }
}
