using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>The columns that the rules need of a row that has a period.</summary>
internal abstract record RuledRow
{
    [Column("period")]
    public required string PeriodText { get; init; }

    [Column("observed")]
    public required string? ObservedText { get; init; }

    protected Period Period => Period.Parse(PeriodText, ObservedText);
}

internal sealed record RuledNetworkRow : RuledRow
{
    public const string Select =
        "select n.id, n.name, n.kind, n.admits, n.period, n.observed, r.basis from networks as n join remits as r on r.network_id = n.id";

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string Admits { get; init; }
    public required string Basis { get; init; }

    public Network Network(IEnumerable<StandingTerm> standings, IEnumerable<string> countries, IEnumerable<RuledNetworkValueRow> former)
    {
        var values = former.ToList();
        return new Network(
            Id,
            Name,
            Kebab.Parse<NetworkKind>(Kind),
            [.. standings],
            Period,
            new Remit(Kebab.Parse<RemitBasis>(Basis), countries.ToHashSet()),
            MembersOf(Admits)
        )
        {
            FormerRemits = [.. values.Where(value => value.Attribute == "remit").Select(value => value.FormerRemit)],
            FormerAdmits = [.. values.Where(value => value.Attribute == "admits").Select(value => value.FormerPolicy)],
        };
    }

    internal static IReadOnlySet<MemberKind> MembersOf(string admits) =>
        JsonSerializer.Deserialize<string[]>(admits)!.Select(Kebab.Parse<MemberKind>).ToHashSet();
}

/// <summary>What an attribute of a network was before it changed.</summary>
internal sealed record RuledNetworkValueRow : RuledRow
{
    public const string Select =
        "select network_id, attribute, basis, countries, admits, period, observed, replaced_by from network_former_values";

    public required string NetworkId { get; init; }
    public required string Attribute { get; init; }
    public required string? Basis { get; init; }
    public required string? Countries { get; init; }
    public required string? Admits { get; init; }
    public required DateOnly ReplacedBy { get; init; }

    public FormerValue<Remit> FormerRemit =>
        new(new Remit(Kebab.Parse<RemitBasis>(Basis!), JsonSerializer.Deserialize<string[]>(Countries!)!.ToHashSet()), Period, ReplacedBy);

    public FormerValue<IReadOnlySet<MemberKind>> FormerPolicy => new(RuledNetworkRow.MembersOf(Admits!), Period, ReplacedBy);
}

/// <summary>What an attribute of a group was before it changed: one that the rules need.</summary>
internal sealed record RuledGroupValueRow : RuledRow
{
    public const string Select =
        "select group_id, attribute, country, led_by_people_who_use_drugs, period, observed, replaced_by from group_former_values";

    public required string GroupId { get; init; }
    public required string Attribute { get; init; }
    public required string? Country { get; init; }
    public required bool? LedByPeopleWhoUseDrugs { get; init; }
    public required DateOnly ReplacedBy { get; init; }

    public FormerValue<string> FormerCountry => new(Country!, Period, ReplacedBy);

    public FormerValue<bool?> FormerLeadership => new(LedByPeopleWhoUseDrugs, Period, ReplacedBy);
}

internal sealed record RuledStandingRow : RuledRow
{
    public const string Select = "select network_id, standing, period, observed from network_standings";

    public required string NetworkId { get; init; }
    public required string Standing { get; init; }

    public StandingTerm Term => new(Kebab.Parse<NetworkStanding>(Standing), Period);
}

internal sealed record RuledGroupRow : RuledRow
{
    public const string Select =
        "select id, name, country, led_by_people_who_use_drugs, visibility, visibility_basis, kept_by, period, observed from groups";

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Country { get; init; }
    public required bool? LedByPeopleWhoUseDrugs { get; init; }

    [Column("visibility")]
    public required string VisibilityText { get; init; }

    public required string? VisibilityBasis { get; init; }
    public required string? KeptBy { get; init; }

    public GroupVisibility Visibility => Kebab.Parse<GroupVisibility>(VisibilityText);

    public Group Group(GroupVisibility visibility, IEnumerable<ConsentRow> consents, IEnumerable<RuledGroupValueRow> former)
    {
        var values = former.ToList();
        return new Group(
            Id,
            Name,
            Country,
            LedByPeopleWhoUseDrugs,
            Period,
            visibility,
            VisibilityBasis is not null,
            [
                .. consents
                    .Where(consent => consent.Ended is null && consent.ShownAs != GroupVisibility.Private)
                    .Select(consent => consent.Consent),
            ]
        )
        {
            FormerCountries = [.. values.Where(value => value.Attribute == "country").Select(value => value.FormerCountry)],
            FormerLeaderships = [.. values.Where(value => value.Attribute == "leadership").Select(value => value.FormerLeadership)],
        };
    }
}

internal sealed record RuledMembershipRow : RuledRow
{
    public const string Select = "select id, network_id, group_id, period, observed from memberships";

    public required string Id { get; init; }
    public required string NetworkId { get; init; }
    public required string GroupId { get; init; }

    public Membership Membership => new(Id, NetworkId, GroupId, Period);
}

internal sealed record RuledIndividualCountRow : RuledRow
{
    public const string Select = "select id, network_id, country, period, observed from individual_counts";

    public required string Id { get; init; }
    public required string NetworkId { get; init; }
    public required string Country { get; init; }

    public IndividualCount Count => new(Id, NetworkId, Country, Period);
}

internal sealed record RuledSeatTermRow : RuledRow
{
    public const string Select = "select id, network_id, person_id, person_withheld, country, period, observed from seat_terms";

    public required string Id { get; init; }
    public required string NetworkId { get; init; }
    public required string? PersonId { get; init; }
    public required bool? PersonWithheld { get; init; }
    public required string? Country { get; init; }

    public SeatTerm Term => new(Id, NetworkId, PersonId, Country, Period, PersonId is null && PersonWithheld is not true);
}

internal sealed record RuledOfficeTermRow : RuledRow
{
    public const string Select = "select id, office_id, person_id, person_withheld, period, observed from office_terms";

    public required string Id { get; init; }
    public required string OfficeId { get; init; }
    public required string? PersonId { get; init; }
    public required bool? PersonWithheld { get; init; }

    public OfficeTerm Term => new(Id, OfficeId, PersonId, Period, PersonId is null && PersonWithheld is not true);
}

internal sealed record RuledPostRow
{
    public const string Select = "select id, single from posts";

    public required string Id { get; init; }
    public required bool? Single { get; init; }

    public Post Post => new(Id, Single is true);
}

internal sealed record RuledPostTermRow : RuledRow
{
    public const string Select = "select id, post_id, period, observed from post_terms";

    public required string Id { get; init; }
    public required string PostId { get; init; }

    public PostTerm Term => new(Id, PostId, Period);
}

internal sealed record RuledClaimRow : RuledRow
{
    public const string Select = "select id, network_id, period, observed from claims";

    public required string Id { get; init; }
    public required string NetworkId { get; init; }

    public Claim Claim => new(Id, NetworkId, Period);
}

internal sealed record RuledMilestoneRow
{
    public const string Select = "select id, kind, date from milestones";

    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Date { get; init; }

    public Milestone Milestone => new(Id, Kebab.Parse<MilestoneKind>(Kind), EventDate.Parse(Date));
}

internal sealed record RuledDocumentRow : RuledRow
{
    public const string Select = "select id, title, period, observed from documents";

    public required string Id { get; init; }
    public required string Title { get; init; }

    public Document Document => new(Id, Title, Period);
}
