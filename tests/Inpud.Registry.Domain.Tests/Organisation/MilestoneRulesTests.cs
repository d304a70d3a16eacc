using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Domain.Tests.Organisation;

/// <summary>What has not happened yet is no milestone and no document, as long as nobody anywhere has that day.</summary>
internal sealed class MilestoneRulesTests
{
    private static readonly WorldDay Today = new(new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 16));

    [TestCase(MilestoneKind.Conference, "2026-01-15", true)]
    [TestCase(MilestoneKind.Conference, "2026-01-16", true)]
    [TestCase(MilestoneKind.Conference, "2026-01-17", false)]
    [TestCase(MilestoneKind.Conference, "2026", true)]
    [TestCase(MilestoneKind.Conference, "2027", false)]
    [TestCase(MilestoneKind.Conference, "2025/2030", true)]
    [TestCase(MilestoneKind.Plan, "2027/2030", true)]
    public void Milestone_WhenProposed_HasBegun(MilestoneKind kind, string date, bool isTaken) =>
        Assert.That(
            new MilestoneRules().Validate(new MilestoneProposal(new Milestone("m", kind, EventDate.Parse(date)), Today)).IsValid,
            Is.EqualTo(isTaken)
        );

    [TestCase("2026-01-16/..", true)]
    [TestCase("2026-01-17/..", false)]
    [TestCase("2027/..", false)]
    [TestCase("/..", true)]
    public void Document_WhenProposed_IsPublished(string period, bool isTaken) =>
        Assert.That(
            new DocumentRules().Validate(new DocumentProposal(new Document("d", "T", Period.Parse(period, null)), Today)).IsValid,
            Is.EqualTo(isTaken)
        );
}
