using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>The table that a report needs, in one request.</summary>
internal sealed class CoverageMatrixTests : ReadingTests
{
    [Test]
    public async Task Matrix_WhenAskedOfSeveralDays_HasTheRowsAndTheTotalsOfEach()
    {
        var matrix = await Server.JsonAsync("/v1/coverage/matrix?asOf=2025-09-01,2022-07-01,2025-09-01,1980-01-01&limit=200");
        var totals = matrix.GetProperty("totals").EnumerateArray().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                matrix.GetProperty("asOf").EnumerateArray().Select(day => day.GetString()),
                Is.EqualTo(["1980-01-01", "2022-07-01", "2025-09-01"])
            );
            Assert.That(
                totals.Select(total => $"{Text(total, "asOf")} {Text(total, "countries")} {Text(total, "possible")}"),
                Is.EqualTo(["1980-01-01 0 3", "2022-07-01 0 10", "2025-09-01 10 0"])
            );
        });
        foreach (var total in totals)
        {
            var rows = await Server.JsonAsync(Text(total, "rows")!);
            var listed = rows.GetProperty("items").EnumerateArray().Select(row => Text(row, "country")).Distinct().Count();
            Assert.That(listed, Is.EqualTo(int.Parse(Text(total, "countries")!) + int.Parse(Text(total, "possible")!)));
        }
    }

    [Test]
    public async Task Matrix_WhenAskedAsCsv_SaysTheDayTheSourceAndTheTotalsInEachRow()
    {
        var csv = await Server.TextAsync("/v1/coverage/matrix?format=csv&asOf=2022-07-01,2025-09-01&network=euronpud&lang=es");
        var lines = csv.TrimEnd().Split("\r\n");

        Assert.That(lines.Count(line => line.StartsWith("2022-07-01,", StringComparison.Ordinal)), Is.GreaterThan(0));
        Assert.That(
            lines.Single(line =>
                line.StartsWith("2025-09-01,euronpud,", StringComparison.Ordinal) && line.Contains(",ES,", StringComparison.Ordinal)
            ),
            Is.EqualTo(
                "2025-09-01,euronpud,EuroNPUD,European Network of People who Use Drugs,ES,España,member-group,certain,certain,inpud-article,4,0,4,0,"
                    + Server.Whole("/v1/countries/ES/evidence?network=euronpud&kind=member-group&asOf=2025-09-01")
            )
        );
    }

    /// <summary>The list of the evidence behind a row has as many records as the registry holds of it, and from its sources.</summary>
    [Test]
    public async Task Matrix_WhenTheEvidenceOfARowIsFollowed_ShowsItsSources()
    {
        foreach (var row in (await Server.JsonAsync("/v1/coverage/matrix?standing=any&limit=200")).GetProperty("items").EnumerateArray())
        {
            var evidence = (await Server.JsonAsync(Text(row, "rows")!)).GetProperty("items").EnumerateArray().ToList();

            Assert.That(evidence, Is.Not.Empty, row.GetRawText());
            Assert.That(
                evidence
                    .Where(piece => Text(piece, "certainty") == Text(row, "evidenceCertainty"))
                    .Select(piece => Text(piece, "citation.source"))
                    .Distinct(),
                Is.EquivalentTo(row.GetProperty("sources").EnumerateArray().Select(source => source.GetString())),
                row.GetRawText()
            );
        }
    }

    [TestCase("country=ESP", "ES")]
    [TestCase("region=039", "ES")]
    [TestCase("network=euronpud&evidence=representative", "NO")]
    [TestCase("certainty=possible", "")]
    public async Task Matrix_WhenFiltered_HasTheseCountries(string query, string countries) =>
        Assert.That(
            string.Join(',', (await ItemsAsync($"/v1/coverage/matrix?asOf=2025-09-01&{query}", "country")).Distinct()),
            Is.EqualTo(countries)
        );

    [TestCase("2022-07", "not-a-day")]
    [TestCase("2022-07-01,", "not-a-day")]
    [TestCase("2022-07-01,2022-02-30", "not-a-day")]
    [TestCase("2022-07-01,2222-01-01", "in-the-future")]
    [TestCase(
        "2010-01-01,2011-01-01,2012-01-01,2013-01-01,2014-01-01,2015-01-01,2016-01-01,2017-01-01,2018-01-01,2019-01-01,2020-01-01,2021-01-01,2022-01-01",
        "too-many"
    )]
    public async Task Matrix_WhenADayIsNone_SaysWhich(string days, string code)
    {
        using var response = await Server.GetAsync($"/v1/coverage/matrix?asOf={days}");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "code")), Is.EqualTo([code]));
    }

    /// <summary>A list of "today" that is followed over midnight stays that of its first page.</summary>
    [Test]
    public async Task Matrix_WhenFollowedOverMidnight_KeepsItsDay()
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        var first = await server.JsonAsync("/v1/coverage/matrix?limit=1");
        server.Clock.Advance(TimeSpan.FromDays(1));
        var second = await server.JsonAsync($"/v1/coverage/matrix?limit=1&after={Text(first, "next")}");

        Assert.That(Text(second, "asOf.0"), Is.EqualTo(Text(first, "asOf.0")));
        Assert.That(Text(second, "items.0.asOf"), Is.EqualTo(Text(first, "asOf.0")));
    }
}
