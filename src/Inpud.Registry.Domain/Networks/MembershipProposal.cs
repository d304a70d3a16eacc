using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A membership as it is proposed, with the facts that the rules need.</summary>
/// <param name="Network">The network that would admit.</param>
/// <param name="Group">The group that would join.</param>
/// <param name="Period">The time of the membership.</param>
/// <param name="OtherMemberships">The group's other memberships of the same network.</param>
public sealed record MembershipProposal(Network Network, Group Group, Period Period, IReadOnlyList<Recorded> OtherMemberships)
{
    internal Recorded? InTheWay => OtherMemberships.FirstOrDefault(other => Period.MustOverlap(other.Period));
}

/// <summary>The rules on admitting a group to a network.</summary>
public sealed class MembershipRules : AbstractValidator<MembershipProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public MembershipRules()
    {
        RuleFor(x => x.Group.Countries)
            .Must((x, countries) => x.Network.CanTakeIn(countries, x.Period))
            .Breaks(
                RuleCatalog.OutsideRemit,
                x =>
                    $"{x.Group.Name} is in {x.Group.Country}, which is not in the remit of {x.Network.Name}. Choose a network whose remit takes it in."
            );

        RuleFor(x => x.Network)
            .Must((x, network) => network.CanAdmit(MemberKind.Group, x.Period))
            .Breaks(
                RuleCatalog.KindNotAccepted,
                x => $"The policy of {x.Network.Name} does not name groups among its members. Choose a network whose 'admits' does."
            );

        RuleFor(x => x.Group.Leaderships)
            .Must((x, led) => Throughout.CanHold(x.Period, led.Turns, day => led.PossibleOn(day).Contains(true)))
            .Breaks(
                RuleCatalog.NotCommunityLed,
                x => $"{x.Group.Name} does not state that it is led by people who use drugs. Record the statement first, with its source."
            );

        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.OverlappingMembership,
                x => x.InTheWay,
                (x, other) =>
                    $"{x.Group.Name} already is a member of {x.Network.Name} within {x.Period}, by the membership {other}. End that membership, or choose another period."
            );

        RuleFor(x => x.Period)
            .Must((x, period) => StartsWithin(period, x.Network.Life) && period.CanLieWithin(x.Group.Life))
            .Breaks(
                RuleCatalog.OutsideLifetime,
                x =>
                    $"The membership {x.Period} lies outside the life of {x.Group.Name} ({x.Group.Life}) or starts before {x.Network.Name} ({x.Network.Life})."
            );

        RuleFor(x => x.Period)
            .Must((x, period) => period.CertainTo <= x.Network.Life.PossibleTo)
            .Breaks(
                RuleCatalog.NetworkClosed,
                x =>
                    $"{x.Network.Name} closed ({x.Network.Life}); a closed network has no members. End the membership by then, or choose another network."
            );
    }

    private static bool StartsWithin(Period period, Period life) => period.CertainFrom >= life.PossibleFrom;
}
