using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests.Networks;

internal sealed class MembershipRulesTests
{
    private static readonly MembershipProposal Kept = new(Sample.Network(), Sample.Group(), Period.Parse("2015/..", null), []);

    private static string[] Broken(MembershipProposal proposal) =>
        [.. new MembershipRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenAllRulesAreKept_FindsNothing() => Assert.That(Broken(Kept), Is.Empty);

    [Test]
    public void Validate_WhenTheCountryIsOutsideTheRemit_BreaksOutsideRemit() =>
        Assert.That(Broken(Kept with { Group = Sample.Group(country: "KE") }), Is.EqualTo(["outside-remit"]));

    [Test]
    public void Validate_WhenTheNetworkIsTopical_TakesAnyCountry() =>
        Assert.That(
            Broken(Kept with { Network = Sample.Network(kind: NetworkKind.Topical), Group = Sample.Group(country: "KE") }),
            Is.Empty
        );

    [Test]
    public void Validate_WhenThePolicyNamesNoGroups_BreaksKindNotAccepted() =>
        Assert.That(Broken(Kept with { Network = Sample.Network(admits: [MemberKind.Individual]) }), Is.EqualTo(["kind-not-accepted"]));

    [TestCase(null)]
    [TestCase(false)]
    public void Validate_WhenTheGroupIsNotLedByItsCommunity_BreaksNotCommunityLed(bool? led) =>
        Assert.That(Broken(Kept with { Group = Sample.Group(led: led) }), Is.EqualTo(["not-community-led"]));

    [TestCase("2010/2016", new[] { "overlapping-membership" })]
    [TestCase("2010/2014", new string[0])]
    [TestCase("2010/2015", new string[0], Description = "The end and the start may lie in either order within 2015.")]
    public void Validate_WhenTheGroupIsAMemberAlready_BreaksOverlappingMembershipOnlyWhereTheTimesMustMeet(string other, string[] codes) =>
        Assert.That(Broken(Kept with { OtherMemberships = [new Recorded("m-1", Period.Parse(other, null))] }), Is.EqualTo(codes));

    [Test]
    public void Validate_WhenTheMembershipStartsBeforeTheNetwork_BreaksOutsideLifetime() =>
        Assert.That(Broken(Kept with { Period = Period.Parse("2009/..", null) }), Is.EqualTo(["outside-lifetime"]));

    [Test]
    public void Validate_WhenTheMembershipOutlivesTheGroup_BreaksOutsideLifetime() =>
        Assert.That(Broken(Kept with { Group = Sample.Group(life: "2000/2020") }), Is.EqualTo(["outside-lifetime"]));

    [Test]
    public void Validate_WhenTheNetworkIsClosed_BreaksNetworkClosed() =>
        Assert.That(Broken(Kept with { Network = Sample.Network(life: "2011/2020") }), Is.EqualTo(["network-closed"]));

    [Test]
    public void Validate_WhenSeveralRulesAreBroken_ReportsThemTogether() =>
        Assert.That(
            Broken(Kept with { Group = Sample.Group(country: "KE", led: null) }),
            Is.EquivalentTo(["outside-remit", "not-community-led"])
        );
}
