using System.Globalization;
using System.Runtime.InteropServices;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>By how much a count changes within a year or a month.</summary>
/// <param name="Key">What it is a count of.</param>
/// <param name="Unit"><see cref="CountStretchesSql.Year"/> or <see cref="CountStretchesSql.Month"/>.</param>
/// <param name="Stretch">The year or the month, as in EDTF.</param>
/// <param name="By">The change of the number of groups.</param>
internal sealed record StretchChange(CountKey Key, string Unit, string Stretch, int By);

/// <summary>Writes by how much the counts of groups and of members change within each year and month. See ADR 42.</summary>
internal static class CountStretchesSql
{
    public const string Year = "year";

    public const string Month = "month";

    public static async Task AddAsync(WriteSession write, CountChanges changes, Func<string, IReadOnlyCollection<string>> regions)
    {
        await CountsSql.EachAsync(
            write,
            """
            insert into shown_count_stretches (facet, place, unit, stretch, members, certainty, groups)
            select j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, cast(j.value ->> 5 as integer), cast(j.value ->> 6 as integer) from json_each(@rows) as j where true
            on conflict (facet, place, unit, stretch, members, certainty) do update set groups = shown_count_stretches.groups + excluded.groups
            """,
            ChangesOf(changes, regions)
                .Select(of => (object[])[of.Key.Facet, of.Key.Place, of.Unit, of.Stretch, of.Key.Members, (int)of.Key.Certainty, of.By])
        );
        await write.ExecuteAsync("delete from shown_count_stretches where groups = 0");
    }

    /// <summary>The changes of each count, by year and by month.</summary>
    public static IEnumerable<StretchChange> ChangesOf(CountChanges changes, Func<string, IReadOnlyCollection<string>> regions)
    {
        foreach (var (key, months) in MonthsOf(changes, regions))
        {
            foreach (var ((year, month), by) in months.Where(month => month.Value != 0))
            {
                yield return new StretchChange(key, Month, Text(year, month), by);
            }

            foreach (var whole in months.GroupBy(month => month.Key.Year, month => month.Value))
            {
                if (whole.Sum() is var by and not 0)
                {
                    yield return new StretchChange(key, Year, Text(whole.Key), by);
                }
            }
        }
    }

    /// <summary>The changes of each count by month.</summary>
    private static Dictionary<CountKey, Dictionary<(int Year, int Month), int>> MonthsOf(
        CountChanges changes,
        Func<string, IReadOnlyCollection<string>> regions
    )
    {
        var counts = new Dictionary<CountKey, Dictionary<(int Year, int Month), int>>();
        foreach (var state in changes.Steps.GroupBy(step => step.State))
        {
            // A state stands in a dozen counts and has very many steps, so that each count is looked up once.
            var months = KeysOf(state.Key, regions).Select(MonthsOfCount).ToList();
            foreach (var (_, from, by) in state)
            {
                foreach (var count in months)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(count, (from.Year, from.Month), out _) += by;
                }
            }
        }

        return counts;

        Dictionary<(int Year, int Month), int> MonthsOfCount(CountKey key) =>
            CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) ??= [];
    }

    public static string Text(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    public static string Text(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");

    private static IReadOnlyList<CountKey> KeysOf(CountedState state, Func<string, IReadOnlyCollection<string>> regions) =>
        state.Family == CountedFamily.Evidence ? [] : [.. state.Counts(regions)];
}
