using Inpud.Registry.Api.Storage.Upgrades;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Inpud.Registry.Benchmarks;

/// <summary>Upgrades a large registry to a version that changes the public record of every group.</summary>
internal static class UpgradeMemory
{
    public static async Task RunAsync(string folder)
    {
        var shipped = SchemaFiles.Shipped("sqlite");
        var next = shipped with
        {
            Migrations = [.. shipped.Migrations, new Migration(shipped.Version + 1, "update groups set note = 'A benchmark.';")],
        };
        await using var registry = await LargeRegistry.StartAsync(
            LargeRegistry.FileIn(folder),
            services => services.Replace(ServiceDescriptor.Singleton(next))
        );
    }
}
