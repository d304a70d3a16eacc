using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Board;

internal sealed class BoardTests : ReadingTests
{
    [TestCase("nanpud", "louise-beale-vincent", "Louise Beale Vincent", "US", null)]
    [TestCase("menanpud", "hassan-turaif", "Hassan Turaif", "BH", null)]
    [TestCase("inwud", "happy-assan", "Happy Assan", "TZ", null)]
    [TestCase("lanpud", "ernesto-cortes", "Ernesto Cortes", "CR", null)]
    [TestCase("panpud", "jane-marie-dicka", "Jane Marie Dicka", "AU", null)]
    [TestCase("euronpud", "john-melhus", "John Melhus", "NO", null)]
    [TestCase("napud", "johann-p-nadela", "Johann P Nadela", "PH", null)]
    [TestCase("africanpud", "kassim-nyuni", "Kassim Nyuni", "TZ", "Zanzibar")]
    public async Task Board_WhenRead_SeatsTheRepresentative(string network, string person, string name, string country, string? place)
    {
        var board = await Server.JsonAsync("/v1/board?kind=seat");
        var seat = board.GetProperty("items").EnumerateArray().Single(item => Text(item, "network") == network);
        var representatives = await Server.JsonAsync($"/v1/networks/{network}/representatives");

        Assert.Multiple(() =>
        {
            Assert.That(Text(seat, "state"), Is.EqualTo("filled"));
            Assert.That(Text(seat, "terms.0.person"), Is.EqualTo(Shipped.IdOf(person)));
            Assert.That(Text(seat, "terms.0.name"), Is.EqualTo(name));
            Assert.That(Text(seat, "terms.0.country"), Is.EqualTo(country));
            Assert.That(Text(seat, "terms.0.place"), Is.EqualTo(place));
            Assert.That(Text(representatives, "items.0.person"), Is.EqualTo(Shipped.IdOf(person)));
            Assert.That(Text(representatives, "total"), Is.EqualTo("1"));
        });
    }

    [TestCase("vice-chair", "louise-beale-vincent")]
    [TestCase("treasurer", "hassan-turaif")]
    public async Task Board_WhenRead_NamesTheOfficer(string office, string person)
    {
        var board = await Server.JsonAsync("/v1/board?kind=office");
        var place = board.GetProperty("items").EnumerateArray().Single(item => Text(item, "office") == office);

        Assert.That(Text(place, "terms.0.person"), Is.EqualTo(Shipped.IdOf(person)));
    }

    [Test]
    public async Task Board_WhenNobodyIsNamed_IsVacantInTheSeatOfEnpudAndTheChair()
    {
        var vacant = await Server.JsonAsync("/v1/board?state=vacant");

        Assert.Multiple(() =>
        {
            Assert.That(
                vacant.GetProperty("items").EnumerateArray().Select(item => Text(item, "network") ?? Text(item, "office")),
                Is.EqualTo(["enpud", "chair"])
            );
            Assert.That(Text(vacant, "items.0.terms.0.person"), Is.Null);
        });
    }

    [Test]
    public async Task Board_WhenAskedBeforeTheListWasMade_SaysThatItDoesNotKnow()
    {
        var board = await Server.JsonAsync("/v1/board?asOf=2022-07-01");
        var places = board.GetProperty("items").EnumerateArray().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(places.Select(item => Text(item, "state")), Has.All.EqualTo("unknown"));
            Assert.That(
                places.SelectMany(item => item.GetProperty("terms").EnumerateArray()).Select(term => Text(term, "certainty")),
                Has.All.EqualTo("possible")
            );
        });
    }

    [TestCase("executive-director", "anton-basenko", "2025/..")]
    [TestCase("deputy-director", "olga-szubert", "2025/..")]
    [TestCase("programme-oversight", "olga-szubert", "2022/..")]
    [TestCase("finance-manager", "tina-chkhaidze", "2018/..")]
    [TestCase("office-manager", "chantelle-gribenhouw", "2022/..")]
    [TestCase("unitaid-cutts-project-lead", "annie-madden", "2022/..")]
    [TestCase("advocacy-lead", "aditia-taslim", "2021/..")]
    [TestCase("communication-officer", "lana-durjava", "2024/..")]
    [TestCase("global-fund-programme-manager", "isaac-ogunkola", "2024/..")]
    public async Task Secretariat_WhenRead_NamesWhoHoldsThePost(string post, string person, string period)
    {
        var secretariat = await Server.JsonAsync("/v1/secretariat");
        var term = secretariat.GetProperty("items").EnumerateArray().Single(item => Text(item, "post") == post);

        Assert.Multiple(() =>
        {
            Assert.That(Text(secretariat, "total"), Is.EqualTo("9"));
            Assert.That(Text(term, "person"), Is.EqualTo(Shipped.IdOf(person)));
            Assert.That(Text(term, "period"), Is.EqualTo(period));
        });
    }

    [Test]
    public async Task Secretariat_WhenAskedOfAnEarlierDay_LeavesOutWhoCameLater()
    {
        var secretariat = await Server.JsonAsync("/v1/secretariat?asOf=2021-06-01");

        Assert.That(
            secretariat.GetProperty("items").EnumerateArray().Select(item => $"{Text(item, "person")} {Text(item, "certainty")}"),
            Is.EqualTo([$"{Shipped.IdOf("tina-chkhaidze")} certain", $"{Shipped.IdOf("aditia-taslim")} possible"])
        );
    }

    [Test]
    public async Task Person_WhenOneHoldsTwoPosts_HasBoth()
    {
        var person = await Server.JsonAsync("/v1/people/olga-szubert");

        Assert.That(
            person.GetProperty("roles").EnumerateArray().Select(role => Text(role, "id")),
            Is.EqualTo(["deputy-director", "programme-oversight"])
        );
    }

    [Test]
    public async Task Person_WhenOneHoldsASeatAndAnOffice_HasBoth()
    {
        var person = await Server.JsonAsync("/v1/people/hassan-turaif");

        Assert.That(
            person.GetProperty("roles").EnumerateArray().Select(role => $"{Text(role, "kind")} {Text(role, "id")}"),
            Is.EqualTo(["office treasurer", "seat menanpud"])
        );
    }

    [Test]
    public async Task Person_WhenThereIsNone_SaysSo()
    {
        using var response = await Server.GetAsync("/v1/people/nobody");

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }
}
