using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class CsvTests : ReadingTests
{
    /// <summary>Scripts count on these. A column is only ever added at the end.</summary>
    [TestCase("/v1/timeline", "id,date,certainty,kind,title,summary,places,source,note")]
    [TestCase("/v1/documents", "id,title,kind,published,certainty,author,milestone,source,note")]
    [TestCase("/v1/partners", "id,name,abbreviation,role,summary,document,period,observed,certainty,source,note")]
    [TestCase("/v1/networks", "id,name,abbreviation,kind,standing,period,observed,certainty,source,note")]
    [TestCase("/v1/groups", "id,name,country,subdivision,place,type,scope,period,observed,certainty,memberOf,source,note")]
    [TestCase(
        "/v1/networks/euronpud/groups",
        "id,name,country,subdivision,place,type,scope,period,observed,certainty,memberOf,source,note"
    )]
    [TestCase("/v1/networks/euronpud/countries", "code,name,inRemit,documented,certainty")]
    [TestCase("/v1/networks/euronpud/representatives", "id,network,person,name,country,place,period,observed,certainty,source,note")]
    [TestCase("/v1/countries", "code,alpha3,m49,name,region,status,certainty")]
    [TestCase("/v1/regions", "code,name,kind,parent,countries,rows")]
    [TestCase("/v1/board", "kind,network,office,name,state,certainty,person,country,possiblePeople,source,note")]
    [TestCase("/v1/secretariat", "post,title,person,name,period,observed,certainty,source,note")]
    [TestCase("/v1/sources", "id,title,kind,publisher,url,licence,observed,note")]
    [TestCase("/v1/rules", "code,sentence,why,mend,example")]
    [TestCase(
        "/v1/coverage/countries",
        "country,name,remitNetworks,documentedNetworks,documentedNetworksPossible,memberGroups,memberGroupsPossible,documentedRows,memberGroupsRows"
    )]
    [TestCase(
        "/v1/coverage/regions",
        "region,name,kind,countries,remit,documented,documentedPossible,memberGroups,memberGroupsPossible,memberGroupCountries,memberGroupCountriesPossible,documentedRows,memberGroupsRows"
    )]
    public async Task Csv_WhenAskedByHeader_HasTheColumnsAndEveryRow(string address, string columns)
    {
        using var response = await Server.GetAsync(address, ("Accept", "text/csv"));
        var csv = await response.Content.ReadAsStringAsync();

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/csv; charset=utf-8; header=present"));
            Assert.That(csv.Split("\r\n")[0], Is.EqualTo(columns));
        });
        Assert.That(csv.TrimEnd().Split("\r\n"), Has.Length.EqualTo(int.Parse(Text(await Server.JsonAsync(address), "total")!) + 1));
        Assert.That(await Server.TextAsync($"{address}?format=csv"), Is.EqualTo(csv));
    }

    [Test]
    public async Task Csv_WhenALimitIsAsked_IsAPageWithALinkToTheNext()
    {
        using var response = await Server.GetAsync("/v1/networks?format=csv&limit=2");

        Assert.That((await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n"), Has.Length.EqualTo(3));
        Assert.That(response.Headers.GetValues("Link").Single(), Does.Contain("format=csv"));
    }

    [TestCase("=1+1")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("=cmd|'/C calc'!A0")]
    [TestCase("=HYPERLINK(\"http://x\",\"y\")")]
    public async Task Csv_WhenANameLooksLikeAFormula_IsTextInASpreadsheet(string name)
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set name = @name where id = 'asud'", new { name }));
        var csv = await server.TextAsync("/v1/groups?format=csv");
        var cell = csv.Split("\r\n").Single(line => line.StartsWith("asud,", StringComparison.Ordinal))["asud,".Length..];

        Assert.That(cell.TrimStart('"'), Does.StartWith("'"));
    }

    [Test]
    public async Task Csv_WhenATextHasQuotesAndLineBreaks_StaysOneCell()
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set place = @place where id = 'asud'", new { place = "a \"b\",\nc" }));

        Assert.That(await server.TextAsync("/v1/groups?format=csv"), Does.Contain("asud,ASUD,FR,,\"a \"\"b\"\",\nc\",,"));
    }

    [TestCase("text/csv, application/json;q=0.9", "text/csv")]
    [TestCase("application/json, text/csv", "application/json")]
    [TestCase("text/*", "text/csv")]
    [TestCase("*/*", "application/json")]
    [TestCase("application/json;q=0.1, */*;q=0.5", "text/csv")]
    public async Task Answer_WhenSeveralFormsAreAccepted_IsTheOneThatIsWantedMost(string accept, string type)
    {
        using var response = await Server.GetAsync("/v1/networks", ("Accept", accept));

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
    }
}
