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
        RuleCatalog.PostTaken.Code,
        RuleCatalog.DuplicateClaim.Code,
        RuleCatalog.DuplicatePerson.Code,
    ];

    /// <summary>The kind of the record that is in the way, by the rule.</summary>
    private static readonly Dictionary<string, string> ResourcesInTheWay = new(StringComparer.Ordinal)
    {
        [RuleCatalog.NameTaken.Code] = "groups",
        [RuleCatalog.OverlappingMembership.Code] = "memberships",
        [RuleCatalog.SeatTaken.Code] = "representatives",
        [RuleCatalog.OfficeTaken.Code] = "office-terms",
        [RuleCatalog.PostTaken.Code] = "post-terms",
        [RuleCatalog.DuplicateClaim.Code] = "claims",
        [RuleCatalog.DuplicatePerson.Code] = "people",
    };

    /// <param name="failures">The broken rules that the domain found. The state of one is the id of the record that is in the way.</param>
    /// <param name="field">Gives the field of the body that a rule's code is about.</param>
    /// <param name="resourceInTheWay">The kind of the record that is in the way, where it is not the kind that the rule is mostly about.</param>
    public static void ThrowIfAny(IReadOnlyList<ValidationFailure> failures, Func<string, string> field, string? resourceInTheWay = null)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var errors = failures
            .Select(failure =>
                ProblemError.InBody(field(failure.ErrorCode).Split('.'), failure.ErrorCode, failure.ErrorMessage) with
                {
                    Rule = PublicAddress.Link($"/v1/rules/{failure.ErrorCode}"),
                    InTheWay = failure.CustomState is string id
                        ? PublicAddress.Link($"/v1/{resourceInTheWay ?? ResourcesInTheWay[failure.ErrorCode]}/{id}/record")
                        : null,
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
