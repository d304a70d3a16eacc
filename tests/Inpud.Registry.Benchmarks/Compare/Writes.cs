using System.Diagnostics;
using System.Globalization;
using System.Text;
using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Registries;
using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Changes the notes of groups, by themselves and among reads.</summary>
internal sealed class Writes(CompareOptions options, Report report, string file, int registry, Targets targets)
{
    private const double LeastOfBare = 0.3;
    private const double LeastOfReads = 0.7;
    private const double MostTimesP50 = 5;
    private const int WriteOf = 100;

    private readonly string?[] tags = new string?[options.Connections + 8];
    private int notes;

    /// <summary>The median times of a first answer of coverage, on its own and after a write.</summary>
    public IReadOnlyList<(string What, double Milliseconds)> CoverageMilliseconds(int groups)
    {
        using var connection = new HttpConnection(registry);
        var (first, after) = (new List<double>(), new List<double>());
        for (var i = 0; i < (options.IsShort ? 2 : 40); i++)
        {
            // The loads before took the first of these days.
            var day = TimeProvider.System.GetUtcNow().AddDays(-260 - i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            first.Add(MillisecondsOf(connection, $"/v1/coverage?asOf={day}"));
            Write(connection, 0);
            after.Add(MillisecondsOf(connection, "/v1/coverage"));
        }

        return [("coverage on a new day", Medians.Of(first, time => time)), ("coverage after a write", Medians.Of(after, time => time))];
    }

    /// <summary>One request of a hundred writes.</summary>
    public void MeasureMix(int groups)
    {
        var reads = targets.Groups.Select(target => Request.Get(target)).ToList();
        var rounds = Enumerable.Range(0, options.Rounds).Select(_ => (Reads: Mixed(int.MaxValue), Mix: Mixed(WriteOf))).ToList();
        report.Add(
            new ReportRow(
                "99 % reads and 1 % writes",
                "rate, beside reads alone",
                groups,
                Medians.Of(rounds, round => round.Mix.Rate / round.Reads.Rate),
                $"{Medians.Of(rounds, round => round.Mix.Rate):N0} of {Medians.Of(rounds, round => round.Reads.Rate):N0} a second"
            )
            {
                Bound = LeastOfReads,
            }
        );
        report.Add(
            new ReportRow(
                "99 % reads and 1 % writes",
                "p99, beside p50",
                groups,
                Medians.Of(rounds, round => round.Mix.P99 / round.Mix.P50),
                $"p50 {Report.Number(Medians.Of(rounds, round => round.Mix.P50))} ms, p99 {Report.Number(Medians.Of(rounds, round => round.Mix.P99))} ms"
            )
            {
                Bound = MostTimesP50,
                IsMost = true,
            }
        );

        Outcome Mixed(int writeOf) =>
            Driver.Run(
                registry,
                options.Connections,
                options.Time,
                (number, count) =>
                    count % writeOf == writeOf - 1 && tags[number] is not null ? PatchOf(number)
                    : count == 0 && tags[number] is null ? RecordOf(number)
                    : reads[(int)(((number * 7_919L) + count) % reads.Count)],
                KeepTag
            );
    }

    /// <summary>Writes alone, beside bare transactions.</summary>
    public void Measure(int groups)
    {
        foreach (var clients in new[] { 1, 8 })
        {
            var rounds = Enumerable.Range(0, options.Rounds).Select(_ => (Bare: Bare(clients), Ours: Ours(clients))).ToList();
            report.Add(
                new ReportRow(
                    "Writes, beside a bare transaction of equal durability",
                    clients == 1 ? "1 client" : $"{clients} clients",
                    groups,
                    Medians.Of(rounds, round => round.Ours.Rate / round.Bare[0]),
                    $"{Medians.Of(rounds, round => round.Ours.Rate):N0} of {Medians.Of(rounds, round => round.Bare[0]):N0} a second; p50 {Report.Number(Medians.Of(rounds, round => round.Ours.P50))} ms, p99 {Report.Number(Medians.Of(rounds, round => round.Ours.P99))} ms"
                )
                {
                    Bound = LeastOfBare,
                }
            );
            report.Add(new GrowthPoint($"writes of {clients}", groups, Medians.Of(rounds, round => round.Ours.Rate)));
        }
    }

    /// <summary>Writes alone, without a comparison.</summary>
    public Outcome Drive(int clients) => Ours(clients);

    private Outcome Ours(int clients) =>
        Driver.Run(registry, clients, options.Time, (number, _) => tags[number] is null ? RecordOf(number) : PatchOf(number), KeepTag);

    /// <summary>The bare transactions go into a file of their own size, so that the registry's stays what it is.</summary>
    private double[] Bare(int clients)
    {
        var bare = file + ".bare";
        return
        [
            .. ServerProcess
                .Run(
                    typeof(Writes).Assembly.Location,
                    "limit",
                    WriteLimit.Name,
                    bare,
                    clients.ToString(CultureInfo.InvariantCulture),
                    options.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture)
                )
                .Split(' ')
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
        ];
    }

    private void Write(HttpConnection connection, int number)
    {
        foreach (var next in new[] { tags[number] is null ? RecordOf : (Func<int, Request>?)null, PatchOf })
        {
            if (next?.Invoke(number) is { } request)
            {
                connection.Send(request.Bytes);
                KeepTag(number, request, connection);
            }
        }
    }

    private void KeepTag(int number, Request request, HttpConnection connection)
    {
        if (!request.Target.EndsWith("/record", StringComparison.Ordinal))
        {
            return;
        }

        tags[number] =
            connection.Status == 200
                ? connection.HeaderOrNull("ETag")
                : throw new InvalidOperationException(
                    $"{request.Target} has the status {connection.Status}: {Encoding.UTF8.GetString(connection.Body)}"
                );
    }

    private Request RecordOf(int number) =>
        new(
            $"/v1/groups/{IdOf(number)}/record",
            Encoding.ASCII.GetBytes(
                $"GET /v1/groups/{IdOf(number)}/record HTTP/1.1\r\nHost: {Request.Host}\r\nAuthorization: Bearer {ManyGroups.KeyText}\r\n\r\n"
            )
        );

    private Request PatchOf(int number) =>
        Request.Patch(
            $"/v1/groups/{IdOf(number)}/record",
            ManyGroups.KeyText,
            tags[number]!,
            $$"""{"note":"Note {{Interlocked.Increment(ref notes)}} of a benchmark.","reason":"A benchmark."}"""
        );

    private string IdOf(int number) => targets.Ids[number % targets.Ids.Count];

    private static double MillisecondsOf(HttpConnection connection, string target)
    {
        var request = Request.Get(target);
        var sent = Stopwatch.GetTimestamp();
        connection.Send(request.Bytes);
        return connection.Status == 200
            ? Stopwatch.GetElapsedTime(sent).TotalMilliseconds
            : throw new InvalidOperationException($"{target} has the status {connection.Status}.");
    }
}
