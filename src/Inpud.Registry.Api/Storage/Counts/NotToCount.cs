using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>
/// Groups that the counts still have, and that nobody may see: their consent has run out and the day is not settled, or somebody changed a table by hand, with no program to fill in the rest.
/// A count never shows more than a list.
/// </summary>
internal sealed class NotToCount
{
    private const string Expired = "shown_until < '9999-12-31' and shown_until < registry_latest_day()";

    private readonly IReadOnlyDictionary<CountKey, SortedDictionary<DateOnly, int>> steps;

    private NotToCount(IReadOnlyDictionary<CountKey, SortedDictionary<DateOnly, int>> steps) => this.steps = steps;

    /// <summary>Such groups; null where there is none, as on nearly every day.</summary>
    public static async Task<NotToCount?> OrNullAsync(IQuerySession read)
    {
        var was = await read.QueryAsync<string>("select group_key from shown_was_groups");
        var expired = await read.QueryAsync<string>($"select group_key from shown_groups where {Expired}");
        if (was.Count == 0 && expired.Count == 0)
        {
            return null;
        }

        var changes = new CountChanges();
        foreach (var (groups, keys) in new[] { (CountedGroupsSql.Was, was), (CountedGroupsSql.Shown, expired) })
        {
            foreach (var group in await groups.ReadAsync(read, keys))
            {
                changes.Add(group, by: 1);
            }
        }

        return new NotToCount(changes.ByCount(await RegionsSql.OfCountriesAsync(read)));
    }

    /// <summary>The counts without those groups.</summary>
    public IReadOnlyList<KeptCount> TakenFrom(IEnumerable<KeptCount> counts, DateOnly day) =>
        [.. counts.Select(count => count with { Groups = count.Groups - StepsUntil(count.Key, day) }).Where(count => count.Groups != 0)];

    private int StepsUntil(CountKey key, DateOnly day) =>
        steps.TryGetValue(key, out var of) ? of.Where(step => step.Key <= day).Sum(step => step.Value) : 0;
}
