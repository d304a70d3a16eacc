using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests.Networks;

internal sealed class IndividualsRulesTests
{
    private static readonly IndividualsProposal Kept = new(
        Sample.Network(admits: [MemberKind.Group, MemberKind.Individual]),
        "FR",
        Period.Parse("2015/..", null),
        []
    );

    private static string[] Broken(IndividualsProposal proposal) =>
        [.. new IndividualsRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenAllRulesAreKept_FindsNothing() => Assert.That(Broken(Kept), Is.Empty);

    [Test]
    public void Validate_WhenTheCountryIsOutsideTheRemit_BreaksOutsideRemit() =>
        Assert.That(Broken(Kept with { Country = "KE" }), Is.EqualTo(["outside-remit"]));

    [Test]
    public void Validate_WhenTheNetworkIsTopical_TakesAnyCountry() =>
        Assert.That(
            Broken(Kept with { Country = "KE", Network = Sample.Network(kind: NetworkKind.Topical, admits: [MemberKind.Individual]) }),
            Is.Empty
        );

    [Test]
    public void Validate_WhenThePolicyNamesNoIndividuals_BreaksKindNotAccepted() =>
        Assert.That(Broken(Kept with { Network = Sample.Network() }), Is.EqualTo(["kind-not-accepted"]));

    [Test]
    public void Validate_WhenItIsShownWithoutAConsent_BreaksConsentMissing() =>
        Assert.That(Broken(Kept with { LacksConsent = true }), Is.EqualTo(["consent-missing"]));

    [TestCase("2010/2016", new[] { "overlapping-membership" })]
    [TestCase("2010/2014", new string[0])]
    public void Validate_WhenTheCountryIsCountedAlready_BreaksOverlappingMembership(string other, string[] codes) =>
        Assert.That(
            Broken(
                Kept with
                {
                    OtherCounts = [new Recorded("c-1", Period.Parse("2000/2001", null)), new Recorded("c-2", Period.Parse(other, null))],
                }
            ),
            Is.EqualTo(codes)
        );

    [TestCase("2011/2020", "2015/..", new[] { "network-closed" })]
    [TestCase("2011/2020", "2015/2020", new string[0])]
    [TestCase("2011/2020-12-31", "2015/2020-12-31", new string[0], Description = "It may count to its last day.")]
    public void Validate_WhenTheNetworkIsClosed_BreaksNetworkClosed(string life, string period, string[] codes) =>
        Assert.That(
            Broken(
                Kept with
                {
                    Network = Sample.Network(life: life, admits: [MemberKind.Individual]),
                    Period = Period.Parse(period, null),
                }
            ),
            Is.EqualTo(codes)
        );
}
