using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Domain.Networks;

/// <summary>What the rules need to know of a network.</summary>
/// <param name="Id">The network's id.</param>
/// <param name="Name">The name that a message shows.</param>
/// <param name="Kind">Regional or topical.</param>
/// <param name="Standings">The standings that the network has towards INPUD, each with its period.</param>
/// <param name="Life">From the founding to the closing.</param>
/// <param name="Remit">The countries that it may admit from.</param>
/// <param name="Admits">The kinds of member that its policy names.</param>
public sealed record Network(
    string Id,
    string Name,
    NetworkKind Kind,
    IReadOnlyList<StandingTerm> Standings,
    Period Life,
    Remit Remit,
    IReadOnlySet<MemberKind> Admits
)
{
    /// <summary>The remits that it had before.</summary>
    public IReadOnlyList<FormerValue<Remit>> FormerRemits { get; init; } = [];

    /// <summary>The kinds of member that its policy named before.</summary>
    public IReadOnlyList<FormerValue<IReadOnlySet<MemberKind>>> FormerAdmits { get; init; } = [];

    /// <summary>Its remit over time.</summary>
    public DatedValue<Remit> Remits => new(Remit, FormerRemits);

    /// <summary>What it admits, over time.</summary>
    public DatedValue<IReadOnlySet<MemberKind>> Policies => new(Admits, FormerAdmits);

    /// <summary>True where a member from the country can belong to it for the whole of a time. A topical network takes members from every country.</summary>
    internal bool CanTakeIn(DatedValue<string> country, Period period) =>
        Kind == NetworkKind.Topical
        || Throughout.CanHold(
            period,
            Remits.Turns.Concat(country.Turns),
            day => country.PossibleOn(day).Any(one => Remits.PossibleOn(day).Any(remit => remit.TakesIn(one)))
        );

    /// <summary>True where its policy can name the kind for the whole of a time.</summary>
    internal bool CanAdmit(MemberKind kind, Period period) =>
        Throughout.CanHold(period, Policies.Turns, day => Policies.PossibleOn(day).Any(admits => admits.Contains(kind)));
}

/// <summary>A standing and the time for which a network has it.</summary>
/// <param name="Standing">The standing.</param>
/// <param name="Period">The time.</param>
public sealed record StandingTerm(NetworkStanding Standing, Period Period);
