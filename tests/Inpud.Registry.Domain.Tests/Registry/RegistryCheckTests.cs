using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Domain.Tests.Registry;

internal sealed class RegistryCheckTests
{
    private static readonly RegistryState Kept = new(
        [Sample.Network()],
        [Sample.Group()],
        [new GroupName("asud", "FR", "asud")],
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
            broken.Select(rule => (rule.Code, rule.Kind, rule.Id)),
            Is.EqualTo([("overlapping-membership", RuledKind.Membership, "m"), ("overlapping-membership", RuledKind.Membership, "n")])
        );
    }

    [Test]
    public void BrokenRules_WhenTwoGroupsOfACountryShareAName_SaysNameTaken()
    {
        var twins = Kept with
        {
            Groups = [.. Kept.Groups, Sample.Group(id: "other")],
            GroupNames = [.. Kept.GroupNames, new GroupName("other", "FR", "asud")],
        };

        Assert.That(Codes(twins), Is.EqualTo(["name-taken", "name-taken"]));
    }

    [Test]
    public void BrokenRules_WhenTheNameIsTakenInAnotherCountry_IsEmpty()
    {
        var apart = Kept with
        {
            Groups = [.. Kept.Groups, Sample.Group(id: "other", country: "ES")],
            GroupNames = [.. Kept.GroupNames, new GroupName("other", "ES", "asud")],
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

    [Test]
    public void BrokenRules_WhenFound_NameTheRecord()
    {
        var broken = RegistryCheck.BrokenRules(
            Kept with
            {
                Groups = [.. Kept.Groups, Sample.Group(id: "euronpud")],
                Individuals = [Count("c", "FR")],
                SeatTerms = [Sample.Seat(period: "2020/2022"), Sample.Seat(id: "second", person: "jane", country: "KE", period: "2023/..")],
            }
        );

        Assert.That(
            broken.Select(rule => $"{rule.Record}: {rule.Code}"),
            Is.EqualTo([
                "group euronpud: id-taken",
                "individual count c: kind-not-accepted",
                "seat term second: representative-outside-remit",
                "office term office-term: officer-not-on-board",
            ])
        );
    }

    [Test]
    public void BrokenRules_WhenIndividualsOfACountryAreCountedTwice_SaysOverlapping()
    {
        var counted = Kept with
        {
            Networks =
            [
                Sample.Network(admits: [MemberKind.Group, MemberKind.Individual]),
                Sample.Network(id: "other", admits: [MemberKind.Individual]),
            ],
            Individuals = [Count("a", "FR"), Count("b", "ES"), Count("c", "FR", "other")],
        };

        Assert.That(Codes(counted), Is.Empty, "another country, or another network, is another count");
        Assert.That(
            Codes(counted with { Individuals = [.. counted.Individuals, Count("d", "FR")] }),
            Is.EqualTo(["overlapping-membership", "overlapping-membership"])
        );
    }

    [Test]
    public void BrokenRules_WhenTwoGroupsShareAnId_SaysIdTaken() =>
        Assert.That(
            Codes(Kept with { Groups = [.. Kept.Groups, Sample.Group(country: "ES")], Memberships = [] }).Distinct(),
            Does.Contain("id-taken")
        );

    [Test]
    public void BrokenRules_WhenAGroupHasTheIdOfOneOfManyNetworks_SaysIdTaken() =>
        Assert.That(
            Codes(
                Kept with
                {
                    Networks = [.. Kept.Networks, Sample.Network(id: "other")],
                    Groups = [.. Kept.Groups, Sample.Group(id: "other")],
                }
            ),
            Is.EqualTo(["id-taken"])
        );

    [Test]
    public void BrokenRules_WhenAPersonHoldsTwoSeats_SaysSeatTaken()
    {
        var two = Kept with
        {
            Networks = [.. Kept.Networks, Sample.Network(id: "other")],
            SeatTerms =
            [
                Sample.Seat(),
                Sample.Seat(id: "second", network: "other"),
                Sample.Seat(id: "third", network: "other", person: "jane", period: "2010/2012"),
            ],
        };

        Assert.That(Codes(two), Is.EqualTo(["seat-taken", "seat-taken"]));
    }

    [Test]
    public void BrokenRules_WhenTwoSeatsAreVacantAtOnce_IsEmpty() =>
        Assert.That(
            Codes(
                Kept with
                {
                    Networks = [.. Kept.Networks, Sample.Network(id: "other"), Sample.Network(id: "third")],
                    SeatTerms =
                    [
                        .. Kept.SeatTerms,
                        Sample.Seat(id: "b", network: "other", person: null, country: null),
                        Sample.Seat(id: "c", network: "third", person: null, country: null),
                    ],
                }
            ),
            Is.Empty
        );

    [Test]
    public void BrokenRules_WhenOneOfficeHasTwoHolders_SaysOfficeTakenAndLeavesOtherOfficesAlone()
    {
        var other = Sample.Office(id: "chair-term") with { Office = "chair" };
        Assert.That(Codes(Kept with { OfficeTerms = [.. Kept.OfficeTerms, other] }), Is.Empty);
        Assert.That(
            Codes(Kept with { OfficeTerms = [.. Kept.OfficeTerms, other, Sample.Office(id: "second")] }),
            Is.EqualTo(["office-taken", "office-taken"])
        );
    }

    [Test]
    public void BrokenRules_WhenTheOfficerIsNotTheOneWithTheSeat_SaysOfficerNotOnBoard() =>
        Assert.That(Codes(Kept with { OfficeTerms = [Sample.Office(person: "jane")] }), Is.EqualTo(["officer-not-on-board"]));

    [Test]
    public void BrokenRules_WhenARecordNamesWhatIsNotThere_Throws()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Codes(Kept with { Networks = [] }), Throws.InvalidOperationException);
            Assert.That(() => Codes(Kept with { Groups = [] }), Throws.InvalidOperationException);
            Assert.That(() => Codes(Kept with { Networks = [], Memberships = [] }), Throws.InvalidOperationException);
            Assert.That(
                () =>
                    Codes(
                        Kept with
                        {
                            Networks = [],
                            Memberships = [],
                            SeatTerms = [],
                            OfficeTerms = [],
                            Individuals = [Count("c", "FR")],
                        }
                    ),
                Throws.InvalidOperationException
            );
            Assert.That(() => RegistryCheck.BrokenRules(null!), Throws.ArgumentNullException);
        });
    }

    private static IndividualCount Count(string id, string country, string network = "euronpud") =>
        new(id, network, country, Period.Parse("2015/..", null));
}
