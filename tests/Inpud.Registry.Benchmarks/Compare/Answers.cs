using System.Diagnostics;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Asks for the answers that the servers are held against, and holds them against those.</summary>
internal static class Answers
{
    private const int Sample = 60;
    private const int AtOnce = 20;

    /// <summary>The answers of all addresses of the repeated loads; of the others as many as the time allows, and at least some.</summary>
    public static List<StoredAnswer> Ask(int port, IReadOnlyList<Load> loads, TimeSpan time)
    {
        var answers = new Dictionary<string, StoredAnswer>(StringComparer.Ordinal);
        foreach (var load in loads)
        {
            var clock = Stopwatch.StartNew();
            foreach (var some in WantedOf(load).Where(target => !answers.ContainsKey(target)).Chunk(AtOnce))
            {
                if (load.Kind == LoadKind.First && clock.Elapsed > time)
                {
                    break;
                }

                StoredAnswer.Ask(port, some).ForEach(answer => answers.TryAdd(answer.Target, answer));
            }
        }

        return [.. answers.Values];
    }

    /// <summary>Throws where a server gives other bytes than the registry gave.</summary>
    public static void RequireEqual(
        IReadOnlyList<Load> loads,
        IReadOnlyList<StoredAnswer> stored,
        int memory,
        int queries,
        int? peer,
        int registry
    )
    {
        var byTarget = stored.ToDictionary(answer => answer.Target);
        foreach (var load in loads)
        {
            var some = WantedOf(load).Where(byTarget.ContainsKey).Select(target => byTarget[target]).Take(Sample).ToList();
            if (load.Kind == LoadKind.First)
            {
                StoredAnswer.RequireEqual(queries, some, "limit B");
                if (peer is { } port)
                {
                    StoredAnswer.RequireEqual(port, some, "Fastify");
                }
            }
            else
            {
                StoredAnswer.RequireEqual(memory, some, "limit A");
            }

            StoredAnswer.RequireEqual(registry, some.Take(AtOnce), "the registry itself, in another process,");
        }
    }

    /// <summary>Limit B takes the ends of lists from memory, so that it needs the answers of many.</summary>
    private static IEnumerable<string> WantedOf(Load load) =>
        load.Kind != LoadKind.First || ListAnswer.IsOne(load.Targets[0]) ? load.Targets : load.Targets.Take(Sample);
}
