using System.Globalization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>What counts of a group on one day, or of a piece of evidence that a group gives. Very many groups are in the same state, so that they are counted together.</summary>
/// <param name="Life">How certain it is that the group exists.</param>
/// <param name="Countries">The countries that it may be in: mostly one.</param>
/// <param name="Types">The types that it may have: mostly one.</param>
/// <param name="Scope">How far its work reaches; empty where that is not known.</param>
/// <param name="Members">The networks of which it may be a member, each with how certain that is; empty where there is none.</param>
/// <param name="Source">The source of a piece of evidence; empty for a group.</param>
public sealed record CountedState(Certainty Life, string Countries, string Types, string Scope, string Members, string Source)
{
    internal const char Separator = ' ';

    /// <summary>Stands among the types for one that is not known.</summary>
    internal const string Unknown = "?";

    private const char Part = '|';

    /// <summary>The state of a group that nothing is known of yet, or nothing any more.</summary>
    public bool IsNothing => Life == Certainty.None && Members.Length == 0;

    /// <summary>What the state is counted among.</summary>
    public CountedFamily Family =>
        Source.Length > 0 ? CountedFamily.Evidence
        : Members.Length > 0 ? CountedFamily.Members
        : CountedFamily.Groups;

    /// <summary>The state as a text, by which it is stored.</summary>
    public string Text => string.Join(Part, ((int)Life).ToString(CultureInfo.InvariantCulture), Countries, Types, Scope, Members, Source);

    /// <summary>Reads the text of a state.</summary>
    public static CountedState Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(Part);
        return new CountedState((Certainty)(parts[0][0] - '0'), parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    /// <summary>The state of a piece of evidence.</summary>
    public static CountedState OfEvidence(string network, string country, string source, Certainty certainty) =>
        new(Certainty.None, country, "", "", $"{network}={(int)certainty}", source);

    /// <summary>The state without what counts of a facet do not ask for, so that very many states become few.</summary>
    public CountedState AsCountedBy(string facet) =>
        facet == CountKey.AnyKind && Types.Length + Scope.Length > 0 ? this with { Types = "", Scope = "" } : this;

    /// <summary>Every count in which a group of this state stands.</summary>
    /// <param name="regionsOf">The regions in which a country lies.</param>
    /// <param name="facet">Only counts of this facet; null for all.</param>
    public IEnumerable<CountKey> Counts(Func<string, IReadOnlyCollection<string>> regionsOf, string? facet = null)
    {
        ArgumentNullException.ThrowIfNull(regionsOf);
        if (Family == CountedFamily.Evidence)
        {
            return facet is null or CountKey.OfSources
                ? [new CountKey(CountKey.OfSources, Countries, Members, Source, Certainty.Certain)]
                : [];
        }

        if (facet == CountKey.AnyKind)
        {
            return Places(regionsOf).Select(place => Of(CountKey.AnyKind, place.Place, place.Certainty));
        }

        var facets = Facets().Where(of => facet is null || of.Facet == facet).ToList();
        return facets.Count == 0
            ? []
            : Places(regionsOf).SelectMany(place => facets.Select(of => Of(of.Facet, place.Place, Least(of.Certainty, place.Certainty))));
    }

    private CountKey Of(string facet, string place, Certainty certainty) =>
        Family == CountedFamily.Members
            ? new CountKey(facet, place, Members, "", certainty)
            : new CountKey(facet, place, CountKey.AllGroups, "", Least(certainty, Life));

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

        if (Scope.Length > 0)
        {
            yield return (CountKey.OfScope(Scope), Certainty.Certain);
        }
    }

    private static string[] Values(string joined) => joined.Length == 0 ? [] : joined.Split(Separator);

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;
}
