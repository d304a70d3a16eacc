using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Domain.Tests.Groups;

internal sealed class GroupRulesTests
{
    private static string[] Broken(GroupProposal proposal) =>
        [.. new GroupRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenAllRulesAreKept_FindsNothing() =>
        Assert.That(Broken(new GroupProposal(Sample.Group(), false, null, Sample.Today)), Is.Empty);

    [TestCase(GroupVisibility.Public)]
    [TestCase(GroupVisibility.Country)]
    public void Validate_WhenNobodyConsented_BreaksConsentMissing(GroupVisibility visibility) =>
        Assert.That(
            Broken(new GroupProposal(Sample.Group(visibility: visibility, isPublicInASource: false), false, null, Sample.Today)),
            Is.EqualTo(["consent-missing"])
        );

    [Test]
    public void Validate_WhenTheGroupIsPrivate_NeedsNoConsent() =>
        Assert.That(
            Broken(
                new GroupProposal(Sample.Group(visibility: GroupVisibility.Private, isPublicInASource: false), false, null, Sample.Today)
            ),
            Is.Empty
        );

    [Test]
    public void Validate_WhenIdAndNameAreTaken_ReportsBoth() =>
        Assert.That(Broken(new GroupProposal(Sample.Group(), true, "other", Sample.Today)), Is.EqualTo(["id-taken", "name-taken"]));

    [TestCase(GroupVisibility.Public, GroupVisibility.Public, "2026-01-15", null, true)]
    [TestCase(GroupVisibility.Public, GroupVisibility.Country, "2020-01-01", null, true)]
    [TestCase(GroupVisibility.Country, GroupVisibility.Public, "2020-01-01", null, false)]
    [TestCase(GroupVisibility.Country, GroupVisibility.Country, "2020-01-01", "2026-01-15", true)]
    [TestCase(GroupVisibility.Public, GroupVisibility.Public, "2026-01-16", null, false)]
    [TestCase(GroupVisibility.Public, GroupVisibility.Public, "2020-01-01", "2026-01-14", false)]
    public void Validate_WhenThereIsAConsent_AllowsWhatItSaysForAsLongAsItIsInForce(
        GroupVisibility scope,
        GroupVisibility visibility,
        string given,
        string? until,
        bool allowed
    )
    {
        var consent = new Consent(scope, DateOnly.Parse(given), until is null ? null : DateOnly.Parse(until));
        var group = Sample.Group(visibility: visibility, isPublicInASource: false, consents: [consent]);

        Assert.That(Broken(new GroupProposal(group, false, null, Sample.Today)), allowed ? Is.Empty : Is.EqualTo(["consent-missing"]));
    }
}
