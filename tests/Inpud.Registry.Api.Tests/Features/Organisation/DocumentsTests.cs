using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Organisation;

internal sealed class DocumentsTests : ReadingTests
{
    [TestCase("vancouver-declaration", "Vancouver Declaration", "2006")]
    [TestCase("consensus-statement", "Consensus Statement on Drug Use Under Prohibition", "2015")]
    [TestCase(
        "practical-guide",
        "Implementing Comprehensive HIV and HCV Programmes with People Who Inject Drugs: Practical Guidance for Collaborative Interventions",
        "2017"
    )]
    [TestCase("nothing-about-us-without-us", "Nothing About Us Without Us", null)]
    public async Task Documents_WhenRead_HaveTheTextWithItsYear(string id, string title, string? published)
    {
        var list = await Server.JsonAsync("/v1/documents");
        var document = list.GetProperty("items").EnumerateArray().Single(item => Text(item, "id") == id);

        Assert.Multiple(() =>
        {
            Assert.That(Text(document, "title"), Is.EqualTo(title));
            Assert.That(Text(document, "published"), Is.EqualTo(published));
        });
    }

    [TestCase("vancouver-declaration", "Why the world needs an international network of activists who use drugs", "marginalisation")]
    [TestCase(
        "nothing-about-us-without-us",
        "Greater, Meaningful Involvement of People Who Use Illegal Drugs: A Public Health, Ethical, and Human Rights Imperative",
        "involvement"
    )]
    [TestCase("consensus-statement", null, "human rights, health and law")]
    [TestCase("practical-guide", null, "HIV and HCV")]
    public async Task Document_WhenRead_HasItsSubtitleAndSaysWhatItIsAbout(string id, string? subtitle, string about)
    {
        var document = await Server.JsonAsync($"/v1/documents/{id}");

        Assert.Multiple(() =>
        {
            Assert.That(Text(document, "subtitle"), Is.EqualTo(subtitle));
            Assert.That(Text(document, "summary"), Does.Contain(about));
        });
    }

    [Test]
    public async Task Documents_WhenSearchedByTheSubtitle_AreFound() =>
        Assert.That(await Server.TextAsync("/v1/search?q=network+of+activists+who+use+drugs"), Does.Contain("vancouver-declaration"));

    [Test]
    public async Task Documents_WhenAskedBeforeTheyWerePublished_LeavesThemOut() =>
        Assert.That(
            await ItemsAsync("/v1/documents?asOf=2016-01-01&certainty=certain", "id"),
            Is.EqualTo(["consensus-statement", "vancouver-declaration"])
        );

    [Test]
    public async Task Documents_WhenTheForerunnerIsRead_NamesItsAuthor()
    {
        var list = await Server.JsonAsync("/v1/documents?kind=report");

        Assert.That(Text(list, "items.0.author"), Is.EqualTo("Canadian HIV/AIDS Legal Network"));
    }

    [Test]
    public async Task Partners_WhenRead_AreTheFunderAndTheFiveCoPublishers()
    {
        var funders = await ItemsAsync("/v1/partners?role=funder", "name");
        var publishers = await ItemsAsync("/v1/partners?role=co-publisher&asOf=2017-06-30", "abbreviation");

        Assert.Multiple(() =>
        {
            Assert.That(funders, Is.EqualTo(["Robert Carr Fund"]));
            Assert.That(publishers, Is.EquivalentTo(["UNODC", "WHO", "UNAIDS", "UNFPA", "UNDP"]));
        });
    }
}
