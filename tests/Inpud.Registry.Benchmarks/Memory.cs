using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks;

/// <summary>
/// Measures the memory of the service during an export, an import, a check, a restore or an upgrade of a registry with 100,000 groups. Each runs in a process of its own, whose peak must stay
/// below 300 MB. Another process fills the registry, so that its memory does not count.
/// </summary>
internal static class Memory
{
    public const int Groups = 100_000;
    private const long LimitMegabytes = 300;

    private static readonly Dictionary<string, Func<string, Task>> Measures = new()
    {
        ["fill"] = LargeRegistry.FillAsync,
        ["export"] = ExportMemory.RunAsync,
        ["import-bundle"] = ImportMemory.BundleAsync,
        ["import-spreadsheet"] = ImportMemory.SpreadsheetAsync,
        ["verify"] = ImportMemory.VerifyAsync,
        ["restore"] = RestoreMemory.RunAsync,
        ["upgrade"] = UpgradeMemory.RunAsync,
    };

    /// <summary>Runs each measurement in a process of its own; returns 1 where one exceeded the limit.</summary>
    public static async Task<int> MeasureAllAsync()
    {
        var folder = Directory.CreateTempSubdirectory("registry-memory-").FullName;
        try
        {
            foreach (var measure in Measures.Keys)
            {
                using var process = Process.Start(Environment.ProcessPath!, ["memory", measure, folder])!;
                await process.WaitForExitAsync();
                if (process.ExitCode != 0)
                {
                    return process.ExitCode;
                }
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> RunAsync(string measure, string folder)
    {
        var clock = Stopwatch.StartNew();
        await Measures[measure](folder);
        SqliteConnection.ClearAllPools();
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / 1_000_000;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{measure, -18} {clock.Elapsed.TotalSeconds, 6:F1} s, at most {peak} MB; the limit is {LimitMegabytes} MB"
            )
        );
        return measure == "fill" || peak <= LimitMegabytes ? 0 : 1;
    }
}
