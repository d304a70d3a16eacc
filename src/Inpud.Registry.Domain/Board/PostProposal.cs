using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Board;

/// <summary>A term in a post of the secretariat as it is proposed, with the facts that the rules need.</summary>
/// <param name="Term">The term.</param>
/// <param name="Post">The post.</param>
/// <param name="OtherTermsOfThePost">The post's other terms.</param>
public sealed record PostProposal(PostTerm Term, Post Post, IReadOnlyList<Recorded> OtherTermsOfThePost)
{
    internal Recorded? InTheWay =>
        Post.IsSingle ? OtherTermsOfThePost.FirstOrDefault(other => Term.Period.MustOverlapBeyondHandover(other.Period)) : null;
}

/// <summary>The rules on who holds a post of the secretariat.</summary>
public sealed class PostRules : AbstractValidator<PostProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public PostRules() =>
        RuleFor(x => x.InTheWay)
            .Null()
            .Breaks(
                RuleCatalog.PostTaken,
                x => x.InTheWay,
                (x, other) => $"The post '{x.Post.Id}' is taken within {x.Term.Period} by the term {other}. End that term first."
            );
}
