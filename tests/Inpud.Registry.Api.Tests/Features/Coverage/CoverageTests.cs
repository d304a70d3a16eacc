using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

internal sealed class CoverageTests : ReadingTests
{
    [TestCase("africanpud", 60, 15, null, new[] { "KE", "TZ" })]
    [TestCase("napud", 28, null, null, new[] { "PH", "TH" })]
    [TestCase("enpud", 12, null, null, new string[0])]
    [TestCase("euronpud", 30, 12, null, new[] { "ES", "FR", "NO", "SE" })]
    [TestCase("lanpud", 52, 17, "2022-07", new[] { "CR" })]
    [TestCase("menanpud", 22, null, null, new[] { "BH" })]
    [TestCase("inwud", 250, null, null, new[] { "TZ" })]
    [TestCase("nanpud", 5, null, null, new[] { "US" })]
    [TestCase("panpud", 29, null, null, new[] { "AU" })]
    public async Task Coverage_WhenRead_KeepsRemitClaimAndEvidenceApart(
        string network,
        int remit,
        int? claimed,
        string? claimedAsOf,
        string[] documented
    )
    {
        var rows = await Server.JsonAsync("/v1/coverage?standing=any");
        var row = rows.GetProperty("items").EnumerateArray().Single(item => Text(item, "network") == network);

        Assert.Multiple(() =>
        {
            Assert.That(Text(row, "remit"), Is.EqualTo(remit.ToString()));
            Assert.That(Text(row, "claimed.countries"), Is.EqualTo(claimed?.ToString()));
            Assert.That(Text(row, "claimed.asOf"), Is.EqualTo(claimedAsOf));
            Assert.That(Text(row, "documented.countries"), Is.EqualTo(documented.Length.ToString()));
            Assert.That(Text(row, "documented.possible"), Is.EqualTo("0"));
        });
        Assert.That(await ItemsAsync(Text(row, "documented.rows") + "&sort=code", "code"), Is.EqualTo(documented));
    }

