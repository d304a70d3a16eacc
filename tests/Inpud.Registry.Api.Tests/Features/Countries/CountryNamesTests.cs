using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;

namespace Inpud.Registry.Api.Tests.Features.Countries;

/// <summary>A country is found by every name that people, the United Nations and ISO use for it, and by those that it had.</summary>
internal sealed class CountryNamesTests
{
    private static readonly (string Name, string Code)[] Known =
    [
        ("UK", "GB"),
        ("Great Britain", "GB"),
        ("Royaume-Uni", "GB"),
        ("Palestine", "PS"),
        ("State of Palestine", "PS"),
        ("Palestine, State of", "PS"),
        ("Turkey", "TR"),
        ("TÜRKİYE", "TR"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Czech Republic", "CZ"),
        ("République tchèque", "CZ"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Myanmar", "MM"),
        ("Birmanie", "MM"),
        ("Russian Federation", "RU"),
        ("Российская Федерация", "RU"),
        ("Iran, Islamic Republic of", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("The Netherlands", "NL"),
        ("Netherlands (the)", "NL"),
        ("Holland", "NL"),
        ("Hong Kong", "HK"),
        ("Гонконг", "HK"),
        ("The Gambia", "GM"),
        ("Bahamas, The", "BS"),
        ("USA", "US"),
        ("United States of America", "US"),
        ("Viet Nam", "VN"),
        ("Tanzania, United Republic of", "TZ"),
        ("Korea, Republic of", "KR"),
        ("Republic of Moldova", "MD"),
        ("Macedonia", "MK"),
        ("Cabo Verde", "CV"),
        ("East Timor", "TL"),
        ("Democratic Republic of the Congo", "CD"),
        ("République du Congo", "CG"),
        ("Bosnia and Herzegovina", "BA"),
        ("Saint Lucia", "LC"),
        ("فلسطين", "PS"),
        ("Federación de Rusia", "RU"),
        ("XKX", "XK"),
        ("Kosovo", "XK"),
    ];

    private static IEnumerable<TestCaseData> Names => Known.Select(known => new TestCaseData(known.Name, known.Code));

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Names))]
    public async Task Country_WhenSearchedByAName_IsFoundFirst(string name, string code)
    {
        var hits = (await server.JsonAsync($"/v1/search?type=countries&q={Uri.EscapeDataString(name)}")).GetProperty("items");

        Assert.That(hits.EnumerateArray().Select(hit => hit.GetProperty("id").GetString()).FirstOrDefault(), Is.EqualTo(code));
    }

    [TestCaseSource(nameof(Names))]
    public async Task Filter_WhenItNamesACountry_AsksTheSameAsItsCode(string name, string code)
    {
        foreach (
            var (list, key) in new[] { ("networks", ((string, string)?)null), ("groups", null), ("timeline", null), ("key/groups", inpud) }
        )
        {
            Assert.That(await AskAsync(name), Is.EqualTo(await AskAsync(code)), list);

            async Task<string> AskAsync(string country)
            {
                var address = $"/v1/{list}?country={Uri.EscapeDataString(country)}";
                using var answer = key is { } own ? await server.GetAsync(address, own) : await server.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
                return JsonDocument.Parse(text).RootElement.GetProperty("items").GetRawText();
            }
        }
    }

    [Test]
    public async Task Import_WhenASpreadsheetNamesCountries_ReadsEachOfThem()
    {
        var known = Known.Where(known => known.Code != "XK").ToList();
        var csv =
            "name,country,founded,source,keptBy\n"
            + string.Concat(known.Select((row, i) => $"Group number {i},\"{row.Name}\",2012,registry-curation,inwud\n"));
        var report = await server.ReportAsync(inpud, Encoding.UTF8.GetBytes(csv), "?dryRun=true", "text/csv");

        Assert.That(report.GetProperty("refused").GetInt32(), Is.Zero, report.GetRawText());
        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(known.Count), report.GetRawText());
    }

    [TestCase("/v1/groups?country=EL", "GR")]
    [TestCase("/v1/groups?country=4", "AF")]
    [TestCase("/v1/timeline?country=zr", "CD")]
    [TestCase("/v1/networks?documents=UK", "GB")]
    [TestCase("/v1/networks?documents=Kenya", "KE")]
    [TestCase("/v1/networks?country=Korea", "KP or KR")]
    [TestCase("/v1/networks?country=Congo", "CD or CG")]
    [TestCase("/v1/countries/UK", "GB")]
    [TestCase("/v1/countries/EL", "GR")]
    [TestCase("/v1/countries/4", "AF")]
    public async Task Country_WhenTheCodeIsNone_SaysWhichWasMeant(string address, string code)
    {
        using var answer = await server.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.EqualTo(address.Contains('?', StringComparison.Ordinal) ? 400 : 404), text);
        Assert.That(text, Does.Contain($" Did you mean {code}?"));
    }

    [TestCase("UK", "GB")]
    [TestCase("EL", "GR")]
    [TestCase("4", "AF")]
    [TestCase("Turkey", "TR")]
    public async Task Country_WhenABodyHasNoCode_SaysWhichWasMeant(string country, string code)
    {
        using var answer = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups?dryRun=true",
            $$"""{"name":"A group","country":"{{country}}","period":"2012/..","ledByPeopleWhoUseDrugs":true,"source":"registry-curation","reason":"r"}""",
            inpud
        );
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), text);
        Assert.That(text, Does.Contain($"'{country}' is no country. Did you mean {code}?").And.Contain("\"/country\""));
    }

    [TestCase("ZZ")]
    [TestCase("Atlantis")]
    [TestCase("Федерация Российская")]
    [TestCase("99")]
    public async Task Country_WhenNobodyKnowsIt_IsRefusedWithoutAGuess(string country)
    {
        using var answer = await server.GetAsync($"/v1/groups?country={Uri.EscapeDataString(country)}");

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("Did you mean"));
    }

    [TestCase("xkx")]
    [TestCase("XKK")]
    public async Task Kosovo_WhenNamedByACodeOfThreeLetters_IsFound(string code) =>
        Assert.That((await server.JsonAsync($"/v1/countries/{code}")).GetProperty("code").GetString(), Is.EqualTo("XK"));

    /// <summary>A name that several countries share finds none, so each of these is on purpose.</summary>
    [Test]
    public async Task Names_WhenSeveralCountriesHaveThem_AreThoseThatPeopleMixUp()
    {
        var countries = (await server.JsonAsync("/v1/countries?limit=200")).GetProperty("items").EnumerateArray();
        var shared = countries
            .Select(country => country.GetProperty("code").GetString()!)
            .SelectMany(country => CountryNames.Of(country).Where(other => other.Kind != "code"))
            .GroupBy(other => CountryNames.KeysOf(other.Name)[0])
            .Where(same => same.DistinctBy(other => other.Country).Count() > 1)
            .SelectMany(same => same.Select(other => other.Country))
            .Distinct();

        Assert.That(shared, Is.SubsetOf(["CD", "CG", "KP", "KR"]));
    }
}
