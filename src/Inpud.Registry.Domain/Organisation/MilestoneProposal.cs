using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Organisation;

/// <summary>What kind of event a milestone is.</summary>
public enum MilestoneKind
{
    /// <summary>People came together as a group or an organisation.</summary>
    Formation,

    /// <summary>A conference.</summary>
    Conference,

    /// <summary>Something was declared.</summary>
    Declaration,

    /// <summary>A study.</summary>
    Study,

    /// <summary>INPUD was launched.</summary>
    Launch,

    /// <summary>A network was founded.</summary>
    Founding,

    /// <summary>Groups were consulted.</summary>
    Consultation,

    /// <summary>A text was published.</summary>
    Publication,

    /// <summary>A plan for a time, which can lie ahead.</summary>
    Plan,
}

/// <summary>A milestone, with the parts that the rules need.</summary>
/// <param name="Id">The milestone's id.</param>
/// <param name="Kind">The kind of event.</param>
/// <param name="Date">When it happened.</param>
public sealed record Milestone(string Id, MilestoneKind Kind, EventDate Date);

/// <summary>A milestone as it is proposed, with the facts that the rules need.</summary>
/// <param name="Milestone">The milestone.</param>
/// <param name="Today">The day on which it is proposed.</param>
public sealed record MilestoneProposal(Milestone Milestone, WorldDay Today);

/// <summary>The rules on recording a milestone.</summary>
public sealed class MilestoneRules : AbstractValidator<MilestoneProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public MilestoneRules() =>
        RuleFor(x => x.Milestone)
            .Must((x, milestone) => milestone.Kind == MilestoneKind.Plan || milestone.Date.First.Earliest <= x.Today.Latest)
            .Breaks(
                RuleCatalog.NotYetHappened,
                x => $"The milestone lies in the future ({x.Milestone.Date}). Correct its date, or record it once it has happened."
            );
}
