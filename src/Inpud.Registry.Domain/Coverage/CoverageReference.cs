using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>A question that a count answers.</summary>
/// <param name="Day">The day as of which to count.</param>
/// <param name="Networks">The networks to count over, each with how certain it is that the network counts. One that possibly counts adds to <see cref="Count.Possible"/> alone.</param>
/// <param name="Countries">The countries that count, as alpha-2 codes; null for all.</param>
/// <param name="Evidence">The kind of evidence that counts; null for all.</param>
public sealed record CoverageQuestion(
    DateOnly Day,
    IReadOnlyDictionary<string, Certainty> Networks,
    IReadOnlySet<string>? Countries,
    EvidenceKind? Evidence
)
{
    internal bool Counts(string country) => Countries is null || Countries.Contains(country);
}

/// <summary>A count of what is certain, and of what the dates leave open besides.</summary>
/// <param name="Certain">Things that hold in every reading of the dates.</param>
/// <param name="Possible">Further things that hold in some reading.</param>
public readonly record struct Count(int Certain, int Possible);

/// <summary>
/// Counts coverage in the slowest and plainest way. Tests compare the database's answers with it.
/// Each figure counts a country once, however much evidence there is.
/// </summary>
public static class CoverageReference
{
    /// <summary>Distinct countries in the remit of any of the networks.</summary>
    public static int Remit(IEnumerable<Network> networks, CoverageQuestion question) =>
        networks
            .Where(network => question.Networks.ContainsKey(network.Id))
            .SelectMany(network => network.Remits.PossibleOn(question.Day))
            .SelectMany(remit => remit.Countries)
            .Where(question.Counts)
            .Distinct()
            .Count();

    /// <summary>Distinct countries with evidence for any of the networks.</summary>
    public static Count Documented(IEnumerable<Evidence> evidence, CoverageQuestion question) =>
        CountOf(
            Asked(evidence, question).Where(piece => question.Evidence is null || piece.Kind == question.Evidence),
            piece => piece.Country,
            question
        );

    /// <summary>Distinct groups that are members of any of the networks.</summary>
    public static Count MemberGroups(IEnumerable<Evidence> evidence, CoverageQuestion question) =>
        // A group that moved from one country that counts to another certainly counts, even on a day on which nobody knows where it was.
        CountOf(
            evidence.Where(piece => piece.Kind == EvidenceKind.MemberGroup && question.Networks.ContainsKey(piece.NetworkId)),
            piece => piece.Record,
            piece => AsSureAs(question.Networks[piece.NetworkId], piece.AsOf(question.Day, question.Counts))
        );

    /// <summary>Distinct countries of the groups that are members of any of the networks.</summary>
    public static Count MemberGroupCountries(IEnumerable<Evidence> evidence, CoverageQuestion question) =>
        CountOf(Asked(evidence, question).Where(piece => piece.Kind == EvidenceKind.MemberGroup), piece => piece.Country, question);

    private static IEnumerable<Evidence> Asked(IEnumerable<Evidence> evidence, CoverageQuestion question) =>
        evidence.Where(piece => question.Networks.ContainsKey(piece.NetworkId) && question.Counts(piece.Country));

    private static Count CountOf(IEnumerable<Evidence> evidence, Func<Evidence, string> counted, CoverageQuestion question) =>
        CountOf(evidence, counted, piece => AsSureAs(question.Networks[piece.NetworkId], piece.AsOf(question.Day)));

    private static Count CountOf(IEnumerable<Evidence> evidence, Func<Evidence, string> counted, Func<Evidence, Certainty> certaintyOf)
    {
        var best = evidence.GroupBy(counted).Select(pieces => pieces.Max(certaintyOf)).ToList();
        return new Count(best.Count(certainty => certainty == Certainty.Certain), best.Count(certainty => certainty == Certainty.Possible));
    }

    private static Certainty AsSureAs(Certainty network, Certainty piece) => piece < network ? piece : network;
}
