using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Board;

/// <summary>A term in an office as it is proposed, with the facts that the rules need.</summary>
/// <param name="Term">The term.</param>
/// <param name="OtherTermsOfTheOffice">The office's other terms.</param>
/// <param name="SeatsOfThePerson">The periods of the person's terms on seats.</param>
public sealed record OfficeProposal(OfficeTerm Term, IReadOnlyList<Recorded> OtherTermsOfTheOffice, IReadOnlyList<Period> SeatsOfThePerson)
{
    internal Recorded? InTheWay => OtherTermsOfTheOffice.FirstOrDefault(other => Term.Period.MustOverlapBeyondHandover(other.Period));
}

/// <summary>The rules on who holds an office of the board.</summary>
public sealed class OfficeRules : AbstractValidator<OfficeProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public OfficeRules()
    {
        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.OfficeTaken,
                x => x.InTheWay,
                (x, other) => $"The office '{x.Term.Office}' is taken within {x.Term.Period} by the term {other}. End that term first."
            );

        RuleFor(x => x.SeatsOfThePerson)
            .Must((x, seats) => x.Term.Person is null || seats.Any(x.Term.Period.CanLieWithin))
            .Breaks(
                RuleCatalog.OfficerNotOnBoard,
                x => $"'{x.Term.Person}' does not represent a network on the board throughout {x.Term.Period}. Record the seat first."
            );
    }
}
