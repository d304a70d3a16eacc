using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using static Inpud.Registry.Api.Tests.Processes.Import.WorkbookBuilder;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import reads groups from workbooks, as stewards keep them.</summary>
internal sealed class WorkbookTests
{
    private const string Xlsx1 = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Ods1 = "application/vnd.oasis.opendocument.spreadsheet";

    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Limits:ImportRows=100", "--Registry:Limits:ImportBytes=4000000");
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("xlsx", Xlsx1)]
    [TestCase("xlsx", "application/octet-stream")]
    [TestCase("xlsx", "text/csv", Description = "The content decides, whatever its type.")]
    [TestCase("ods", Ods1)]
    [TestCase("ods", "application/octet-stream")]
    public async Task Import_WhenTheFileIsAWorkbook_ReadsItsGroups(string kind, string type)
    {
        var file = kind == "xlsx" ? XlsxOfGroup() : OdsOfGroup();
        var report = await server.ReportAsync(africa, file, "?dryRun=true", type);

        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(1), report.GetRawText());
        Assert.That(report.GetProperty("rows")[0].GetProperty("name").GetString(), Is.EqualTo("Umoja"));
        Assert.That(report.GetProperty("rows")[0].GetProperty("row").GetInt32(), Is.EqualTo(2));
    }

    /// <summary>The registry writes what the cell means. A country that there is none of makes the row's mistake say what was read.</summary>
    [TestCase("xlsx", "founded", "<c s=\"1\"><v>41208</v></c>", "2012-10-26/..")]
    [TestCase("xlsx", "founded", "<c s=\"8\"><v>41208</v></c>", "2012-10-26/..")]
    [TestCase("xlsx", "founded", "<c s=\"1\"><f>TODAY()</f><v>41208</v></c>", "2012-10-26/..")]
    [TestCase("xlsx", "founded", "<c s=\"2\"><v>41208</v></c>", "2012/..")]
    [TestCase("xlsx", "founded", "<c s=\"3\"><v>41208</v></c>", "2012-10/..")]
    [TestCase("xlsx", "founded", "<c s=\"5\"><v>41208</v></c>", "2012-10-26/..")]
    [TestCase("xlsx", "founded", "<c s=\"7\"><v>2012</v></c>", "2012/..")]
    [TestCase("xlsx", "founded", "<c><v>2012</v></c>", "2012/..")]
    [TestCase("xlsx", "founded", "<c t=\"d\"><v>2012-10-26T00:00:00</v></c>", "2012-10-26/..")]
    [TestCase("xlsx", "ledByPeopleWhoUseDrugs", "<c t=\"b\"><v>0</v></c>", "\"ledByPeopleWhoUseDrugs\":false")]
    [TestCase("xlsx", "ledByPeopleWhoUseDrugs", "<c t=\"b\"><v>1</v></c>", "\"ledByPeopleWhoUseDrugs\":true")]
    [TestCase("xlsx", "place", "<c s=\"4\"><v>123</v></c>", "\"place\":\"00123\"")]
    [TestCase("xlsx", "place", "<c><v>1.2345678901E10</v></c>", "\"place\":\"12345678901\"")]
    [TestCase("xlsx", "place", "<c t=\"str\"><f>A1&amp;A2</f><v>Mombasa</v></c>", "\"place\":\"Mombasa\"")]
    [TestCase("xlsx", "place", "<c t=\"s\"><v>1</v></c>", "\"place\":\"Umoja A\"")]
    [TestCase("xlsx", "country", "<c t=\"s\"><v>0</v></c>", "\"country\":\"KE\"")]
    [TestCase("ods", "founded", "D2012-10-26 26.10.2012", "2012-10-26/..")]
    [TestCase("ods", "founded", "D2012-10-26T00:00:00 26.10.12", "2012-10-26/..")]
    [TestCase("ods", "founded", "D2012-10-01 10.2012", "2012-10/..")]
    [TestCase("ods", "founded", "D2012-10-01 Oktober 2012", "2012-10/..")]
    [TestCase("ods", "founded", "D2012-10-01 1 October 2012", "2012-10-01/..")]
    [TestCase("ods", "founded", "D2012-01-01 2012", "2012/..")]
    [TestCase("ods", "founded", "D2001-01-01 Jan-01", "2001-01/..")]
    [TestCase("ods", "founded", "D:month 2001-01-01 Jan-01", "2001-01/..")]
    [TestCase("ods", "founded", "D:monthday 2001-01-01 Jan-01", "2001-01-01/..")]
    [TestCase("ods", "founded", "D:quarter 2001-01-01 Q1 2001", "2001/..")]
    [TestCase(
        "ods",
        "ledByPeopleWhoUseDrugs",
        "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"false\"><text:p>—</text:p></table:table-cell>",
        "\"ledByPeopleWhoUseDrugs\":false"
    )]
    [TestCase(
        "ods",
        "place",
        "<table:table-cell office:value-type=\"float\" office:value=\"123\"><text:p>00123</text:p></table:table-cell>",
        "\"place\":\"00123\""
    )]
    [TestCase(
        "ods",
        "founded",
        "<table:table-cell office:value-type=\"float\" office:value=\"2012\"><text:p>2.012,00</text:p></table:table-cell>",
        "2012/.."
    )]
    [TestCase(
        "ods",
        "place",
        "<table:table-cell table:formula=\"of:=A1\" office:value-type=\"string\"><text:p>Mom<text:span>ba</text:span>sa</text:p></table:table-cell>",
        "\"place\":\"Mombasa\""
    )]
    [TestCase(
        "ods",
        "place",
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>A secret.</text:p></office:annotation><text:p>Nyali<text:s text:c=\"1\"/>Road</text:p><draw:frame><text:p>Also</text:p></draw:frame></table:table-cell>",
        "\"place\":\"Nyali Road\""
    )]
    public async Task Import_WhenACellHasATypeOfItsOwn_WritesWhatItShows(string kind, string column, string cell, string written)
    {
        var name = $"Umoja {TestContext.CurrentContext.Test.ID}";
        byte[] file;
        if (kind == "xlsx")
        {
            file = XlsxOfGroup(("name", X(name)), (column, cell));
        }
        else
        {
            var made = cell switch
            {
                ['D', ':', .. var styled] when styled.Split(' ', 3) is [var style, var date, var shown] => ODate(date, shown, style),
                ['D', .. var plain] when plain.Split(' ', 2) is [var date, var shown] => ODate(date, shown),
                _ => cell,
            };
            file = OdsOfGroup(("name", O(name)), (column, made));
        }

        var report = await server.ReportAsync(africa, file);
        var id = report.GetProperty("rows")[0].GetProperty("id").GetString();

        Assert.That(await RecordAsync(id), Does.Contain(written));
    }

    [TestCase("xlsx", "place", "<c t=\"e\"><f>A9</f><v>#REF!</v></c>", "Groups!G2", "formula", "#REF!")]
    [TestCase("xlsx", "place", "<c><f>A1&amp;B1</f></c>", "Groups!G2", "formula", "=A1&B1")]
    [TestCase("xlsx", "founded", "<c s=\"5\"><v>41208.5</v></c>", "Groups!C2", "not-readable", "2012-10-26 12:00:00")]
    [TestCase("xlsx", "founded", "<c s=\"6\"><v>41208.5</v></c>", "Groups!C2", "not-readable", "41208.5")]
    [TestCase("xlsx", "place", "<c t=\"inlineStr\"><is><t>Gr_xD800_p</t></is></c>", "Groups!G2", "not-unicode", "not valid Unicode")]
    [TestCase("xlsx", "country", "<c t=\"inlineStr\"><is><t>Atlantis</t></is></c>", "Groups!B2", "unknown-country", "Atlantis")]
    [TestCase(
        "ods",
        "place",
        "<table:table-cell office:value-type=\"string\"><text:p>#REF!</text:p></table:table-cell>",
        "Groups!G2",
        "formula",
        "#REF!"
    )]
    [TestCase(
        "ods",
        "place",
        "<table:table-cell office:value-type=\"string\"><text:p>Err:502</text:p></table:table-cell>",
        "Groups!G2",
        "formula",
        "Err:502"
    )]
    [TestCase("ods", "place", "<table:table-cell table:formula=\"of:=A1\"/>", "Groups!G2", "formula", "of:=A1")]
    [TestCase(
        "ods",
        "founded",
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2012-10-26T12:00:00\"><text:p>x</text:p></table:table-cell>",
        "Groups!C2",
        "not-readable",
        "2012-10-26 12:00:00"
    )]
    public async Task Import_WhenACellCannotBeRead_NamesSheetRowAndColumn(
        string kind,
        string column,
        string cell,
        string address,
        string code,
        string part
    )
    {
        var report = await server.ReportAsync(
            africa,
            kind == "xlsx" ? XlsxOfGroup((column, cell)) : OdsOfGroup((column, cell)),
            "?dryRun=true"
        );
        var mistake = report.GetProperty("rows")[0].GetProperty("mistakes")[0];

        Assert.Multiple(() =>
        {
            Assert.That(mistake.GetProperty("cell").GetString(), Is.EqualTo(address));
            Assert.That(mistake.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(mistake.GetProperty("detail").GetString(), Does.Contain(part));
        });
    }

    [Test]
    public async Task Import_WhenTheWorkbookCountsFrom1904_ReadsItsDates()
    {
        var file = Xlsx(
            "<workbookPr date1904=\"1\"/>",
            new BuiltSheet(
                "Our groups",
                [
                    [.. Columns.Select(X)],
                    [X("Tangu 1904"), X("Kenya"), XNumber("39746", 1), X("yes"), X("africanpud"), X("registry-curation"), X("Nairobi")],
                ]
            )
        );
        var report = await server.ReportAsync(africa, file);
        var id = report.GetProperty("rows")[0].GetProperty("id").GetString();

        Assert.That(await RecordAsync(id), Does.Contain("2012-10-26/.."));
    }

    private static IEnumerable<TestCaseData> Workbooks()
    {
        string[] headers = ["name", "country"];
        string[] row = ["Umoja", "Kenya"];
        string[] other = ["Notes", "Who"];
        foreach (var kind in new[] { "xlsx", "ods" })
        {
            yield return Case("the only filled one", "Umoja", ("Empty", false, []), ("Anything", false, [headers, row]));
            yield return Case("the only one with the columns", "Umoja", ("Notes", false, [other, row]), ("List", false, [headers, row]));
            yield return Case(
                "the one called groups",
                "Haki",
                ("Old", false, [headers, row]),
                ("Groupes", false, [headers, ["Haki", "Kenya"]])
            );
            yield return Case(
                "the one that is not hidden",
                "Umoja",
                ("Groups", true, [headers, ["Siri", "Kenya"]]),
                ("List", false, [headers, row])
            );
            yield return Case("!The only filled sheet ('List') is hidden", "", ("List", true, [headers, row]), ("Empty", false, []));
            yield return Case("!The sheets 'A', 'B' all have columns", "", ("A", false, [headers, row]), ("B", false, [headers, row]));
            yield return Case("!None of the sheets 'A', 'B' has only columns", "", ("A", false, [other, row]), ("B", false, [other, row]));
            yield return Case("!The workbook is empty", "", ("A", false, []));
            yield return Case("!Sheet 'A', row 1: there is no column 'Notes'", "", ("A", false, [other, row]));
            yield return Case(
                "!Sheet 'A', row 2: the cell C2 is filled in, and its column has no name",
                "",
                ("A", false, [headers, [.. row, "more"]])
            );

            TestCaseData Case(string which, string name, params (string Name, bool IsHidden, string[][] Rows)[] sheets)
            {
                var built = sheets.Select(sheet => new BuiltSheet(
                    sheet.Name,
                    [.. sheet.Rows.Select(cells => cells.Select(cell => kind == "xlsx" ? X(cell) : O(cell)).ToArray())],
                    sheet.IsHidden
                ));
                return new TestCaseData(kind == "xlsx" ? Xlsx([.. built]) : Ods([.. built]), which, name).SetArgDisplayNames(kind, which);
            }
        }
    }

    [TestCaseSource(nameof(Workbooks))]
    public async Task Import_WhenTheWorkbookHasSeveralSheets_ReadsTheOneThatIsMeantOrRefuses(byte[] file, string which, string name)
    {
        using var response = await server.ImportAsync(africa, file, "?dryRun=true");
        if (which[0] != '!')
        {
            var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.That(report.GetProperty("rows").EnumerateArray().Single().GetProperty("name").GetString(), Is.EqualTo(name));
            return;
        }

        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(which[1..]));
    }

    [TestCase("xlsx")]
    [TestCase("ods")]
    public async Task Import_WhenRowsAndColumnsAreEmpty_PassesThemOver(string kind)
    {
        Func<string, string> cell = kind == "xlsx" ? X : O;
        string[] row = [.. new[] { "", "Umoja", "Kenya", "2012", "yes", "africanpud", "registry-curation", "", " " }.Select(cell)];
        string[] headers =
        [
            .. new[] { "", "name", "country", "founded", "ledByPeopleWhoUseDrugs", "keptBy", "source", "", " " }.Select(cell),
        ];
        var sheet = new BuiltSheet(
            "Groups",
            [
                [],
                [.. headers.Select(_ => cell(" "))],
                headers,
                [],
                row,
                [],
                [.. row.Select(_ => cell(""))],
            ]
        );
        var report = await server.ReportAsync(africa, kind == "xlsx" ? Xlsx(sheet) : Ods(sheet), "?dryRun=true");

        Assert.That(report.GetProperty("rows").GetArrayLength(), Is.EqualTo(1), report.GetRawText());
        Assert.That(report.GetProperty("rows")[0].GetProperty("row").GetInt32(), Is.EqualTo(5));
        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(1));
    }

    /// <summary>Lists have addresses that somebody mistyped, and each becomes a link.</summary>
    [Test]
    public async Task Import_WhenAWorkbookHasALinkThatIsNone_ReadsItsGroups()
    {
        var file = EditedBundle.Plus(
            XlsxOfGroup(),
            "xl/worksheets/_rels/sheet0.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"h\" TargetMode=\"External\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"mailto:umoja@example.org, haki@@example .org\"/></Relationships>"u8.ToArray()
        );
        var report = await server.ReportAsync(africa, file, "?dryRun=true");

        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(1), report.GetRawText());
    }

    private async Task<string> RecordAsync(string? id)
    {
        using var record = await server.GetAsync($"/v1/groups/{id}/record", africa);
        return await record.Content.ReadAsStringAsync();
    }
}
