using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>The numbers of member groups, and of their countries, as of the day of a request.</summary>
/// <param name="counts">The kept counts of all places.</param>
/// <param name="networks">The networks that count, each with how certain that is.</param>
/// <param name="place">The place that the request counts: its region, or everywhere.</param>
/// <param name="isCounted">Whether the request counts a country.</param>
internal sealed class MemberGroupCounts(
    IEnumerable<KeptCount> counts,
    IReadOnlyDictionary<string, Certainty> networks,
    string place,
    Func<string, bool> isCounted
)
{
    private readonly Dictionary<string, KeptCount[]> byPlace = counts
        .Where(count => count.Key.Members.Length > 0)
        .GroupBy(count => count.Key.Place)
        .ToDictionary(of => of.Key, of => of.ToArray(), StringComparer.Ordinal);

    /// <summary>None, for a request that does not count groups.</summary>
    public static MemberGroupCounts None { get; } = new([], new Dictionary<string, Certainty>(), CountKey.Anywhere, _ => false);

    /// <summary>The groups of one network, each as certain as its membership.</summary>
    public MemberGroupsFigure Of(string network, string rows) => Figure(place, _ => true, count => count.AsMembersOf(network), rows);

    /// <summary>The groups of all networks that count, in a place.</summary>
    public MemberGroupsFigure In(string where, Func<string, bool> inCountry, string rows) =>
        Figure(where, inCountry, count => count.AsMembersOf(networks), rows);

    private MemberGroupsFigure Figure(string where, Func<string, bool> inCountry, Func<KeptCount, Certainty> certaintyOf, string rows)
    {
        Span<int> groups = [0, 0, 0];
        foreach (var count in byPlace.GetValueOrDefault(where, []))
        {
            groups[(int)certaintyOf(count)] += count.Groups;
        }

        Span<int> countries = [0, 0, 0];
        foreach (var (country, of) in byPlace)
        {
            if (CountKey.IsCountry(country) && isCounted(country) && inCountry(country))
            {
                countries[(int)of.Max(certaintyOf)]++;
            }
        }

        return new MemberGroupsFigure
        {
            Groups = groups[(int)Certainty.Certain],
            Countries = countries[(int)Certainty.Certain],
            Possible = groups[(int)Certainty.Possible],
            PossibleCountries = countries[(int)Certainty.Possible],
            Rows = rows,
        };
    }
}
