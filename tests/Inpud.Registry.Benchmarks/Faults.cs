using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api.Tests.Storage.Maintenance;

namespace Inpud.Registry.Benchmarks;

/// <summary>Makes faults of each kind under load, and counts what is lost.</summary>
internal static class Faults
{
    /// <summary>Returns 1 where a confirmed write is lost, or where a database is not sound.</summary>
    public static async Task<int> RunAsync(int each)
    {
        await using var campaign = new FaultCampaign(seed: 20_261_126);
        await campaign.StartAsync();
        (string Name, Func<Task<IReadOnlyList<string>>> Make)[] kinds =
        [
            ("kills of the service", () => campaign.KillAsync()),
            ("restores", campaign.RestoreAsync),
            ("kills of a restore", campaign.KillRestoreAsync),
        ];
        var all = 0;
        foreach (var (name, make) in kinds)
        {
            var clock = Stopwatch.StartNew();
            var (before, mistakes) = (campaign.Confirmed, new List<string>());
            for (var i = 0; i < each; i++)
            {
                mistakes.AddRange(await make());
            }

            all += mistakes.Count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{each} {name} in {clock.Elapsed.TotalSeconds:F0} s: {campaign.Confirmed - before} writes confirmed, {mistakes.Count} lost or unsound"
                )
            );
            mistakes.Take(10).ToList().ForEach(Console.WriteLine);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{campaign.Ended} of the restores ended before the kill"));
        return all == 0 ? 0 : 1;
    }
}
