using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A network's claim of a number of countries, with the parts that the rules need.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="Period">The time for which it holds.</param>
public sealed record Claim(string Id, string NetworkId, Period Period);

/// <summary>A claim as it is proposed, with the facts that the rules need.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="OtherClaims">The network's other claims.</param>
public sealed record ClaimProposal(Claim Claim, IReadOnlyList<Recorded> OtherClaims)
{
    internal Recorded? InTheWay => OtherClaims.FirstOrDefault(other => Claim.Period.MustOverlapBeyondHandover(other.Period));
}

/// <summary>The rules on what a network claims.</summary>
public sealed class ClaimRules : AbstractValidator<ClaimProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public ClaimRules() =>
        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.DuplicateClaim,
                x => x.InTheWay,
                (x, other) =>
                    $"{x.Claim.NetworkId} claims another number of countries within {x.Claim.Period}, by the claim {other}. End that claim first."
            );
}
