using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Domain.Tests.Groups;

internal sealed class GroupRulesTests
{
    private static string[] Broken(GroupProposal proposal) =>
        [.. new GroupRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenAllRulesAreKept_FindsNothing() =>
        Assert.That(Broken(new GroupProposal(Sample.Group(), false, false)), Is.Empty);

    [TestCase(GroupVisibility.Public)]
    [TestCase(GroupVisibility.Country)]
    public void Validate_WhenNobodyConsented_BreaksConsentMissing(GroupVisibility visibility) =>
        Assert.That(
            Broken(new GroupProposal(Sample.Group(visibility: visibility, isPublicInASource: false), false, false)),
            Is.EqualTo(["consent-missing"])
        );

    [Test]
    public void Validate_WhenTheGroupIsPrivate_NeedsNoConsent() =>
        Assert.That(
            Broken(new GroupProposal(Sample.Group(visibility: GroupVisibility.Private, isPublicInASource: false), false, false)),
            Is.Empty
        );

    [Test]
    public void Validate_WhenIdAndNameAreTaken_ReportsBoth() =>
        Assert.That(Broken(new GroupProposal(Sample.Group(), true, true)), Is.EqualTo(["id-taken", "name-taken"]));
}
