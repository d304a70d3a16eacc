using BenchmarkDotNet.Attributes;
using Inpud.Registry.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Inpud.Registry.Benchmarks;

/// <summary>
/// Measures reads over HTTP on the shipped data, with one connection. It compares each read with bare Kestrel, which sends as many bytes from memory in the same run. Only the ratios
/// are meaningful.
/// </summary>
[MemoryDiagnoser]
[InProcess]
public class ReadBenchmarks
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-benchmark-").FullName;
    private readonly HttpClient client = new();
    private WebApplication registry = null!;
    private WebApplication bare = null!;
    private string tag = "";
    private byte[] network = [];

    [GlobalSetup]
    public async Task StartAsync()
    {
        registry = RegistryApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            $"--Registry:Database=Data Source={folder}/registry.db",
            "--Logging:LogLevel:Default=None",
        ]);
        await RegistryService.PrepareDatabaseAsync(registry.Services, CancellationToken.None);
        await registry.StartAsync();
        network = await client.GetByteArrayAsync(new Uri($"{registry.Urls.First()}/v1/networks/euronpud"));
        using var response = await client.GetAsync(new Uri($"{registry.Urls.First()}/v1/networks/euronpud"));
        tag = response.Headers.ETag!.ToString();

        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        bare = builder.Build();
        bare.Run(context => context.Response.Body.WriteAsync(network).AsTask());
        await bare.StartAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        client.Dispose();
        await registry.DisposeAsync();
        await bare.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark(Baseline = true, Description = "the limit: the same bytes from memory")]
    public Task<byte[]> Limit() => client.GetByteArrayAsync(new Uri(bare.Urls.First()));

    [Benchmark(Description = "one network")]
    public Task<byte[]> Network() => GetAsync("/v1/networks/euronpud");

    [Benchmark(Description = "one network, unchanged (304)")]
    public async Task<int> Unchanged()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{registry.Urls.First()}/v1/networks/euronpud");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    [Benchmark(Description = "50 countries")]
    public Task<byte[]> Countries() => GetAsync("/v1/countries");

    [Benchmark(Description = "coverage of the seven networks")]
    public Task<byte[]> Coverage() => GetAsync("/v1/coverage");

    private Task<byte[]> GetAsync(string address) => client.GetByteArrayAsync(new Uri($"{registry.Urls.First()}{address}"));
}
