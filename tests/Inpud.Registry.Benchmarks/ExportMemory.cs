using System.Diagnostics;
using System.Globalization;

namespace Inpud.Registry.Benchmarks;

/// <summary>Exports a large registry over HTTP, in each form.</summary>
internal static class ExportMemory
{
    public static async Task RunAsync(string folder)
    {
        await using var registry = await LargeRegistry.StartAsync(LargeRegistry.FileIn(folder));
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        foreach (var form in new[] { "zip", "ndjson", "sqlite" })
        {
            var clock = Stopwatch.StartNew();
            await using var body = await client.GetStreamAsync(new Uri($"{registry.Urls.First()}/v1/export?format={form}"));
            await using var file = File.Create(Path.Combine(folder, $"large.{form}"));
            await body.CopyToAsync(file);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {form, -7} {file.Length / 1_000_000d, 7:F1} MB in {clock.Elapsed.TotalSeconds, 5:F1} s"
                )
            );
        }
    }
}
