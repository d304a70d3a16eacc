using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Board;

/// <summary>A term on a seat as it is proposed, with the facts that the rules need.</summary>
/// <param name="Term">The term.</param>
/// <param name="Network">The network whose seat it is.</param>
/// <param name="OtherTermsOfTheSeat">The seat's other terms.</param>
/// <param name="OtherTermsOfThePerson">The person's other terms on seats.</param>
public sealed record SeatProposal(
    SeatTerm Term,
    Network Network,
    IReadOnlyList<Recorded> OtherTermsOfTheSeat,
    IReadOnlyList<Recorded> OtherTermsOfThePerson
)
{
    internal Recorded? InTheWay =>
        OtherTermsOfTheSeat.Concat(OtherTermsOfThePerson).FirstOrDefault(other => Term.Period.MustOverlapBeyondHandover(other.Period));
}

/// <summary>The rules on who sits on the board.</summary>
public sealed class SeatRules : AbstractValidator<SeatProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public SeatRules()
    {
        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.SeatTaken,
                x => x.InTheWay,
                (x, other) =>
                    $"The seat of {x.Network.Name} is taken within {x.Term.Period}, or the person holds another seat then: by the term {other}. End that term first."
            );

        RuleFor(x => x.Term.Country)
            .Must((x, country) => country is null || x.Network.CanTakeIn(new DatedValue<string>(country, []), x.Term.Period))
            .Breaks(
                RuleCatalog.RepresentativeOutsideRemit,
                x =>
                    $"The representative is from {x.Term.Country}, which is not in the remit of {x.Network.Name}. Correct the country, or propose somebody from the remit."
            );
    }
}
