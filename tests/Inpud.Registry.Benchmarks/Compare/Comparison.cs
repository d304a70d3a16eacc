using System.Globalization;
using System.Runtime.InteropServices;
using Inpud.Registry.Benchmarks.Registries;
using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Measures the registry at each size, beside the limits, and writes the report.</summary>
internal sealed class Comparison(CompareOptions options)
{
    private readonly Report report = new();

    public async Task<int> RunAsync()
    {
        LeaveTheFirstProcessor();
        var work = Directory.CreateDirectory(Path.Combine(options.Cache, $"run-{Environment.ProcessId}")).FullName;
        try
        {
            var growth = new Growth(report);
            foreach (var groups in options.Groups)
            {
                Console.WriteLine($"{groups} groups");
                var file = Path.Combine(work, "registry.db");
                File.Copy(await new ManyGroups(options.Cache).FileAsync(groups), file, overwrite: true);
                var start = await MeasureReadsAsync(file, groups, work, growth);
                new Starts(options, report).Measure(file, groups, start);
                await Allocations.MeasureAsync(options, report, file, groups);
                if (groups <= OnPostgres.MostGroups && options.Postgres is { } server)
                {
                    await new OnPostgres(options, report, server).MeasureAsync(file, groups, work);
                }

                foreach (var left in Directory.GetFiles(work, "registry.db*"))
                {
                    File.Delete(left);
                }
            }

            growth.Compare();
            await new Imports(options, report).MeasureAsync(work);
            report.Write(options.Output, Machine());
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <returns>The time in which the registry started.</returns>
    private async Task<TimeSpan> MeasureReadsAsync(string file, int groups, string work, Growth growth)
    {
        var targets = Targets.Of(file, groups, options.Asked);
        var loads = Loads.Of(targets);
        var answers = Path.Combine(work, "answers.jsonl");
        List<StoredAnswer> stored;
        List<string> pages;
        // Another process gives the answers before, so that the measured one has none of them.
        using (var other = ServerProcess.Registry(options.Server, file, options.Settings, isPinned: false))
        {
            stored = Answers.Ask(other.Port, loads, options.IsShort ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(20));
            await Imports.ExportAsync(options, other.Port, groups);
            pages = Targets.DeepPages(other.Port, groups, options.IsShort ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(15));
        }

        StoredAnswer.Save(answers, stored);
        using var memory = ServerProcess.Limit(MemoryLimit.Name, answers);
        using var queries = ServerProcess.Limit(QueryLimit.Name, file, answers);
        using var fastify = options.Peers is { } peers ? ServerProcess.Node(peers, "/", "fastify.mjs", file, answers) : null;
        using var registry = ServerProcess.Registry(options.Server, file, options.Settings);
        Answers.RequireEqual(loads, stored, memory.Port, queries.Port, fastify?.Port, registry.Port);
        var turns = new Turns(options, report, memory.Port, queries.Port, fastify?.Port, registry.Port);
        foreach (var load in loads)
        {
            turns.Measure(load, stored, groups);
        }

        using (
            var keepsNothing = ServerProcess.Registry(options.Server, file, [.. options.Settings, "--Registry:Limits:KeptAnswersBytes=0"])
        )
        {
            foreach (var load in Loads.OfGrowth(targets, pages))
            {
                growth.Add(load.Name, groups, turns.RateOf(keepsNothing.Port, load.Targets));
            }
        }

        var writes = new Writes(options, report, file, registry.Port, targets);
        growth.AddCoverage(groups, writes.CoverageMilliseconds(groups));
        writes.MeasureMix(groups);
        writes.Measure(groups);
        var (now, most) = registry.Memory();
        report.Add(
            new ReportRow("Memory", "resident after all loads", groups, now, $"at most {Report.Number(most)} MB")
            {
                Unit = " MB",
                Bound = groups <= 1_000 ? 150 : 300,
                IsMost = true,
            }
        );
        return registry.Start;
    }

    /// <summary>The servers have the first processor, and the driver has the others.</summary>
    private static void LeaveTheFirstProcessor()
    {
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
        {
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            self.ProcessorAffinity = ((1 << Math.Min(Environment.ProcessorCount, 30)) - 1) & ~1;
        }
    }

    private string Machine() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"This run: {Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), of which each server has one, and the driver has the others; {options.Connections} connections; {options.Rounds} rounds of {options.Time.TotalSeconds} s for each load and server; {RuntimeInformation.FrameworkDescription}, the program {(options.Server.EndsWith(".dll", StringComparison.Ordinal) ? "as it is built" : "as it is published, compiled ahead")}{(options.Settings.Count == 0 ? "" : $"; settings {string.Join(' ', options.Settings)}")}."
        );
}
