using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Groups;

/// <summary>A group as it is proposed, with the facts that the rules need.</summary>
/// <param name="Group">The group.</param>
/// <param name="IdIsTaken">True where another record has, or once had, the id.</param>
/// <param name="BearerOfName">The id of another group of the country that bears one of the names; null where none does.</param>
/// <param name="Today">The day on which it is proposed: a consent has to be in force then.</param>
public sealed record GroupProposal(Group Group, bool IdIsTaken, string? BearerOfName, WorldDay Today);

/// <summary>The rules on recording a group.</summary>
public sealed class GroupRules : AbstractValidator<GroupProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public GroupRules()
    {
        RuleFor(x => x.Group.Visibility)
            .Must(
                (x, visibility) =>
                    visibility == GroupVisibility.Private
                    || x.Group.IsPublicInASource
                    || x.Group.Consents.Any(consent => consent.Allows(visibility, x.Today))
            )
            .Breaks(
                RuleCatalog.ConsentMissing,
                x =>
                    $"{x.Group.Name} has given no consent that is in force, and no cited source had made it public. Record the consent first."
            );

        RuleFor(x => x.Group.Life)
            .Must((x, life) => life.Start is not { } founded || founded.Earliest <= x.Today.Latest)
            .Breaks(
                RuleCatalog.FoundedInFuture,
                x => $"{x.Group.Name} would be founded in the future ({x.Group.Life}). Correct the start of its period."
            );

        RuleFor(x => x.IdIsTaken)
            .Equal(false)
            .Breaks(RuleCatalog.IdTaken, x => $"The id '{x.Group.Id}' is taken, or was once. Choose another.");

        RuleFor(x => x.BearerOfName)
            .Null()
            .Breaks(
                RuleCatalog.NameTaken,
                x =>
                    $"A group in {x.Group.Country} already bears the name '{x.Group.Name}': '{x.BearerOfName}'. Use the existing record, or write the name that tells the two apart."
            )
            .WithState(x => x.BearerOfName);
    }
}
