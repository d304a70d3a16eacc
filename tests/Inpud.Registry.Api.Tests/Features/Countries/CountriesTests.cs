using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Countries;

internal sealed class CountriesTests : ReadingTests
{
    [TestCase("KE")]
    [TestCase("ke")]
    [TestCase("KEN")]
    [TestCase("ken")]
    [TestCase("404")]
    public async Task Country_WhenAnyOfItsCodesIsUsed_IsTheSame(string code)
    {
        using var response = await Server.GetAsync($"/v1/countries/{code}");

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentLocation?.OriginalString, Is.EqualTo("/v1/countries/KE"));
        });
    }

    [Test]
    public async Task Country_WhenItIsKosovo_HasACodeAndNoNumber()
    {
        var country = await Server.JsonAsync("/v1/countries/xk");

        Assert.Multiple(() =>
        {
            Assert.That(Text(country, "name"), Is.EqualTo("Kosovo"));
            Assert.That(Text(country, "m49"), Is.Null);
            Assert.That(Text(country, "status"), Is.EqualTo("user-assigned"));
        });
    }

    [TestCase("ZZ")]
    [TestCase("999")]
    [TestCase("ABC")]
    [TestCase("K")]
    [TestCase("Kenya")]
    public async Task Country_WhenThereIsNone_SaysSo(string code)
    {
        using var response = await Server.GetAsync($"/v1/countries/{code}");

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
    }

    [TestCase("ar", "إسبانيا")]
    [TestCase("en", "Spain")]
    [TestCase("es", "España")]
    [TestCase("fr", "Espagne")]
    [TestCase("pt", "Espanha")]
    [TestCase("ru", "Испания")]
    public async Task Country_WhenALanguageIsAsked_IsCalledSo(string language, string name)
    {
        using var byHeader = await Server.GetAsync("/v1/countries/ES", ("Accept-Language", $"de, {language}-XX;q=0.8, en;q=0.5"));
        var byParameter = await Server.JsonAsync($"/v1/countries/ES?lang={language}");

        Assert.Multiple(() =>
        {
            Assert.That(Text(byParameter, "name"), Is.EqualTo(name));
            Assert.That(byHeader.Content.Headers.ContentLanguage, Is.EqualTo([language]));
            Assert.That(byHeader.Headers.Vary, Does.Contain("Accept-Language"));
        });
        Assert.That(await byHeader.Content.ReadAsStringAsync(), Does.Contain($"\"name\":\"{name}\""));
    }

    [Test]
    public async Task Country_WhenRead_NamesItsRegionsRemitsAndEvidence()
    {
        var country = await Server.JsonAsync("/v1/countries/TZ");

        Assert.Multiple(() =>
        {
            Assert.That(
                country.GetProperty("regions").EnumerateArray().Select(region => Text(region, "code")),
                Is.EqualTo(["014", "202", "002", "001"])
            );
            Assert.That(
                country.GetProperty("remits").EnumerateArray().Select(remit => Text(remit, "network")),
                Is.EqualTo(["africanpud", "inwud"])
            );
            Assert.That(
                country.GetProperty("evidence").EnumerateArray().Select(piece => Text(piece, "label")),
                Is.EqualTo(["Kassim Nyuni", "Happy Assan"])
            );
            Assert.That(country.GetProperty("names").GetArrayLength(), Is.EqualTo(6));
        });
    }

    /// <summary>The country and the list of networks say the same of a remit, also on a day before the network and in the year of its founding.</summary>
    [TestCase("2009-12-31")]
    [TestCase("2014-12-31")]
    [TestCase("2015-06-01")]
    [TestCase("2026-01-01")]
    public async Task Remits_WhenReadAsOfADay_AreThoseOfTheNetworksOfThatDay(string day)
    {
        var country = await Server.JsonAsync($"/v1/countries/TZ?asOf={day}");
        var networks = await Server.JsonAsync($"/v1/networks?country=TZ&standing=any&asOf={day}");

        Assert.That(
            country.GetProperty("remits").EnumerateArray().Select(remit => (Text(remit, "network"), Text(remit, "certainty"))),
            Is.EquivalentTo(
                networks.GetProperty("items").EnumerateArray().Select(network => (Text(network, "id"), Text(network, "certainty")))
            )
        );
    }

    [TestCase("/v1/countries", 250)]
    [TestCase("/v1/countries?region=002", 60)]
    [TestCase("/v1/countries?region=001", 250)]
    [TestCase("/v1/countries?remit=euronpud", 30)]
    [TestCase("/v1/countries?remit=any&standing=constituent", 250)]
    [TestCase("/v1/countries?documentedBy=any", 12)]
    [TestCase("/v1/countries?documentedBy=any&standing=constituent", 10)]
    [TestCase("/v1/countries?documentedBy=euronpud&evidence=member-group", 3)]
    public async Task Countries_WhenFiltered_AreSoMany(string address, int total) =>
        Assert.That(Text(await Server.JsonAsync(address), "total"), Is.EqualTo(total.ToString()));

    /// <summary>Before the networks were founded for certain, each country is in a remit, in none, or possibly in either.</summary>
    [TestCase("2005-01-01", "")]
    [TestCase("2022-07-01", "&standing=board-represented")]
    public async Task Countries_WhenOnlyPossiblyInARemit_ArePossiblyInNone(string day, string standing)
    {
        var any = await Server.JsonAsync($"/v1/countries?remit=any&asOf={day}{standing}");
        var none = await Server.JsonAsync($"/v1/countries?remit=none&asOf={day}{standing}");

        Assert.That(Text(none, "possible"), Is.EqualTo(Text(any, "possible")).And.Not.EqualTo("0"));
        Assert.That(Number(none, "certain") + Number(none, "possible") + Number(any, "certain"), Is.EqualTo(250));

        static int Number(JsonElement list, string field) => list.GetProperty(field).GetInt32();
    }

    [Test]
    public async Task Countries_WhenInNoRegionalRemit_AreNeitherInOneNorMissing()
    {
        var orphans = await ItemsAsync("/v1/countries?remit=none&limit=200", "code");
        var covered = new HashSet<string?>();
        foreach (var network in new[] { "africanpud", "napud", "enpud", "euronpud", "lanpud", "menanpud", "nanpud", "panpud" })
        {
            covered.UnionWith(await ItemsAsync($"/v1/countries?remit={network}&limit=200", "code"));
        }

        Assert.Multiple(() =>
        {
            Assert.That(orphans, Is.Not.Empty);
            Assert.That(covered.Intersect(orphans), Is.Empty);
            Assert.That(covered.Count + orphans.Length, Is.EqualTo(250));
            Assert.That(orphans, Does.Contain("XK"), "Kosovo is in the remit of no network but INWUD");
        });
    }

    [Test]
    public async Task Countries_WhenTheRemitIsEuropes_AreTheUnionAndThreeMore()
    {
        string[] expected =
        [
            "AT",
            "BE",
            "BG",
            "CH",
            "CY",
            "CZ",
            "DE",
            "DK",
            "EE",
            "ES",
            "FI",
            "FR",
            "GB",
            "GR",
            "HR",
            "HU",
            "IE",
            "IT",
            "LT",
            "LU",
            "LV",
            "MT",
            "NL",
            "NO",
            "PL",
            "PT",
            "RO",
            "SE",
            "SI",
            "SK",
        ];

        Assert.That(await ItemsAsync("/v1/countries?remit=euronpud&sort=code", "code"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Countries_WhenTheRemitIsEurasias_AreTheTwelve() =>
        Assert.That(
            await ItemsAsync("/v1/countries?remit=enpud&sort=code", "code"),
            Is.EqualTo(["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "UA", "UZ"])
        );

    [TestCase("menanpud", new[] { "IR", "EG", "MA", "TR", "IL" }, new[] { "AM", "AZ", "CY", "GE" })]
    [TestCase("napud", new[] { "IN", "CN", "TH", "IR" }, new[] { "KZ", "AE", "TR" })]
    public async Task Countries_WhenARemitIsWorkedOut_TakesInAndLeavesOut(string network, string[] within, string[] outside)
    {
        var codes = await ItemsAsync($"/v1/countries?remit={network}", "code");

        Assert.Multiple(() =>
        {
            Assert.That(within, Is.SubsetOf(codes));
            Assert.That(codes.Intersect(outside), Is.Empty);
        });
    }

    [Test]
    public async Task Countries_WhenSortedInALanguage_StandInItsOrder()
    {
        var names = await ItemsAsync("/v1/countries?lang=fr&limit=3", "name");

        Assert.That(names, Is.EqualTo(["Afghanistan", "Afrique du Sud", "Albanie"]));
    }

    [Test]
    public async Task NetworkCountries_WhenRead_SayWhatIsRemitAndWhatIsEvidence()
    {
        var list = await Server.JsonAsync("/v1/networks/euronpud/countries");
        var norway = list.GetProperty("items").EnumerateArray().Single(item => Text(item, "code") == "NO");
        var italy = list.GetProperty("items").EnumerateArray().Single(item => Text(item, "code") == "IT");

        Assert.Multiple(() =>
        {
            Assert.That(Text(list, "total"), Is.EqualTo("30"));
            Assert.That(Text(norway, "documented"), Is.EqualTo("certain"));
            Assert.That(Text(italy, "documented"), Is.EqualTo("none"));
            Assert.That(Text(italy, "inRemit"), Is.EqualTo("True"));
        });
    }

    [Test]
    public async Task Regions_WhenRead_CountTheirCountries()
    {
        var list = await Server.JsonAsync("/v1/regions?kind=continent");

        Assert.Multiple(() =>
        {
            Assert.That(
                list.GetProperty("items").EnumerateArray().Select(item => Text(item, "code")),
                Is.EqualTo(["002", "009", "019", "142", "150"])
            );
            Assert.That(
                list.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("countries").GetInt32()),
                Is.LessThanOrEqualTo(250)
            );
        });
        foreach (var region in list.GetProperty("items").EnumerateArray())
        {
            Assert.That(Text(await Server.JsonAsync(Text(region, "rows")!), "total"), Is.EqualTo(Text(region, "countries")));
        }
    }
}
