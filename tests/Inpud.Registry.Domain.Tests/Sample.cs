using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests;

/// <summary>Records that keep every rule, for tests to break one at a time.</summary>
internal static class Sample
{
    public static readonly WorldDay Today = new(new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 15));

    public static Network Network(
        string id = "euronpud",
        NetworkKind kind = NetworkKind.Regional,
        string life = "2011/..",
        string[]? remit = null,
        MemberKind[]? admits = null
    ) =>
        new(
            id,
            id,
            kind,
            [new StandingTerm(NetworkStanding.Constituent, Period.Parse("/..", "2022-07"))],
            Period.Parse(life, null),
            new Remit(RemitBasis.Stated, (remit ?? ["ES", "FR", "NO"]).ToHashSet()),
            (admits ?? [MemberKind.Group]).ToHashSet()
        );

    public static Group Group(
        string id = "asud",
        string country = "FR",
        bool? led = true,
        string life = "/..",
        GroupVisibility visibility = GroupVisibility.Public,
        bool isPublicInASource = true,
        Consent[]? consents = null
    ) => new(id, id, country, led, Period.Parse(life, null), visibility, isPublicInASource, consents ?? []);

    public static SeatTerm Seat(
        string id = "term",
        string network = "euronpud",
        string? person = "john",
        string? country = "NO",
        string period = "2020/.."
    ) => new(id, network, person, country, Period.Parse(period, null), IsVacancy: person is null);

    public static OfficeTerm Office(string id = "office-term", string? person = "john", string period = "2021/..") =>
        new(id, "treasurer", person, Period.Parse(period, null), IsVacancy: person is null);
}
