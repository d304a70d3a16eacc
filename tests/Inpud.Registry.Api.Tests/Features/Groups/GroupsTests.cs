using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

internal sealed class GroupsTests : ReadingTests
{
    [TestCase("swedish-drug-users-union", "Swedish Drug Users Union", "SE", null, null, "/..", "euronpud")]
    [TestCase("catnpud", "CATNPUD", "ES", "Catalonia", "ES-CT", "/..", "euronpud")]
    [TestCase("metzineres", "Metzineres", "ES", "Catalonia", "ES-CT", "/..", "euronpud")]
    [TestCase("asud", "ASUD", "FR", null, null, "/..", "euronpud")]
    [TestCase("vandu", "Vancouver Area Network of Drug Users", "CA", "Vancouver", null, "1997/..", null)]
    public async Task Group_WhenRead_StatesTheFact(
        string id,
        string name,
        string country,
        string? place,
        string? subdivision,
        string period,
        string? memberOf
    )
    {
        var group = await Server.JsonAsync($"/v1/groups/{id}");

        Assert.Multiple(() =>
        {
            Assert.That(Text(group, "name"), Is.EqualTo(name));
            Assert.That(Text(group, "country"), Is.EqualTo(country));
            Assert.That(Text(group, "place"), Is.EqualTo(place));
            Assert.That(Text(group, "subdivision"), Is.EqualTo(subdivision));
            Assert.That(Text(group, "period"), Is.EqualTo(period));
            Assert.That(Text(group, "ledByPeopleWhoUseDrugs"), Is.EqualTo("True"));
            Assert.That(Text(group, "visibilityBasis"), Is.Not.Empty);
            Assert.That(
                group.GetProperty("memberships").EnumerateArray().Select(membership => Text(membership, "network")),
                memberOf is null ? Is.Empty : Is.EqualTo([memberOf])
            );
        });
    }

    [TestCase("type")]
    [TestCase("involvement")]
    [TestCase("scope")]
    [TestCase("goals")]
    [TestCase("fundingSources")]
    public async Task Group_WhenTheSourceIsSilent_SaysNullAndGuessesNothing(string field) =>
        Assert.That(Text(await Server.JsonAsync("/v1/groups/asud"), field), Is.Null);

    [Test]
    public async Task Group_WhenItHasAnAbbreviation_KeepsIt() =>
        Assert.That(Text(await Server.JsonAsync("/v1/groups/vandu"), "otherNames.0.name"), Is.EqualTo("VANDU"));

    [TestCase("/v1/groups", "asud,catnpud,metzineres,swedish-drug-users-union,vandu")]
    [TestCase("/v1/groups?network=euronpud", "asud,catnpud,metzineres,swedish-drug-users-union")]
    [TestCase("/v1/networks/euronpud/groups", "asud,catnpud,metzineres,swedish-drug-users-union")]
    [TestCase("/v1/groups?network=any", "asud,catnpud,metzineres,swedish-drug-users-union")]
    [TestCase("/v1/groups?network=lanpud", "")]
    [TestCase("/v1/groups?country=esp", "catnpud,metzineres")]
    [TestCase("/v1/groups?region=150", "asud,catnpud,metzineres,swedish-drug-users-union")]
    [TestCase("/v1/groups?region=021", "vandu")]
    [TestCase("/v1/groups?scope=local", "vandu")]
    [TestCase("/v1/groups?q=DRUG-users", "swedish-drug-users-union,vandu")]
    [TestCase("/v1/groups?q=V%C3%A1ndu", "vandu")]
    [TestCase("/v1/groups?sort=-name", "vandu,swedish-drug-users-union,metzineres,catnpud,asud")]
    [TestCase("/v1/groups?sort=country", "vandu,catnpud,metzineres,asud,swedish-drug-users-union")]
    [TestCase("/v1/groups?type=union", "")]
    public async Task Groups_WhenFiltered_AreThose(string address, string slugs) =>
        Assert.That(string.Join(',', await ItemsAsync(address, "slug")), Is.EqualTo(slugs));

    [Test]
    public async Task Groups_WhenAskedBeforeTheSourceLooked_ArePossible()
    {
        var list = await Server.JsonAsync("/v1/groups?asOf=2000-01-01");

        Assert.Multiple(() =>
        {
            Assert.That(Text(list, "certain"), Is.EqualTo("1"), "VANDU exists since 1997");
            Assert.That(Text(list, "possible"), Is.EqualTo("4"));
        });
    }

    [Test]
    public async Task Group_WhenThereIsNone_SaysSo()
    {
        using var response = await Server.GetAsync("/v1/groups/nobody");

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }
}