    [Test]
    public async Task Coverage_WhenByMemberGroupsAlone_IsThreeCountriesOfEuronpud()
    {
        var row = (await Server.JsonAsync("/v1/coverage?network=euronpud&evidence=member-group")).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(Text(row, "documented.countries"), Is.EqualTo("3"));
            Assert.That(Text(row, "memberGroups.groups"), Is.EqualTo("4"));
            Assert.That(Text(row, "memberGroups.countries"), Is.EqualTo("3"));
        });
        Assert.That(await ItemsAsync(Text(row, "documented.rows") + "&sort=code", "code"), Is.EqualTo(["ES", "FR", "SE"]));
    }

    [TestCase("/v1/coverage", "BH,CR,ES,FR,KE,NO,PH,SE,TH,TZ")]
    [TestCase("/v1/coverage/countries", "BH,CR,ES,FR,KE,NO,PH,SE,TH,TZ")]
    [TestCase("/v1/coverage/regions", "BH,CR,ES,FR,KE,NO,PH,SE,TH,TZ")]
    [TestCase("/v1/coverage?standing=any", "AU,BH,CR,ES,FR,KE,NO,PH,SE,TH,TZ,US")]
    [TestCase("/v1/coverage/countries?standing=any", "AU,BH,CR,ES,FR,KE,NO,PH,SE,TH,TZ,US")]
    public async Task Totals_WhenNetworksShareACountry_CountItOnce(string address, string countries)
    {
        var documented = (await Server.JsonAsync(address)).GetProperty("totals").GetProperty("documented");

        Assert.That(string.Join(',', await ItemsAsync(Text(documented, "rows") + "&sort=code", "code")), Is.EqualTo(countries));
        Assert.That(Text(documented, "countries"), Is.EqualTo(countries.Split(',').Length.ToString()));
    }

    [Test]
    public async Task Coverage_WhenARegionIsAsked_LeavesOutClaimsThatNobodyDivided()
    {
        var row = (await Server.JsonAsync("/v1/coverage?network=euronpud&region=154")).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(Text(row, "claimed"), Is.Null);
            Assert.That(Text(row, "documented.countries"), Is.EqualTo("2"), "Norway and Sweden");
        });
    }

    [Test]
    public async Task Coverage_WhenAskedBeforeTheSourceLooked_IsOnlyPossible()
    {
        var totals = (await Server.JsonAsync("/v1/coverage?asOf=2022-07-01")).GetProperty("totals");

        Assert.Multiple(() =>
        {
            Assert.That(Text(totals, "documented.countries"), Is.EqualTo("0"));
            Assert.That(Text(totals, "documented.possible"), Is.EqualTo("10"));
        });
    }

    [Test]
    public async Task Coverage_WhenAskedAsCsv_HasTheSameFiguresFlat()
    {
        var csv = await Server.TextAsync("/v1/coverage?format=csv&sort=network");
        var lines = csv.TrimEnd().Split("\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(
                lines[0],
                Is.EqualTo(
                    "network,name,standing,certainty,remit,claimed,claimedAsOf,claimedSource,documented,documentedPossible,memberGroups,memberGroupsPossible,memberGroupCountries,memberGroupCountriesPossible,documentedRows,memberGroupsRows,abbreviation"
                )
            );
            Assert.That(lines, Has.Length.EqualTo(8));
            Assert.That(
                lines[5],
                Is.EqualTo(
                    $"lanpud,Latin American Network of People who Use Drugs,constituent,certain,52,17,2022-07,inpud-article,1,0,0,0,0,0,{Server.Whole("/v1/countries")}?documentedBy=lanpud,{Server.Whole("/v1/groups")}?network=lanpud,LANPUD"
                )
            );
        });
    }

    [TestCase("/v1/coverage?network=euronpud&standing=any")]
    [TestCase("/v1/networks?network=euronpud&standing=any")]
    [TestCase("/v1/networks?evidence=headquarters")]
    [TestCase("/v1/groups?network=euronpud&standing=any")]
    [TestCase("/v1/groups?standing=any")]
    [TestCase("/v1/countries?evidence=headquarters")]
    [TestCase("/v1/countries?standing=constituent")]
    [TestCase("/v1/countries?remit=euronpud&standing=constituent")]
    public async Task Coverage_WhenParametersContradictEachOther_Refuses(string address)
    {
        using var response = await Server.GetAsync(address);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "contradictory-parameters");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "in")), Is.EqualTo(["query", "query"]));
    }

    [TestCase("/v1/coverage")]
    [TestCase("/v1/coverage?standing=any&asOf=2022-07-31")]
    [TestCase("/v1/coverage?asOf=2014-01-01")]
    [TestCase("/v1/coverage?region=002")]
    [TestCase("/v1/coverage?network=anpud")]
    [TestCase("/v1/coverage?evidence=representative&standing=board-represented")]
    [TestCase("/v1/coverage/countries?region=150")]
    [TestCase("/v1/coverage/countries?region=150&network=euronpud&evidence=member-group")]
    [TestCase("/v1/coverage/countries?region=014&standing=any&asOf=2016-01-01")]
    [TestCase("/v1/coverage/regions?kind=continent")]
    [TestCase("/v1/coverage/regions?kind=continent&standing=any&asOf=2020-01-01")]
    [TestCase("/v1/coverage/regions?region=419&network=lanpud")]
    public async Task Figures_WhenTheirRowsAreFollowed_CountExactlyThose(string address) =>
        await CoverageLinks.AssertAllAsync(
            Server,
            await Server.JsonAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "limit=200")
        );
}

/// <summary>Follows the link of every figure and counts the rows of the linked list.</summary>
internal static class CoverageLinks
{
    public static async Task AssertAllAsync(RegistryServer server, JsonElement answer)
    {
        var followed = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var figures = new List<(string Rows, int Certain, int Possible)>();
        Collect(answer, figures);
        Assert.That(figures, Is.Not.Empty);
        foreach (var (rows, certain, possible) in figures)
        {
            if (!followed.TryGetValue(rows, out var list))
            {
                followed[rows] = list = await server.JsonAsync(rows + "&limit=1");
            }

            var counted = possible < 0 ? list.GetProperty("total").GetInt32() : list.GetProperty("certain").GetInt32();
            Assert.That(counted, Is.EqualTo(certain), rows);
            if (possible >= 0)
            {
                Assert.That(list.GetProperty("possible").GetInt32(), Is.EqualTo(possible), rows);
            }
        }
    }

    private static void Collect(JsonElement element, List<(string, int, int)> figures)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, figures);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("rows", out var rows))
            {
                var counted = new[] { "groups", "networks", "countries" }.First(name => element.TryGetProperty(name, out _));
                figures.Add((rows.GetString()!, element.GetProperty(counted).GetInt32(), element.GetProperty("possible").GetInt32()));
            }

            if (element.TryGetProperty("remitRows", out var remit))
            {
                figures.Add((remit.GetString()!, element.GetProperty("remit").GetInt32(), -1));
            }

            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, figures);
            }
        }
    }
}
