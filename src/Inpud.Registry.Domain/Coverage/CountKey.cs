using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>What a kept count is a count of.</summary>
/// <param name="Facet">Which groups: <see cref="AnyKind"/>, those of a type, those of a scope, or <see cref="OfSources"/>, which counts evidence and not groups.</param>
/// <param name="Place">A country as alpha-2 code, a region as M49 number, or <see cref="Anywhere"/>.</param>
/// <param name="Members">The networks of which the groups may be members, each with how certain that is; <see cref="AllGroups"/> for groups, members or not.</param>
/// <param name="Source">The source of the evidence; empty for groups.</param>
/// <param name="Certainty">How certain it is that such a group is in the place, of the kind and, where members do not matter, exists. A membership can be less certain.</param>
public readonly record struct CountKey(string Facet, string Place, string Members, string Source, Certainty Certainty)
{
    /// <summary>Very many counts differ in the place and the members alone.</summary>
    public override int GetHashCode() => HashCode.Combine(Place, Members, Certainty);

    /// <summary>The facet of all groups.</summary>
    public const string AnyKind = "";

    /// <summary>The facet that counts pieces of evidence, by source.</summary>
    public const string OfSources = "source";

    /// <summary>The place of all countries.</summary>
    public const string Anywhere = "";

    /// <summary>The members of a count of groups that does not ask for memberships.</summary>
    public const string AllGroups = "";

    /// <summary>True where a place is a country, and neither a region nor everything.</summary>
    public static bool IsCountry(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Length > 0 && char.IsAsciiLetter(place[0]);
    }

    /// <summary>The facet of the groups of a type.</summary>
    public static string OfType(string type) => $"type:{type}";

    /// <summary>The facet of the groups with a scope.</summary>
    public static string OfScope(string scope) => $"scope:{scope}";

    /// <summary>The networks of <see cref="Members"/>, each with how certain the membership is.</summary>
    public static IEnumerable<(string Network, Certainty Certainty)> Networks(string members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members.Length == 0
            ? []
            : members.Split(CountedState.Separator).Select(member => (member[..^2], (Certainty)(member[^1] - '0')));
    }
}
