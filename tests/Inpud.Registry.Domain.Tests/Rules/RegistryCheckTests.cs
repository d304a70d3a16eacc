using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Tests.Rules;

internal sealed class RegistryCheckTests
{
    private static readonly RegistryState Kept = new(
        [Sample.Network()],
        [Sample.Group()],
        [new GroupName("asud", "asud")],
        [new Membership("m", "euronpud", "asud", Period.Parse("2015/..", null))],
        [],
        [Sample.Seat()],
        [Sample.Office()],
        ["anpud"],
        Sample.Today
    );

    private static string[] Codes(RegistryState state) => [.. RegistryCheck.BrokenRules(state).Select(broken => broken.Code)];

    [Test]
    public void BrokenRules_WhenTheRegistryKeepsThemAll_IsEmpty() => Assert.That(Codes(Kept), Is.Empty);

    [Test]
    public void BrokenRules_WhenAMembershipStandsTwice_NamesBothRecords()
    {
        var twice = Kept with
        {
            Memberships = [.. Kept.Memberships, new Membership("n", "euronpud", "asud", Period.Parse("2016/..", null))],
        };

        var broken = RegistryCheck.BrokenRules(twice);

        Assert.That(
            broken.Select(rule => (rule.Code, rule.Record)),
            Is.EqualTo([("overlapping-membership", "membership m"), ("overlapping-membership", "membership n")])
        );
    }

    [Test]
    public void BrokenRules_WhenTwoGroupsOfACountryShareAName_SaysNameTaken()
    {
        var twins = Kept with
        {
            Groups = [.. Kept.Groups, Sample.Group(id: "other")],
            GroupNames = [.. Kept.GroupNames, new GroupName("other", "asud")],
        };

        Assert.That(Codes(twins), Is.EqualTo(["name-taken", "name-taken"]));
    }

    [Test]
    public void BrokenRules_WhenTheNameIsTakenInAnotherCountry_IsEmpty()
    {
        var apart = Kept with
        {
            Groups = [.. Kept.Groups, Sample.Group(id: "other", country: "ES")],
            GroupNames = [.. Kept.GroupNames, new GroupName("other", "asud")],
        };

        Assert.That(Codes(apart), Is.Empty);
    }

    [TestCase("anpud")]
    [TestCase("euronpud")]
    public void BrokenRules_WhenAGroupTakesAnIdThatWasGiven_SaysIdTaken(string id) =>
        Assert.That(Codes(Kept with { Groups = [.. Kept.Groups, Sample.Group(id: id)] }), Is.EqualTo(["id-taken"]));

    [Test]
    public void BrokenRules_WhenTwoTermsShareASeat_SaysSeatTaken() =>
        Assert.That(
            Codes(Kept with { SeatTerms = [.. Kept.SeatTerms, Sample.Seat(id: "second", person: "jane")] }),
            Is.EqualTo(["seat-taken", "seat-taken"])
        );

    [Test]
    public void BrokenRules_WhenTheOfficersSeatEnded_SaysOfficerNotOnBoard() =>
        Assert.That(Codes(Kept with { SeatTerms = [Sample.Seat(period: "2020/2022")] }), Is.EqualTo(["officer-not-on-board"]));
}
