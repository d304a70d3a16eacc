using System.Globalization;
using System.Runtime.InteropServices;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>By how much counts change, from which day on.</summary>
/// <remarks>Groups in the same state are added up before they are divided into counts: an import of 100,000 groups has some hundreds of states.</remarks>
internal sealed class CountChanges
{
    private readonly Dictionary<(GroupState State, DateOnly From), int> states = [];
    private readonly Dictionary<(CountKey Key, DateOnly From), int> evidence = [];

    /// <summary>Adds a group, or takes one away.</summary>
    /// <param name="group">The group.</param>
    /// <param name="by">1 or -1.</param>
    public void Add(CountedGroup group, int by)
    {
        GroupState? last = null;
        foreach (var (from, state) in group.States())
        {
            if (last is not null)
            {
                Add(states, (last, from), -by);
            }

            Add(states, (state, from), by);
            last = state;
        }

        foreach (var (network, country, source, days) in group.Evidence())
        {
            AddEvidence(network, country, source, days, by);
        }
    }

    /// <summary>True where nothing that counts has changed, such as after a write of a name.</summary>
    public bool AreNone => states.Values.All(by => by == 0) && evidence.Values.All(by => by == 0);

    /// <summary>The changes of the counts.</summary>
    /// <param name="regionsOf">The regions in which a country lies.</param>
    public IReadOnlyDictionary<CountKey, SortedDictionary<DateOnly, int>> ByCount(Func<string, IReadOnlyCollection<string>> regionsOf)
    {
        var changes = new Dictionary<CountKey, SortedDictionary<DateOnly, int>>();
        foreach (var ((state, from), by) in states.Where(change => change.Value != 0))
        {
            foreach (var key in state.Counts(regionsOf))
            {
                Add(changes, key, from, by);
            }
        }

        foreach (var ((key, from), by) in evidence.Where(change => change.Value != 0))
        {
            Add(changes, key, from, by);
        }

        foreach (var (key, days) in changes)
        {
            foreach (var none in days.Where(day => day.Value == 0).Select(day => day.Key).ToList())
            {
                days.Remove(none);
            }

            if (days.Count == 0)
            {
                changes.Remove(key);
            }
        }

        return changes;
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A piece of evidence is possible, then certain, then possible again.</summary>
    private void AddEvidence(string network, string country, string source, FactDays days, int by)
    {
        var last = Certainty.None;
        foreach (var day in days.Turns.Append(DateOnly.MinValue).Distinct().Order())
        {
            var now = days.AsOf(day);
            if (now == last)
            {
                continue;
            }

            if (last != Certainty.None)
            {
                Add(evidence, (CountKey.OfEvidence(network, country, source, last), day), -by);
            }

            if (now != Certainty.None)
            {
                Add(evidence, (CountKey.OfEvidence(network, country, source, now), day), by);
            }

            last = now;
        }
    }

    private static void Add(Dictionary<CountKey, SortedDictionary<DateOnly, int>> changes, CountKey key, DateOnly from, int by)
    {
        if (!changes.TryGetValue(key, out var days))
        {
            changes[key] = days = [];
        }

        days[from] = days.GetValueOrDefault(from) + by;
    }

    private static void Add<T>(Dictionary<T, int> changes, T key, int by)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(changes, key, out _) += by;
}
