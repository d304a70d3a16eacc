using System.Diagnostics;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Performance;

/// <summary>The comparison with the limits runs from end to end, gives the same answers as the limits, and says all that it is there to say. How fast anything is, on the machine of the tests, is asserted nowhere.</summary>
[OnBoth]
internal sealed class ComparisonTests
{
    private static readonly string[] Rows =
    [
        "Repeated answers, beside limit A: a group",
        "Repeated answers, beside limit A: a list of a country",
        "Repeated answers, beside limit A: coverage",
        "Repeated answers, beside limit A: a search",
        "Repeated answers, beside limit A: a group on a past day",
        "Repeated answers, beside limit A: a group, unchanged (304)",
        "First answers, beside limit B: a group, first answer",
        "First answers, beside limit B: a list of 50, first answer",
        "First answers, beside limit B: a list of 50 on a past day, first answer",
        "First answers, beside limit B: a search, first answer",
        "99 % reads and 1 % writes: rate, beside reads alone",
        "99 % reads and 1 % writes: p99, beside p50",
        "Writes, beside a bare transaction of equal durability: 1 client",
        "Writes, beside a bare transaction of equal durability: 8 clients",
        "Memory: resident after all loads",
        "Start, until the first answer: after a clean stop",
        "Allocations of an answer: a group, repeated",
        "Allocations of an answer: a group, first answer",
        "Allocations of an answer: a list of 50, first answer",
        "Allocations of an answer: a search, first answer",
        "Coverage, one client: coverage on a new day",
        "Coverage, one client: coverage after a write",
        "Imports, and a reader beside them: a bundle",
        "Imports, and a reader beside them: p99 of a read beside a bundle",
        "Imports, and a reader beside them: a spreadsheet",
        "Imports, and a reader beside them: p99 of a read beside a spreadsheet",
        .. new[]
        {
            "import of the whole registry",
            "a group",
            "a list of a country",
            "coverage",
            "a search",
            "a group on a past day",
            "a group, first answer",
            "a list of 50, first answer",
            "a list of 50 on a past day, first answer",
            "a search, first answer",
            "writes of 1 client",
            "writes of 8 clients",
        }.Select(load => $"PostgreSQL, beside the SQLite file: {load}"),
        .. new[]
        {
            "all groups",
            "network=any",
            "network=inwud",
            "groups of a network",
            "the largest country",
            "region=150",
            "type=union",
            "scope=national",
            "sort=-country",
            "page 1,000",
            "a frequent search",
            "countries documented",
            "all groups on a past day",
            "the largest country on a past day",
            "coverage of past days",
        }.Select(load => $"Flat as it grows: first answers beside their own rate at the smallest size: {load}"),
    ];

    private static readonly string[] HandWritten = ["## What did not help", "", "Turning it off and on again.", ""];

    [Test]
    public async Task Compare_WhenItIsShort_AnswersAsTheLimitsDoAndReportsEachRow()
    {
        var folder = Directory.CreateTempSubdirectory("registry-test-").FullName;
        try
        {
            var report = Path.Combine(folder, "performance.md");
            await File.WriteAllLinesAsync(report, ["# Figures of another day", .. HandWritten]);

            await RunAsync(folder);

            var lines = await File.ReadAllLinesAsync(report);
            Assert.That(RowsOf(lines), Is.EquivalentTo(Rows));
            Assert.That(
                string.Join('\n', lines),
                Does.Not.Contain("NaN").And.Not.Contain("∞").And.Not.Contain("Infinity").And.Not.Contain("another day")
            );
            Assert.That(lines, Is.SupersetOf(HandWritten), "what was written by hand stays");
            var plot = System.Xml.Linq.XDocument.Load(Path.Combine(folder, "performance-growth.svg"));
            Assert.That(plot.Descendants().Count(element => element.Name.LocalName == "polyline"), Is.EqualTo(27));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the program of the benchmarks, which is built beside the tests.</summary>
    private static async Task RunAsync(string folder)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Repository.PathOf(
            "tests",
            "Inpud.Registry.Benchmarks",
            "bin",
            configuration,
            "net10.0",
            "Inpud.Registry.Benchmarks.dll"
        );
        var server = (await PostgresCluster.GetAsync()).ConnectionString("postgres");
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "compare", "--short", "--cache", folder, "--output", folder, "--postgres", server]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.That(process.ExitCode, Is.Zero, $"{await output}\n{await error}");
    }

    private static IEnumerable<string> RowsOf(IEnumerable<string> lines)
    {
        var section = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (
                line.StartsWith("| ", StringComparison.Ordinal)
                && !line.StartsWith("| what |", StringComparison.Ordinal)
                && line[2] != '-'
            )
            {
                yield return $"{section}: {line.Split('|')[1].Trim()}";
            }
        }
    }
}
