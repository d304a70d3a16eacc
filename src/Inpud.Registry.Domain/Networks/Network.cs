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
);

/// <summary>A standing and the time for which a network has it.</summary>
/// <param name="Standing">The standing.</param>
/// <param name="Period">The time.</param>
public sealed record StandingTerm(NetworkStanding Standing, Period Period);
