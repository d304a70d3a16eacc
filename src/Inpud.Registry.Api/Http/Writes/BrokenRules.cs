using FluentValidation.Results;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The answer to a record that would break membership rules: all of them, each with a link to the rule.</summary>
internal static class BrokenRules
{
    /// <summary>Rules that another record is in the way of. Where nothing else is wrong, the answer is a conflict.</summary>
    private static readonly HashSet<string> Conflicts =
    [
        RuleCatalog.IdTaken.Code,
        RuleCatalog.NameTaken.Code,
        RuleCatalog.OverlappingMembership.Code,
        RuleCatalog.SeatTaken.Code,
        RuleCatalog.OfficeTaken.Code,
    ];

    /// <param name="failures">What the domain's rules found.</param>
    /// <param name="field">The field of the body that a rule's code is about.</param>
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

    /// <summary>A period whose end comes before its start is the one mistake of writing that is a rule.</summary>
    public static ValidationFailure? Inverted(string period) =>
        Domain.Dates.Period.IsInverted(period)
            ? new ValidationFailure("Period", $"The period '{period}' ends before it starts. {RuleCatalog.PeriodInverted.Mend}")
            {
                ErrorCode = RuleCatalog.PeriodInverted.Code,
            }
            : null;
}
