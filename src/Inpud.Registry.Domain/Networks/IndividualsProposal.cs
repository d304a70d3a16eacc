using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A count of individuals as it is proposed, with the facts that the rules need.</summary>
/// <param name="Network">The network that admits them.</param>
/// <param name="Country">The alpha-2 code of the country that they are from.</param>
/// <param name="Period">The time for which the count holds.</param>
/// <param name="OtherCounts">The network's other counts for the country.</param>
public sealed record IndividualsProposal(Network Network, string Country, Period Period, IReadOnlyList<Recorded> OtherCounts)
{
    internal Recorded? InTheWay => OtherCounts.FirstOrDefault(other => Period.MustOverlap(other.Period));

    /// <summary>True where it is to be public, the counted people gave no consent that is in force, and no cited source had made it public.</summary>
    public bool LacksConsent { get; init; }
}

/// <summary>The rules on counting individuals.</summary>
public sealed class IndividualsRules : AbstractValidator<IndividualsProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public IndividualsRules()
    {
        RuleFor(x => x.LacksConsent)
            .Equal(false)
            .Breaks(
                RuleCatalog.ConsentMissing,
                x =>
                    $"The people of {x.Country} whom {x.Network.Name} counts have given no consent that is in force, and no cited source had made the count public. Record the consent first, in 'consentGiven'."
            );

        RuleFor(x => x.Country)
            .Must((x, country) => x.Network.CanTakeIn(new DatedValue<string>(country, []), x.Period))
            .Breaks(RuleCatalog.OutsideRemit, x => $"{x.Country} is not in the remit of {x.Network.Name}. Choose a country of the remit.");

        RuleFor(x => x.Network)
            .Must((x, network) => network.CanAdmit(MemberKind.Individual, x.Period))
            .Breaks(
                RuleCatalog.KindNotAccepted,
                x =>
                    $"The policy of {x.Network.Name} does not name individuals among its members. Record them for a network whose 'admits' does."
            );

        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.OverlappingMembership,
                x => x.InTheWay,
                (x, other) =>
                    $"The individuals of {x.Country} are counted already within {x.Period}, by the count {other}. End that count, or choose another period."
            );

        RuleFor(x => x.Period)
            .Must((x, period) => period.CertainTo <= x.Network.Life.PossibleTo)
            .Breaks(
                RuleCatalog.NetworkClosed,
                x => $"{x.Network.Name} closed ({x.Network.Life}); a closed network has no members. End the count by then."
            );
    }
}
