using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Board;

/// <summary>A term on a seat as it is proposed, with the facts that the rules need.</summary>
/// <param name="Term">The term.</param>
/// <param name="Network">The network whose seat it is.</param>
/// <param name="OtherTermsOfTheSeat">The periods of the seat's other terms.</param>
/// <param name="OtherTermsOfThePerson">The periods of the person's other terms on seats.</param>
public sealed record SeatProposal(
    SeatTerm Term,
    Network Network,
    IReadOnlyList<Period> OtherTermsOfTheSeat,
    IReadOnlyList<Period> OtherTermsOfThePerson
);

/// <summary>The rules on who sits on the board.</summary>
public sealed class SeatRules : AbstractValidator<SeatProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public SeatRules()
    {
        RuleFor(x => x.Term.Period)
            .Must((x, period) => !x.OtherTermsOfTheSeat.Concat(x.OtherTermsOfThePerson).Any(period.MustOverlap))
            .Breaks(
                RuleCatalog.SeatTaken,
                x =>
                    $"The seat of {x.Network.Name} is taken within {x.Term.Period}, or the person holds another seat then. End that term first."
            );

        RuleFor(x => x.Term.Country)
            .Must((x, country) => country is null || x.Network.Kind == NetworkKind.Topical || x.Network.Remit.TakesIn(country))
            .Breaks(
                RuleCatalog.RepresentativeOutsideRemit,
                x =>
                    $"The representative is from {x.Term.Country}, which is not in the remit of {x.Network.Name}. Correct the country, or propose somebody from the remit."
            );
    }
}
