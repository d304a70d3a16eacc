using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>A service that is told to stop waits for the requests under way, and not for ever.</summary>
internal sealed class StopTests
{
    [Test]
    public async Task Stop_WhenAClientReadsNothing_IsDoneInTime()
    {
        var server = await RegistryServer.StartWithAsync("--shutdownTimeoutSeconds=1");
        // The file exists from now on. Otherwise the service would be busy with it, and not stuck, when it is told to stop.
        using var exported = await server.GetAsync("/v1/export?format=sqlite");
        using var client = await ConnectAsync(server);
        var request = Encoding.ASCII.GetBytes("GET /v1/export?format=sqlite HTTP/1.1\r\nHost: localhost\r\n\r\n");
        while (await SendsAsync(client, request)) { }

        Assert.That(await StopAsync(server), Is.LessThan(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task Stop_WhenAClientUploadsSlowly_IsDoneInTime()
    {
        var server = await RegistryServer.StartWithAsync("--shutdownTimeoutSeconds=1");
        var (name, value) = await server.KeyAsync(expires: null, "registry");
        using var client = await ConnectAsync(server);
        await client.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/import?dryRun=true HTTP/1.1\r\nHost: localhost\r\n{name}: {value}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nname,"
            )
        );
        using var ended = new CancellationTokenSource();
        var uploading = UploadAsync(client, ended.Token);
        // The operation reads the body by now.
        await Task.Delay(300);
        var took = await StopAsync(server);
        await ended.CancelAsync();
        await uploading;

        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task Stop_WhenNothingElseIsSet_WaitsTenSeconds()
    {
        var server = await SharedServer.GetAsync();

        Assert.That(
            server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout,
            Is.EqualTo(TimeSpan.FromSeconds(10))
        );
    }

    private static async Task<Socket> ConnectAsync(RegistryServer server)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        return client;
    }

    private static async Task<TimeSpan> StopAsync(RegistryServer server)
    {
        var watch = Stopwatch.StartNew();
        await server.DisposeAsync();
        return watch.Elapsed;
    }

    /// <summary>Sends a request; false where the service takes no more.</summary>
    private static async Task<bool> SendsAsync(Socket client, byte[] request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            for (var sent = 0; sent < request.Length; )
            {
                sent += await client.SendAsync(request.AsMemory(sent), limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends a little, fast enough for the server, until the connection is closed.</summary>
    private static async Task UploadAsync(Socket client, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await client.SendAsync(new byte[1000], ct);
                await Task.Delay(100, ct);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The service closed the connection, or has stopped.
        }
    }
}
