using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Drives a limit and the registry in turn, round by round, so that both meet the same moods of the machine.</summary>
/// <param name="options">How long and how often.</param>
/// <param name="report">Gets the figures.</param>
/// <param name="memory">The port of limit A.</param>
/// <param name="queries">The port of limit B.</param>
/// <param name="peer">The port of a server of others that gives the same first answers; null where none is asked for.</param>
/// <param name="registry">The port of the registry.</param>
internal sealed class Turns(CompareOptions options, Report report, int memory, int queries, int? peer, int registry)
{
    private const double OfRepeated = 0.8;
    private const double OfFirst = 0.85;

    public void Measure(Load load, IReadOnlyList<StoredAnswer> stored, int groups)
    {
        var known = stored.ToDictionary(answer => answer.Target);
        var isFirst = load.Kind == LoadKind.First;
        var answered = load
            .Targets.Where(known.ContainsKey)
            .Select(target => known[target])
            .Select(answer =>
                load.Kind == LoadKind.Unchanged
                    ? Request.Get(answer.Target, answer.Tag)
                    : Request.Get(answer.Target) with
                    {
                        Length = answer.Body.Length,
                    }
            )
            .ToList();
        var source = new RequestSource([.. load.Targets.Select(target => Request.Get(target))]);
        // Each round has its share of the addresses, of which there may be few, and so has the one that warms up.
        var share = Math.Max(source.Left / (options.Rounds + 1), 1);
        var limit = isFirst ? queries : memory;
        if (!options.IsShort)
        {
            Limit(options.Time / 3);
            Peer(options.Time / 3);
            Ours(options.Time / 3);
        }

        var rounds = Enumerable
            .Range(0, options.Rounds)
            .Select(_ => (Limit: Limit(options.Time), Peer: Peer(options.Time), Ours: Ours(options.Time)))
            .ToList();
        var (theirs, ours) = (Medians.Of(rounds, round => round.Limit.Rate), Medians.Of(rounds, round => round.Ours.Rate));
        var p50 = Medians.Of(rounds, round => round.Ours.P50 / round.Limit.P50);
        var p99 = Medians.Of(rounds, round => round.Ours.P99 / round.Limit.P99);
        report.Add(
            new ReportRow(
                isFirst ? "First answers, beside limit B" : "Repeated answers, beside limit A",
                load.Name,
                groups,
                Medians.Of(rounds, round => round.Ours.Rate / round.Limit.Rate),
                $"{ours:N0} of {theirs:N0} a second; p50 {Report.Number(Medians.Of(rounds, round => round.Ours.P50))} ms, × {Report.Number(p50)}; p99 {Report.Number(Medians.Of(rounds, round => round.Ours.P99))} ms, × {Report.Number(p99)}"
            )
            {
                Bound = isFirst ? OfFirst : OfRepeated,
            }
        );
        report.Add(new GrowthPoint(load.Name, groups, ours));
        if (isFirst && peer is not null)
        {
            report.Add(
                new ReportRow(
                    "First answers, beside Fastify with better-sqlite3",
                    load.Name,
                    groups,
                    Medians.Of(rounds, round => round.Ours.Rate / round.Peer!.Rate),
                    $"{ours:N0} of {Medians.Of(rounds, round => round.Peer!.Rate):N0} a second; p50 × {Report.Number(Medians.Of(rounds, round => round.Ours.P50 / round.Peer!.P50))}"
                )
                {
                    Bound = 1,
                }
            );
        }

        Outcome? Peer(TimeSpan time) => isFirst && peer is { } port ? Driver.Repeat(port, answered, time, options.Connections) : null;
        Outcome Limit(TimeSpan time) => Driver.Repeat(limit, answered, time, options.Connections);
        Outcome Ours(TimeSpan time) =>
            isFirst
                ? Driver.Once(registry, source.Take(share), time, options.Connections)
                : Driver.Repeat(registry, answered, time, options.Connections);
    }

    /// <summary>The rate at which a registry answers.</summary>
    /// <param name="port">The registry.</param>
    /// <param name="targets">What is asked, in this order.</param>
    public double RateOf(int port, IReadOnlyList<string> targets)
    {
        var source = new RequestSource([.. targets.Select(target => Request.Get(target))]);
        // A list that has few pages gives each round some.
        var share = Math.Max(source.Left / (options.Rounds + 1), 1);
        var rates = new List<double>();
        for (var round = options.IsShort ? 1 : 0; round <= options.Rounds && source.Left > 0; round++)
        {
            rates.Add(Driver.Once(port, source.Take(share), options.Time, options.Connections).Rate);
        }

        // The first round warms up, where there are others.
        return Medians.Of(rates.Count > 1 ? rates[1..] : rates, rate => rate);
    }
}

/// <summary>The middle of several figures.</summary>
internal static class Medians
{
    public static double Of<T>(IReadOnlyCollection<T> all, Func<T, double> figure)
    {
        var sorted = all.Select(figure).Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
