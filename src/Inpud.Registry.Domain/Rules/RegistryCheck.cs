using FluentValidation;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Rules;

/// <summary>A rule that a record breaks.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Record">The kind and id of the record.</param>
/// <param name="Sentence">What is wrong, and how to mend it.</param>
public sealed record BrokenRule(string Code, string Record, string Sentence);

/// <summary>Holds a whole registry against all membership rules: what writes check one record at a time, checked for all of them.</summary>
public static class RegistryCheck
{
    private static readonly MembershipRules MembershipRules = new();
    private static readonly IndividualsRules IndividualsRules = new();
    private static readonly GroupRules GroupRules = new();
    private static readonly SeatRules SeatRules = new();
    private static readonly OfficeRules OfficeRules = new();

    /// <summary>All broken rules; empty where the registry keeps them all.</summary>
    public static IReadOnlyList<BrokenRule> BrokenRules(RegistryState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return
        [
            .. state.Groups.SelectMany(group => Check($"group {group.Id}", GroupRules, ProposalOf(state, group))),
            .. state.Memberships.SelectMany(m => Check($"membership {m.Id}", MembershipRules, ProposalOf(state, m))),
            .. state.Individuals.SelectMany(count => Check($"count {count.Id}", IndividualsRules, ProposalOf(state, count))),
            .. state.SeatTerms.SelectMany(term => Check($"seat term {term.Id}", SeatRules, ProposalOf(state, term))),
            .. state.OfficeTerms.SelectMany(term => Check($"office term {term.Id}", OfficeRules, ProposalOf(state, term))),
        ];
    }

    private static IEnumerable<BrokenRule> Check<T>(string record, AbstractValidator<T> rules, T proposal) =>
        rules.Validate(proposal).Errors.Select(error => new BrokenRule(error.ErrorCode, record, error.ErrorMessage));

    private static GroupProposal ProposalOf(RegistryState state, Group group)
    {
        var names = state.GroupNames.Where(name => name.GroupId == group.Id).Select(name => name.Key).ToHashSet();
        var compatriots = state
            .Groups.Where(other => other.Id != group.Id && other.Country == group.Country)
            .Select(other => other.Id)
            .ToHashSet();
        var idIsTaken =
            state.Groups.Count(other => other.Id == group.Id) > 1
            || state.Networks.Any(network => network.Id == group.Id)
            || state.FormerIds.Contains(group.Id);
        var nameIsTaken = state.GroupNames.Any(name => compatriots.Contains(name.GroupId) && names.Contains(name.Key));
        return new GroupProposal(group, idIsTaken, nameIsTaken, state.Today);
    }

    private static MembershipProposal ProposalOf(RegistryState state, Membership membership) =>
        new(
            state.Networks.Single(network => network.Id == membership.NetworkId),
            state.Groups.Single(group => group.Id == membership.GroupId),
            membership.Period,
            [
                .. state
                    .Memberships.Where(other =>
                        other.Id != membership.Id && other.GroupId == membership.GroupId && other.NetworkId == membership.NetworkId
                    )
                    .Select(other => other.Period),
            ]
        );

    private static IndividualsProposal ProposalOf(RegistryState state, IndividualCount count) =>
        new(
            state.Networks.Single(network => network.Id == count.NetworkId),
            count.Country,
            count.Period,
            [
                .. state
                    .Individuals.Where(other =>
                        other.Id != count.Id && other.NetworkId == count.NetworkId && other.Country == count.Country
                    )
                    .Select(other => other.Period),
            ]
        );

    private static SeatProposal ProposalOf(RegistryState state, SeatTerm term) =>
        new(
            term,
            state.Networks.Single(network => network.Id == term.NetworkId),
            [.. state.SeatTerms.Where(other => other.Id != term.Id && other.NetworkId == term.NetworkId).Select(other => other.Period)],
            [
                .. state
                    .SeatTerms.Where(other => other.Id != term.Id && term.Person is not null && other.Person == term.Person)
                    .Select(other => other.Period),
            ]
        );

    private static OfficeProposal ProposalOf(RegistryState state, OfficeTerm term) =>
        new(
            term,
            [.. state.OfficeTerms.Where(other => other.Id != term.Id && other.Office == term.Office).Select(other => other.Period)],
            [.. state.SeatTerms.Where(seat => seat.Person is not null && seat.Person == term.Person).Select(seat => seat.Period)]
        );
}
