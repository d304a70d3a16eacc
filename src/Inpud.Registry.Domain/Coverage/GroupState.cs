using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>What counts of a group on one day. Very many groups are in the same state, so that they are counted together.</summary>
/// <param name="Life">How certain it is that the group exists.</param>
/// <param name="Countries">The countries that it may be in: mostly one.</param>
/// <param name="Types">The types that it may have: mostly one.</param>
/// <param name="Scope">How far its work reaches; null where that is not known.</param>
/// <param name="Members">The networks of which it may be a member, each with how certain that is; empty where there is none.</param>
public sealed record GroupState(Certainty Life, string Countries, string Types, string? Scope, string Members)
{
    internal const char Separator = ' ';

    /// <summary>Stands among the types for one that is not known.</summary>
    internal const string Unknown = "?";

    /// <summary>Every count in which a group of this state stands.</summary>
    /// <param name="regionsOf">The regions in which a country lies.</param>
    public IEnumerable<CountKey> Counts(Func<string, IReadOnlyCollection<string>> regionsOf)
    {
        ArgumentNullException.ThrowIfNull(regionsOf);
        foreach (var (place, inPlace) in Places(regionsOf))
        {
            foreach (var (facet, ofFacet) in Facets())
            {
                var rank = Least(inPlace, ofFacet);
                if (Life != Certainty.None)
                {
                    yield return new CountKey(facet, place, CountKey.AllGroups, "", Least(rank, Life));
                }

                if (Members.Length > 0)
                {
                    yield return new CountKey(facet, place, Members, "", rank);
                }
            }
        }
    }

    private IEnumerable<(string Place, Certainty Certainty)> Places(Func<string, IReadOnlyCollection<string>> regionsOf)
    {
        yield return (CountKey.Anywhere, Certainty.Certain);
        var countries = Values(Countries);
        foreach (var country in countries)
        {
            yield return (country, countries.Length == 1 ? Certainty.Certain : Certainty.Possible);
        }

        // A group that moved within a region is certainly in it, even on a day on which nobody knows where it was.
        foreach (var region in countries.SelectMany(regionsOf).Distinct())
        {
            yield return (
                region,
                Array.TrueForAll(countries, country => regionsOf(country).Contains(region)) ? Certainty.Certain : Certainty.Possible
            );
        }
    }

    private IEnumerable<(string Facet, Certainty Certainty)> Facets()
    {
        yield return (CountKey.AnyKind, Certainty.Certain);
        var types = Values(Types);
        foreach (var type in types.Where(type => type != Unknown))
        {
            yield return (CountKey.OfType(type), types.Length == 1 ? Certainty.Certain : Certainty.Possible);
        }

        if (Scope is not null)
        {
            yield return (CountKey.OfScope(Scope), Certainty.Certain);
        }
    }

    private static string[] Values(string joined) => joined.Length == 0 ? [] : joined.Split(Separator);

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;
}
