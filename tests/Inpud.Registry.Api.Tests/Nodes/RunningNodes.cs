using System.Collections.Concurrent;
using System.Diagnostics;
using Inpud.Registry.Api.Tests.Deploy;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>Nodes of the service, each a process of its own, which a test kills and starts again.</summary>
internal sealed class RunningNodes(int count, params string[] settings) : IAsyncDisposable
{
    private readonly int[] ports = [.. Enumerable.Range(0, count).Select(_ => NginxFront.FreePort())];
    private readonly Process?[] processes = new Process?[count];

    public IReadOnlyList<int> Ports => ports;

    public Task StartAsync() => Task.WhenAll(Enumerable.Range(0, count).Select(StartAsync));

    /// <summary>Starts a node, and waits until it is ready.</summary>
    public async Task StartAsync(int node)
    {
        var process = RegistryProcess.Start(["--urls", $"http://127.0.0.1:{ports[node]}", "--Logging:LogLevel:Default=None", .. settings]);
        processes[node] = process;
        process.OutputDataReceived += (_, _) => { };
        var errors = new ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = Client(node);
        for (var until = Environment.TickCount64 + 60_000; ; await Task.Delay(50))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            Assert.That(
                process.HasExited || Environment.TickCount64 > until,
                Is.False,
                () => $"the node is not ready: {string.Join('\n', errors)}"
            );
        }
    }

    /// <summary>Ends a node at once, in the middle of whatever it does.</summary>
    public async Task KillAsync(int node)
    {
        processes[node]!.Kill(entireProcessTree: true);
        await processes[node]!.WaitForExitAsync();
        processes[node]!.Dispose();
        processes[node] = null;
    }

    /// <summary>A client that asks a node without the front.</summary>
    public HttpClient Client(int node) => new() { BaseAddress = new Uri($"http://127.0.0.1:{ports[node]}") };

    public async ValueTask DisposeAsync()
    {
        for (var node = 0; node < count; node++)
        {
            if (processes[node] is not null)
            {
                await KillAsync(node);
            }
        }
    }
}
