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
    private readonly ILookup<string, KeptCount> byPlace = counts
        .Where(count => count.Key.Members.Length > 0)
        .ToLookup(count => count.Key.Place);

    /// <summary>None, for a request that does not count groups.</summary>
    public static MemberGroupCounts None { get; } = new([], new Dictionary<string, Certainty>(), CountKey.Anywhere, _ => false);

    /// <summary>The groups of one network, each as certain as its membership.</summary>
    public MemberGroupsFigure Of(string network, string rows)
    {
        var alone = new Dictionary<string, Certainty> { [network] = Certainty.Certain };
        return Figure(byPlace[place], _ => true, count => count.AsMembersOf(alone), rows);
    }

    /// <summary>The groups of all networks that count, in a place.</summary>
    public MemberGroupsFigure In(string where, Func<string, bool> inCountry, string rows) =>
        Figure(byPlace[where], inCountry, count => count.AsMembersOf(networks), rows);

    private MemberGroupsFigure Figure(
        IEnumerable<KeptCount> groups,
        Func<string, bool> inCountry,
        Func<KeptCount, Certainty> certaintyOf,
        string rows
    )
    {
        var figures = groups.ToLookup(certaintyOf, count => count.Groups);
        var countries = byPlace
            .Where(of => EvidenceRanks.IsCountry(of.Key) && isCounted(of.Key) && inCountry(of.Key))
            .ToLookup(of => of.Max(certaintyOf));
        return new MemberGroupsFigure
        {
            Groups = figures[Certainty.Certain].Sum(),
            Countries = countries[Certainty.Certain].Count(),
            Possible = figures[Certainty.Possible].Sum(),
            PossibleCountries = countries[Certainty.Possible].Count(),
            Rows = rows,
        };
    }
}
