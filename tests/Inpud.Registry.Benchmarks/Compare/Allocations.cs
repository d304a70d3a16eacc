using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Reports;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Counts what the registry allocates for an answer, in the process of the driver, which allocates next to nothing itself.</summary>
internal static class Allocations
{
    public static async Task MeasureAsync(CompareOptions options, Report report, string file, int groups)
    {
        var targets = Targets.Of(file, groups, options.Asked);
        var count = options.IsShort ? 10 : 400;
        await using (var registry = await LargeRegistry.StartAsync(file))
        {
            using var connection = new HttpConnection(new Uri(registry.Urls.First()).Port);
            Add("a group, repeated", targets.Groups);
            Add("a group, first answer", targets.ManyGroups);
            Add("a list of 50, first answer", targets.ManyLists);
            Add("a search, first answer", targets.ManySearches);
            await registry.StopAsync();

            void Add(string what, IReadOnlyList<string> addresses)
            {
                var requests = addresses.Take(count * 2).Select(target => Request.Get(target)).ToList();
                var isRepeated = what.EndsWith("repeated", StringComparison.Ordinal);
                Send(requests.Take(count));
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var sent = Send(isRepeated ? requests.Take(count) : requests.Skip(count));
                var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1000d / Math.Max(sent, 1);
                report.Add(new ReportRow("Allocations of an answer", what, groups, each, $"over {sent} answers") { Unit = " kB" });
            }

            int Send(IEnumerable<Request> requests)
            {
                var sent = 0;
                foreach (var request in requests)
                {
                    connection.Send(request.Bytes);
                    sent++;
                }

                return sent;
            }
        }

        SqliteConnection.ClearAllPools();
    }
}
