using BenchmarkDotNet.Attributes;
using Inpud.Registry.Api;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks;

/// <summary>Compares the time of a 404 for a hidden group with that for no group, in the same run. The ratio must be one within the noise, so that the time reveals no hidden group.</summary>
[InProcess]
public class RefusalBenchmarks
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-benchmark-").FullName;
    private readonly HttpClient client = new();
    private WebApplication registry = null!;

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
        await using (var write = await registry.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("update groups set visibility = 'private' where slug = 'asud'");
            await write.RecordAsync(new Change(write.Now, "benchmark", "change", "groups", "f4kng-w283h", null, null, "A benchmark."));
            await write.CommitAsync(CancellationToken.None);
        }

        await registry.StartAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        client.Dispose();
        await registry.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark(Baseline = true, Description = "404 of a group that is not there")]
    public Task<int> Absent() => GetAsync("/v1/groups/none");

    [Benchmark(Description = "404 of a group that is private")]
    public Task<int> Hidden() => GetAsync("/v1/groups/asud");

    private async Task<int> GetAsync(string address)
    {
        using var response = await client.GetAsync(new Uri($"{registry.Urls.First()}{address}"));
        return (int)response.StatusCode;
    }
}
