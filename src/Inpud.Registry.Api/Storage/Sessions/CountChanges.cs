using System.Runtime.InteropServices;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>By how much the numbers of groups in each state change, from which day on.</summary>
/// <remarks>Groups in the same state are added up first: an import of 100,000 groups has some hundreds of states.</remarks>
internal sealed class CountChanges
{
    private readonly Dictionary<(CountedState State, DateOnly From), int> steps = [];
    private readonly Dictionary<CountedState, int> uses = [];

    /// <summary>The changes that do not cancel each other out.</summary>
    public IEnumerable<(CountedState State, DateOnly From, int By)> Steps =>
        steps.Where(step => step.Value != 0).Select(step => (step.Key.State, step.Key.From, step.Value));

    /// <summary>By how much it changes how often a state is there at all, on whatever days.</summary>
    public IEnumerable<(CountedState State, int By)> Uses => uses.Select(use => (use.Key, use.Value));

    /// <summary>True where nothing that counts has changed, such as after a write of a name.</summary>
    public bool AreNone => steps.Values.All(by => by == 0);

    /// <summary>Adds a group, or takes one away.</summary>
    /// <param name="group">The group.</param>
    /// <param name="by">1 or -1.</param>
    public void Add(CountedGroup group, int by)
    {
        foreach (var (state, from, end) in group.States())
        {
            Add(uses, state, by);
            Add(steps, (state, from), by);
            if (end is { } day)
            {
                Add(steps, (state, day), -by);
            }
        }
    }

    /// <summary>By how much the number of groups in each state changes as of a day.</summary>
    public IEnumerable<(CountedState State, int By)> AsOf(DateOnly day) =>
        Steps.Where(step => step.From <= day).GroupBy(step => step.State, step => step.By).Select(of => (of.Key, of.Sum()));

    private static void Add<T>(Dictionary<T, int> changes, T key, int by)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(changes, key, out _) += by;
}
