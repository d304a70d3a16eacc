using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>What shows that a network reaches a country.</summary>
public enum EvidenceKind
{
    /// <summary>A group in the country is a member.</summary>
    MemberGroup,

    /// <summary>The network has its headquarters in the country.</summary>
    Headquarters,

    /// <summary>The network's representative on INPUD's board is from the country.</summary>
    Representative,
}

/// <summary>One piece of evidence that a network reaches a country.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="Country">The alpha-2 code.</param>
/// <param name="Kind">What shows it.</param>
/// <param name="Record">The id of the group, the headquarters or the representative's term.</param>
/// <param name="Period">When it holds.</param>
/// <param name="Bounds">The lives of the network and the group. The evidence does not hold on a day on which one of them cannot exist.</param>
public sealed record Evidence(
    string NetworkId,
    string Country,
    EvidenceKind Kind,
    string Record,
    Period Period,
    IReadOnlyList<Period> Bounds
)
{
    /// <summary>The countries of the record over time; null where it always was in the one.</summary>
    public DatedValue<string>? Countries { get; init; }

    /// <summary>How certain the evidence is as of a day.</summary>
    public Certainty AsOf(DateOnly day) => AsOf(day, country => country == Country);

    /// <summary>How certain it is, as of a day, that it shows the network in one of the countries.</summary>
    internal Certainty AsOf(DateOnly day, Func<string, bool> counts)
    {
        if (Bounds.Any(bound => bound.AsOf(day) == Certainty.None))
        {
            return Certainty.None;
        }

        var (fact, country) = (Period.AsOf(day), (Countries ?? new DatedValue<string>(Country, [])).AsOf(day, counts));
        return fact < country ? fact : country;
    }
}
