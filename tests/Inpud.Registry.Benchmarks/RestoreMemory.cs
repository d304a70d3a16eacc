using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks;

/// <summary>Restores a large registry in which a hundred groups were hidden since, and says for how long no writer could write.</summary>
internal static class RestoreMemory
{
    private const int Hidden = 100;

    public static async Task RunAsync(string folder)
    {
        await using var registry = await LargeRegistry.StartAsync(LargeRegistry.FileIn(folder));
        var copy = Path.Combine(folder, "copy.db");
        registry.Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        await using (var write = await registry.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            for (var i = 0; i < Hidden; i++)
            {
                await write.ExecuteAsync("update groups set visibility = 'private' where id = @id", new { id = $"group-{i}" });
                await write.RecordAsync(new Change(write.Now, "benchmark", "change", "groups", $"group-{i}", null, null, "A benchmark."));
            }

            await write.CommitAsync(CancellationToken.None);
        }

        var work = new Clock();
        var restored = await registry
            .Services.GetRequiredService<Restore>()
            .RunAsync(copy, new RestoreOrder { OverNewer = true }, work, CancellationToken.None);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"hidden again: {restored.Hidden.Count} of {Hidden}; the lock was held for {work.SinceKeeping.TotalSeconds:F1} s"
            )
        );
    }

    /// <summary>Takes the time since the first part that needs the lock.</summary>
    private sealed class Clock : IWork
    {
        private long began;

        public TimeSpan SinceKeeping => Stopwatch.GetElapsedTime(began);

        public void Begin(string what, long? steps = null) =>
            began = what == "Keeping the present database" ? Stopwatch.GetTimestamp() : began;

        public void Advance(long steps)
        {
            // Only the beginnings count.
        }
    }
}
