using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Starts the registry on an existing database, and takes the time until its first answer.</summary>
internal sealed class Starts(CompareOptions options, Report report)
{
    private const string Section = "Start, until the first answer";
    private const string AfterACleanStop = "after a clean stop";
    private const double MostMilliseconds = 600;

    /// <param name="file">The file of the registry.</param>
    /// <param name="groups">How many groups it has.</param>
    /// <param name="first">A start that was measured already, after a clean stop. A short run has no other.</param>
    public void Measure(string file, int groups, TimeSpan first)
    {
        if (options.IsShort)
        {
            Report(AfterACleanStop, groups, [first.TotalMilliseconds], MostMilliseconds);
            return;
        }

        // The limits had the file open when the measured registry stopped, so that it left no mark.
        ServerProcess.Registry(options.Server, file, options.Settings, isPinned: false).Dispose();
        Add(AfterACleanStop, groups, isPinned: true, MostMilliseconds);
        Add("after a clean stop, with all processors", groups, isPinned: false, null);
        Add("after an unclean stop", groups, isPinned: true, null, before: () => File.Delete(file + "-stopped"));

        void Add(string what, int size, bool isPinned, double? bound, Action? before = null)
        {
            var times = new List<double>();
            for (var round = 0; round < options.Rounds; round++)
            {
                before?.Invoke();
                using var registry = ServerProcess.Registry(options.Server, file, options.Settings, isPinned);
                times.Add(registry.Start.TotalMilliseconds);
            }

            Report(what, size, times, bound);
        }
    }

    private void Report(string what, int groups, List<double> times, double? bound) =>
        report.Add(
            new ReportRow(Section, what, groups, Medians.Of(times, time => time), $"from {times.Min():N0} to {times.Max():N0} ms")
            {
                Unit = " ms",
                Bound = bound,
                IsMost = true,
            }
        );
}
