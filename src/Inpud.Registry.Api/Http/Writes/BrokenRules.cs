using FluentValidation.Results;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The answer to a record that would break membership rules. It names all of them, each with a link.</summary>
internal static class BrokenRules
{
    /// <summary>Rules that a record breaks because of another record. Where it breaks no others, the answer is a conflict.</summary>
    private static readonly HashSet<string> Conflicts =
    [
        RuleCatalog.IdTaken.Code,
        RuleCatalog.NameTaken.Code,
        RuleCatalog.OverlappingMembership.Code,
        RuleCatalog.SeatTaken.Code,
        RuleCatalog.OfficeTaken.Code,
    ];

    /// <param name="failures">The broken rules that the domain found.</param>
    /// <param name="field">Gives the field of the body that a rule's code is about.</param>
    public static void ThrowIfAny(IReadOnlyList<ValidationFailure> failures, Func<string, string> field)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var errors = failures
            .Select(failure =>
                ProblemError.Of("body", field(failure.ErrorCode), failure.ErrorCode, failure.ErrorMessage) with
                {
                    Rule = $"/v1/rules/{failure.ErrorCode}",
                }
            )
            .DistinctBy(error => (error.Code, error.Detail))
            .ToList();
        var kind = errors.TrueForAll(error => Conflicts.Contains(error.Code)) ? ProblemKind.Conflict : ProblemKind.RulesBroken;
        throw new ProblemException(kind, string.Join(" ", errors.Select(error => error.Detail)), errors);
    }

    /// <summary>Reports a period that ends before it starts as a broken rule. All other mistakes in a period are mistakes of writing.</summary>
    public static ValidationFailure? Inverted(string period) =>
        Domain.Dates.Period.IsInverted(period)
            ? new ValidationFailure("Period", $"The period '{period}' ends before it starts. {RuleCatalog.PeriodInverted.Mend}")
            {
                ErrorCode = RuleCatalog.PeriodInverted.Code,
            }
            : null;
}
