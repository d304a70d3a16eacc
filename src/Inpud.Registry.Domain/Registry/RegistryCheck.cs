using FluentValidation;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Domain.Registry;

/// <summary>Checks all records of a registry against the membership rules. A write checks one record against the same rules.</summary>
/// <remarks>Claims are checked when somebody writes one, and not here: registries of before the rule have claims beside one another, and their bundles must still be read.</remarks>
public static class RegistryCheck
{
    private static readonly MembershipRules MembershipRules = new();
    private static readonly IndividualsRules IndividualsRules = new();
    private static readonly GroupRules GroupRules = new();
    private static readonly SeatRules SeatRules = new();
    private static readonly OfficeRules OfficeRules = new();
    private static readonly PostRules PostRules = new();
    private static readonly NetworkRules NetworkRules = new();
    private static readonly MilestoneRules MilestoneRules = new();
    private static readonly DocumentRules DocumentRules = new();

    /// <summary>All broken rules; empty where the registry keeps them all.</summary>
    public static IReadOnlyList<BrokenRule> BrokenRules(RegistryState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var index = new RegistryIndex(state);
        return
        [
            .. state.Networks.SelectMany(network =>
                Check(RuledKind.Network, network.Id, NetworkRules, new NetworkProposal(network, index.Today))
            ),
            .. state.Groups.SelectMany(group => Check(RuledKind.Group, group.Id, GroupRules, ProposalOf(index, group))),
            .. state.Memberships.SelectMany(m => Check(RuledKind.Membership, m.Id, MembershipRules, ProposalOf(index, m))),
            .. state.Individuals.SelectMany(count =>
                Check(RuledKind.IndividualCount, count.Id, IndividualsRules, ProposalOf(index, count))
            ),
            .. state.SeatTerms.SelectMany(term => Check(RuledKind.SeatTerm, term.Id, SeatRules, ProposalOf(index, term))),
            .. state.OfficeTerms.SelectMany(term => Check(RuledKind.OfficeTerm, term.Id, OfficeRules, ProposalOf(index, term))),
            .. state.PostTerms.SelectMany(term => Check(RuledKind.PostTerm, term.Id, PostRules, ProposalOf(index, term))),
            .. state.Milestones.SelectMany(milestone =>
                Check(RuledKind.Milestone, milestone.Id, MilestoneRules, new MilestoneProposal(milestone, index.Today))
            ),
            .. state.Documents.SelectMany(document =>
                Check(RuledKind.Document, document.Id, DocumentRules, new DocumentProposal(document, index.Today))
            ),
        ];
    }

    private static IEnumerable<BrokenRule> Check<T>(RuledKind kind, string id, AbstractValidator<T> rules, T proposal) =>
        rules
            .Validate(proposal)
            .Errors.Select(error => new BrokenRule(error.ErrorCode, kind, id, error.ErrorMessage)
            {
                InTheWay = error.CustomState as string,
            });

    private static GroupProposal ProposalOf(RegistryIndex index, Group group) =>
        new(
            group,
            index.Groups[group.Id].Skip(1).Any() || index.Networks[group.Id].Any() || index.FormerIds.Contains(group.Id),
            index
                .NamesOfGroup[group.Id]
                .SelectMany(name => index.BearersOf(group.Country, name.Key))
                .FirstOrDefault(bearer => bearer != group.Id),
            index.Today
        );

    private static MembershipProposal ProposalOf(RegistryIndex index, Membership membership) =>
        new(
            index.Networks[membership.NetworkId].Single(),
            index.Groups[membership.GroupId].Single(),
            membership.Period,
            [
                .. index
                    .MembershipsOfGroup[membership.GroupId]
                    .Where(other => other.Id != membership.Id && other.NetworkId == membership.NetworkId)
                    .Select(other => new Recorded(other.Id, other.Period)),
            ]
        );

    private static IndividualsProposal ProposalOf(RegistryIndex index, IndividualCount count) =>
        new(
            index.Networks[count.NetworkId].Single(),
            count.Country,
            count.Period,
            [
                .. index
                    .IndividualsOfNetwork[count.NetworkId]
                    .Where(other => other.Id != count.Id && other.Country == count.Country)
                    .Select(other => new Recorded(other.Id, other.Period)),
            ]
        );

    private static SeatProposal ProposalOf(RegistryIndex index, SeatTerm term) =>
        new(
            term,
            index.Networks[term.NetworkId].Single(),
            [
                .. index
                    .TermsOfSeat[term.NetworkId]
                    .Where(other => other.Id != term.Id)
                    .Select(other => new Recorded(other.Id, other.Period)),
            ],
            [.. SeatsOf(index, term.Person).Where(other => other.Id != term.Id).Select(other => new Recorded(other.Id, other.Period))]
        );

    private static OfficeProposal ProposalOf(RegistryIndex index, OfficeTerm term) =>
        new(
            term,
            [.. index.TermsOfOffice[term.Office].Where(other => other.Id != term.Id).Select(other => new Recorded(other.Id, other.Period))],
            [.. SeatsOf(index, term.Person).Select(seat => seat.Period)]
        );

    private static PostProposal ProposalOf(RegistryIndex index, PostTerm term) =>
        new(
            term,
            index.Posts[term.PostId].Single(),
            [.. index.TermsOfPost[term.PostId].Where(other => other.Id != term.Id).Select(other => new Recorded(other.Id, other.Period))]
        );

    private static IEnumerable<SeatTerm> SeatsOf(RegistryIndex index, string? person) => person is null ? [] : index.SeatsOfPerson[person];
}
