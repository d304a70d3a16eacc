using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Organisation;

internal sealed class TimelineTests : ReadingTests
{
    [TestCase("vandu-formed", "1997", "Vancouver CA")]
    [TestCase("harm-reduction-conference-2006", "2006-04-30/2006-05-04", "Vancouver CA")]
    [TestCase("vancouver-declaration", "2006-04-30", "Vancouver CA")]
    [TestCase("activism-study", "2007", "online ")]
    [TestCase("launch", "2008-11-01", "Copenhagen DK")]
    [TestCase("drug-users-day", "2008-11-01", "")]
    [TestCase("inwud-founded", "2010", "")]
    [TestCase("euronpud-founded", "2011", "")]
    [TestCase("lanpud-launched", "2012-10-26", "Salvador de Bahia BR")]
    [TestCase("africanpud-founded", "2015", "")]
    [TestCase("consensus-statement", "2015", "Dar es Salaam TZ, Bangkok TH, London GB, Tbilisi GE, online ")]
    [TestCase("practical-guide", "2017", "")]
    [TestCase("plan-2021-2024", "2021/2024", "")]
    public async Task Timeline_WhenRead_HasTheMilestoneWithItsDateAndPlaces(string id, string date, string places)
    {
        var list = await Server.JsonAsync("/v1/timeline");
        var milestone = list.GetProperty("items").EnumerateArray().Single(item => Text(item, "id") == id);

        Assert.Multiple(() =>
        {
            Assert.That(Text(milestone, "date"), Is.EqualTo(date));
            Assert.That(
                string.Join(
                    ", ",
                    milestone.GetProperty("places").EnumerateArray().Select(place => $"{Text(place, "place")} {Text(place, "country")}")
                ),
                Is.EqualTo(places)
            );
            Assert.That(Text(milestone, "citation.source"), Is.EqualTo("inpud-article"));
        });
    }

    [Test]
    public async Task Timeline_WhenRead_IsCompleteAndInOrder()
    {
        var dates = await ItemsAsync("/v1/timeline", "date");

        Assert.That(dates, Has.Length.EqualTo(13).And.Ordered);
    }

    [Test]
    public async Task Timeline_WhenTheSourceHasTheDatesOfTheConferenceWrong_KeepsANoteOfWhatItPrints()
    {
        var list = await Server.JsonAsync("/v1/timeline?kind=conference");

        Assert.That(Text(list, "items.0.citation.note"), Does.Contain("30 May–4 April"));
    }

    [Test]
    public async Task Timeline_WhenTheSourcePutsTheStudyAfterTheLaunch_KeepsThreeDates()
    {
        var profile = await Server.JsonAsync("/v1/inpud");
        var study = await Server.JsonAsync("/v1/timeline?kind=study");

        Assert.Multiple(() =>
        {
            Assert.That(Text(profile, "founded.date"), Is.EqualTo("2006-03"));
            Assert.That(Text(study, "items.0.date"), Is.EqualTo("2007"));
            Assert.That(Text(profile, "launched.date"), Is.EqualTo("2008-11-01"));
        });
    }

    [TestCase("activism-study", "local organisations stronger")]
    [TestCase("drug-users-day", "first of November")]
    [TestCase("launch", "Belgian non-profit")]
    public async Task Timeline_WhenRead_SaysWhatCameOfIt(string id, string what)
    {
        var list = await Server.JsonAsync("/v1/timeline");

        Assert.That(Text(list.GetProperty("items").EnumerateArray().Single(item => Text(item, "id") == id), "summary"), Does.Contain(what));
    }

    [Test]
    public async Task Timeline_WhenTheDrugUsersDayIsRead_TellsTheLaunchAndTheDayApart()
    {
        var list = await Server.JsonAsync("/v1/timeline");
        var launch = list.GetProperty("items").EnumerateArray().Single(item => Text(item, "id") == "launch");

        Assert.That(Text(launch, "summary"), Does.Not.Contain("Users' Day"));
    }

    [Test]
    public async Task Timeline_WhenAskedWithinAYearThatIsAllWeKnow_SaysPossible()
    {
        var list = await Server.JsonAsync("/v1/timeline?asOf=2007-06-01&sort=-date");

        Assert.Multiple(() =>
        {
            Assert.That(Text(list, "items.0.id"), Is.EqualTo("activism-study"));
            Assert.That(Text(list, "items.0.certainty"), Is.EqualTo("possible"));
            Assert.That(Text(list, "certain"), Is.EqualTo("3"));
            Assert.That(Text(list, "possible"), Is.EqualTo("1"));
        });
    }

    [Test]
    public async Task Timeline_WhenACountryIsAsked_HasWhatHappenedThere() =>
        Assert.That(await ItemsAsync("/v1/timeline?country=tza", "id"), Is.EqualTo(["consensus-statement"]));
}
