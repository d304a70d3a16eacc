using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Organisation;

internal sealed class ProfileTests : ReadingTests
{
    [TestCase("id", "inpud")]
    [TestCase("name", "International Network of People who Use Drugs")]
    [TestCase("abbreviation", "INPUD")]
    [TestCase("otherNames.0.name", "International Network for People who Use Drugs")]
    [TestCase("otherNames.0.kind", "alias")]
    [TestCase("founded.date", "2006-03")]
    [TestCase("founded.place", "Vancouver")]
    [TestCase("founded.country", "CA")]
    [TestCase("launched.date", "2008-11-01")]
    [TestCase("launched.place", "Copenhagen")]
    [TestCase("launched.country", "DK")]
    [TestCase("legalForm", "Belgian non-profit")]
    [TestCase("status", "Non-profit organisation")]
    [TestCase("areaServed", "Worldwide")]
    [TestCase("mainOrgan", "Board")]
    [TestCase("leader", "Executive Director")]
    [TestCase("leaderPost", "executive-director")]
    [TestCase("leaders.0.post", "executive-director")]
    [TestCase("leaders.0.name", "Anton Basenko")]
    [TestCase("leaders.0.address", "/v1/people/q5fbh-78xqc")]
    [TestCase("leaders.0.period", "2025/..")]
    [TestCase("leaders.0.certainty", "certain")]
    [TestCase("statements.0.kind", "description")]
    [TestCase("statements.0.citation.locator", "Purpose and activities")]
    [TestCase("statements.1.kind", "structure")]
    [TestCase("statements.1.observed", "2022-07")]
    [TestCase("statements.2.kind", "activity")]
    [TestCase("statements.3.kind", "goal")]
    [TestCase("focuses.0.citation.locator", "Infobox")]
    [TestCase("homepage", "inpud.net")]
    [TestCase("focus.0", "Rights of people who use drugs")]
    [TestCase("focus.1", "Drug policy reform")]
    [TestCase("focus.2", "Drug policy")]
    [TestCase("vision.milestone", "plan-2021-2024")]
    [TestCase("citation.source", "inpud-article")]
    public async Task Profile_WhenRead_StatesTheFact(string path, string expected) =>
        Assert.That(
            Text(await Server.JsonAsync("/v1/inpud"), path),
            Is.EqualTo(path.EndsWith("address", StringComparison.Ordinal) ? Server.Whole(expected) : expected)
        );

    [Test]
    public async Task Profile_WhenRead_SaysThatItTakesPartInConferencesOfTheUnitedNations()
    {
        var activities = (await Server.JsonAsync("/v1/inpud"))
            .GetProperty("statements")
            .EnumerateArray()
            .Where(statement => Text(statement, "kind") == "activity")
            .ToList();

        Assert.That(activities.Select(activity => Text(activity, "text")), Has.One.Contains("United Nations"));
        Assert.That(Text(activities[0], "citation.note"), Does.Contain("no dates"));
    }

    [Test]
    public async Task Profile_WhenRead_HasTheFiveAimsInOrderEachWithItsSource()
    {
        var aims = (await Server.JsonAsync("/v1/inpud")).GetProperty("aims").EnumerateArray().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(aims.Select(aim => aim.GetProperty("position").GetInt32()), Is.EqualTo([1, 2, 3, 4, 5]));
            Assert.That(aims.Select(aim => Text(aim, "citation.source")), Has.All.EqualTo("inpud-article"));
            Assert.That(aims.Select(aim => Text(aim, "milestone")), Has.All.EqualTo("launch"), "they were declared at the launch");
            Assert.That(Text(aims[0], "text"), Does.Contain("rights"));
            Assert.That(Text(aims[1], "text"), Does.Contain("voices"));
            Assert.That(Text(aims[2], "text"), Does.Contain("networks"));
            Assert.That(Text(aims[3], "text"), Does.Contain("harm reduction"));
            Assert.That(Text(aims[4], "text"), Does.Contain("like-minded"));
        });
    }
}
