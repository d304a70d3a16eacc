using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

internal sealed class NetworksTests : ReadingTests
{
    private static readonly string[] Seven = ["africanpud", "enpud", "euronpud", "inwud", "lanpud", "menanpud", "napud"];

    [Test]
    public async Task Networks_WhenNothingMoreIsAsked_AreTheSeven() =>
        Assert.That(await ItemsAsync("/v1/networks", "id"), Is.EquivalentTo(Seven));

    [Test]
    public async Task Networks_WhenAnyStandingIsAsked_AreNine() =>
        Assert.That(await ItemsAsync("/v1/networks?standing=any", "id"), Is.EquivalentTo([.. Seven, "nanpud", "panpud"]));

    [Test]
    public async Task Networks_WhenTheBoardsAreAsked_AreTheTwoThatAreNoConstituents()
    {
        var list = await Server.JsonAsync("/v1/networks?standing=board-represented");

        Assert.Multiple(() =>
        {
            Assert.That(list.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")), Is.EqualTo(["nanpud", "panpud"]));
            Assert.That(
                list.GetProperty("items").EnumerateArray().Select(item => Text(item, "standing")),
                Has.All.EqualTo("board-represented")
            );
        });
    }

    [Test]
    public async Task Networks_WhenTheKindIsTopical_IsInwudAlone() =>
        Assert.That(await ItemsAsync("/v1/networks?kind=topical", "id"), Is.EqualTo(["inwud"]));

    [TestCase("inwud", "International Network of Women who Use Drugs", "topical", "2010/..", null)]
    [TestCase("africanpud", "African Network of People who Use Drugs", "regional", "2015/..", "KE")]
    [TestCase("napud", "Network of Asian People who Use Drugs", "regional", "/..", "TH")]
    [TestCase("enpud", "Eurasian Network of People who Use Drugs", "regional", "/..", null)]
    [TestCase("euronpud", "European Network of People who Use Drugs", "regional", "2011/..", null)]
    [TestCase("lanpud", "Latin American Network of People who Use Drugs", "regional", "2012-10-26/..", null)]
    [TestCase("menanpud", "Middle East and North Africa Network of People who Use Drugs", "regional", "/..", null)]
    [TestCase("nanpud", "North American Network of People who Use Drugs", "regional", "/..", null)]
    [TestCase("panpud", "Pacific Network of People who Use Drugs", "regional", "/..", null)]
    public async Task Network_WhenRead_StatesTheFact(string id, string name, string kind, string period, string? headquarters)
    {
        var network = await Server.JsonAsync($"/v1/networks/{id}");

        Assert.Multiple(() =>
        {
            Assert.That(Text(network, "name"), Is.EqualTo(name));
            Assert.That(Text(network, "kind"), Is.EqualTo(kind));
            Assert.That(Text(network, "period"), Is.EqualTo(period));
            Assert.That(
                network.GetProperty("headquarters").EnumerateArray().Select(place => Text(place, "country")),
                headquarters is null ? Is.Empty : Is.EqualTo([headquarters])
            );
        });
    }

    [TestCase("africanpud", 15, null)]
    [TestCase("euronpud", 12, null)]
    [TestCase("lanpud", 17, "2022-07")]
    public async Task Network_WhenItClaimsCountries_StatesTheClaimWithItsOwnDateOrNone(string id, int countries, string? asOf)
    {
        var claim = (await Server.JsonAsync($"/v1/networks/{id}")).GetProperty("claims").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(claim.GetProperty("countries").GetInt32(), Is.EqualTo(countries));
            Assert.That(Text(claim, "asOf"), Is.EqualTo(asOf));
            Assert.That(Text(claim, "citation.source"), Is.EqualTo("inpud-article"));
        });
    }

    [TestCase("inwud")]
    [TestCase("napud")]
    [TestCase("enpud")]
    [TestCase("menanpud")]
    [TestCase("nanpud")]
    [TestCase("panpud")]
    public async Task Network_WhenItClaimsNothing_HasNoClaim(string id) =>
        Assert.That((await Server.JsonAsync($"/v1/networks/{id}")).GetProperty("claims").GetArrayLength(), Is.Zero);

    [TestCase("euronpud", "stated", 30)]
    [TestCase("africanpud", "curated", 60)]
    [TestCase("napud", "curated", 28)]
    [TestCase("enpud", "curated", 12)]
    [TestCase("lanpud", "curated", 52)]
    [TestCase("menanpud", "curated", 22)]
    [TestCase("nanpud", "curated", 5)]
    [TestCase("panpud", "curated", 29)]
    [TestCase("inwud", "curated", 250)]
    public async Task Network_WhenRead_SaysItsRemitAndOnWhatBasis(string id, string basis, int countries)
    {
        var remit = (await Server.JsonAsync($"/v1/networks/{id}")).GetProperty("remit");
        var rows = await Server.JsonAsync(Text(remit, "rows")!);

        Assert.Multiple(() =>
        {
            Assert.That(Text(remit, "basis"), Is.EqualTo(basis));
            Assert.That(remit.GetProperty("countries").GetInt32(), Is.EqualTo(countries));
            Assert.That(rows.GetProperty("total").GetInt32(), Is.EqualTo(countries));
        });
    }

    /// <summary>The figure counts the rows at its address on each day, also on one before the network.</summary>
    [TestCase("2014-12-31", 0)]
    [TestCase("2015-06-01", 60)]
    public async Task Network_WhenReadAsOfADay_CountsTheCountriesOfItsRemitAsTheListDoes(string day, int countries)
    {
        var remit = (await Server.JsonAsync($"/v1/networks/africanpud?asOf={day}")).GetProperty("remit");

        Assert.That(remit.GetProperty("countries").GetInt32(), Is.EqualTo(countries));
        Assert.That((await Server.JsonAsync(Text(remit, "rows")!)).GetProperty("total").GetInt32(), Is.EqualTo(countries));
    }

    [TestCase("africanpud", new[] { "group", "individual" })]
    [TestCase("euronpud", new[] { "group" })]
    public async Task Network_WhenRead_SaysWhomItAdmits(string id, string[] kinds) =>
        Assert.That(
            (await Server.JsonAsync($"/v1/networks/{id}")).GetProperty("admits").EnumerateArray().Select(kind => kind.GetString()),
            Is.EqualTo(kinds)
        );

    [Test]
    public async Task Network_WhenTheBoardListPrintsAnotherName_KeepsItAsAnAlias()
    {
        var network = await Server.JsonAsync("/v1/networks/menanpud");

        Assert.Multiple(() =>
        {
            Assert.That(Text(network, "otherNames.0.name"), Is.EqualTo("Middle East and North African Network of People who Use Drugs"));
            Assert.That(Text(network, "otherNames.0.kind"), Is.EqualTo("alias"));
        });
    }

    [Test]
    public async Task Network_WhenItHelpedDuringTheWar_SaysSo() =>
        Assert.That(Text(await Server.JsonAsync("/v1/networks/enpud"), "activities"), Does.Contain("Russo-Ukrainian war"));

    [TestCase("/v1/networks/anpud", "/v1/networks/napud")]
    [TestCase("/v1/networks/ANPUD", "/v1/networks/napud")]
    [TestCase("/v1/networks/EuroNPUD", "/v1/networks/euronpud")]
    [TestCase("/v1/networks/anpud?asOf=2025-09-01", "/v1/networks/napud?asOf=2025-09-01")]
    [TestCase("/v1/networks/European%20Network%20of%20People%20who%20Use%20Drugs", "/v1/networks/euronpud")]
    [TestCase("/v1/networks/middle-east-and-north-african-network-of-people-who-use-drugs", "/v1/networks/menanpud")]
    [TestCase("/v1/networks/anpud/groups?limit=5", "/v1/networks/napud/groups?limit=5")]
    [TestCase("/v1/networks/anpud/countries", "/v1/networks/napud/countries")]
    [TestCase("/v1/networks/anpud/representatives", "/v1/networks/napud/representatives")]
    public async Task Network_WhenAFormerIdOrANameIsUsed_MovesToTheCurrentAddress(string address, string current)
    {
        using var response = await Server.GetAsync(address);

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect));
            Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(current));
        });
    }

    [Test]
    public async Task Networks_WhenAFormerIdFilters_CountsForTheCurrentOne() =>
        Assert.That(await ItemsAsync("/v1/countries?documentedBy=anpud&sort=code", "code"), Is.EqualTo(["PH", "TH"]));

    [TestCase("/v1/networks/nobody")]
    [TestCase("/v1/networks/nobody/groups")]
    [TestCase("/v1/networks/nobody/countries")]
    [TestCase("/v1/networks/nobody/representatives")]
    public async Task Network_WhenThereIsNone_SaysSo(string address)
    {
        using var response = await Server.GetAsync(address);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }

    [Test]
    public async Task Networks_WhenACountryIsInTwoRemits_ListsBoth() =>
        Assert.That(await ItemsAsync("/v1/networks?country=EG&kind=regional", "id"), Is.EquivalentTo(["africanpud", "menanpud"]));

    [Test]
    public async Task Networks_WhenAskedBeforeTheSourceLooked_ArePossible()
    {
        var list = await Server.JsonAsync("/v1/networks?asOf=2020-01-01");

        Assert.Multiple(() =>
        {
            Assert.That(Text(list, "certain"), Is.EqualTo("0"));
            Assert.That(Text(list, "possible"), Is.EqualTo("7"));
        });
    }

    [Test]
    public async Task Networks_WhenAskedBeforeOneWasFounded_LeavesItOut() =>
        Assert.That(
            await ItemsAsync("/v1/networks?asOf=2012-10-25", "id"),
            Does.Not.Contain("lanpud").And.Not.Contain("africanpud").And.Contain("euronpud")
        );
}
