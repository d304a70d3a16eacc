using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import of groups from a spreadsheet gives a report first, and then writes all rows or none.</summary>
internal sealed class ImportTests
{
    private const string Two = """
        name,country,place,founded,ledByPeopleWhoUseDrugs,keptBy,source
        Umoja,Kenya,Mombasa,26.10.2012,yes,africanpud,registry-curation
        Haki,KEN,,2015,no,africanpud,registry-curation

        """;

    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Import_WhenDryRun_ReportsAndWritesNothing()
    {
        var dry = await ReportAsync(Two, "?dryRun=true");
        var again = await ReportAsync(Two, "?dryRun=true");

        Assert.That(Numbers(dry), Is.EqualTo("new 2, changed 0, unchanged 0, refused 0, written False"));
        Assert.That(Numbers(again), Is.EqualTo(Numbers(dry)), "nothing was there the second time");
    }

    [Test]
    public async Task Import_WhenWrittenTwice_ChangesNothingTheSecondTime()
    {
        var first = await ReportAsync(Two);
        var second = await ReportAsync(Two);
        var moved = Two.Replace("Mombasa", "Nairobi", StringComparison.Ordinal);
        var undated = await ReportAsync(moved, "?dryRun=true");
        var third = await ReportAsync(With(moved, "since", "mars 2024", ""));
        var fourth = await ReportAsync(With(moved, "since", "mars 2024", ""));

        Assert.That(Numbers(first), Is.EqualTo("new 2, changed 0, unchanged 0, refused 0, written True"));
        Assert.That(Numbers(second), Is.EqualTo("new 0, changed 0, unchanged 2, refused 0, written False"));
        Assert.That(undated.GetRawText(), Does.Contain("undated-change"));
        Assert.That(Numbers(fourth), Is.EqualTo("new 0, changed 0, unchanged 2, refused 0, written False"));
        Assert.That(Numbers(third), Is.EqualTo("new 0, changed 1, unchanged 1, refused 0, written True"));
        Assert.That(
            third.GetProperty("rows")[0].GetProperty("differences").GetRawText(),
            Is.EqualTo("""[{"field":"place","before":"\"Mombasa\"","after":"\"Nairobi\""}]""")
        );
        var id = first.GetProperty("rows")[0].GetProperty("id").GetString();
        using var record = await server.GetAsync($"/v1/groups/{id}/record", africa);
        Assert.That(
            await record.Content.ReadAsStringAsync(),
            Does.Contain("2012-10-26/..").And.Contain("Nairobi").And.Contain("\"private\"").And.Contain("\"period\":\"../2024-03\"")
        );
        using var history = await server.GetAsync($"/v1/groups/{id}/history", africa);
        Assert.That(await history.Content.ReadAsStringAsync(), Does.Contain("Imported from a spreadsheet."));
    }

    [TestCase("since", "2024", "not-a-change")]
    [TestCase("correction", "yes", "not-a-change")]
    [TestCase("since", "last spring", "not-readable")]
    public async Task Import_WhenANewGroupSaysHowItChanged_IsRefused(string column, string cell, string code)
    {
        var report = await ReportAsync(With(Two, column, cell, ""), "?dryRun=true");

        Assert.That(report.GetProperty("refused").GetInt32(), Is.EqualTo(1));
        Assert.That(report.GetRawText(), Does.Contain($"\"{code}\""));
    }

    [Test]
    public async Task Import_WhenAChangeMendsAMistake_KeepsNothingOfWhatWasThere()
    {
        var first = await ReportAsync(Two);
        await ReportAsync(With(Two.Replace("Mombasa", "Nairobi", StringComparison.Ordinal), "correction", "oui", ""));
        using var record = await server.GetAsync($"/v1/groups/{first.GetProperty("rows")[0].GetProperty("id").GetString()}/record", africa);

        Assert.That(await record.Content.ReadAsStringAsync(), Does.Contain("Nairobi").And.Contain("\"formerValues\":[]"));
    }

    [Test]
    public async Task Import_WhenARowIsRefused_WritesNothingAndNamesTheCells()
    {
        var table = Two.Replace("26.10.2012", "03/04/2012", StringComparison.Ordinal).Replace("KEN", "Atlantis", StringComparison.Ordinal);
        var report = await ReportAsync(table, "?dryRun=true");
        using var refused = await SendAsync(Encoding.UTF8.GetBytes(table));
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(Numbers(report), Is.EqualTo("new 0, changed 0, unchanged 0, refused 2, written False"));
        Assert.That(
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error => $"{error.GetProperty("name").GetString()} {error.GetProperty("code").GetString()}"),
            Is.EqualTo(["D2 not-readable", "B3 unknown-country"])
        );
        Assert.That(
            problem.GetProperty("errors")[0].GetProperty("detail").GetString(),
            Does.Contain("2012-04-03").And.Contain("2012-03-04")
        );
        Assert.That(Numbers(await ReportAsync(Two, "?dryRun=true")), Does.StartWith("new 2"));
    }

    [Test]
    public async Task Import_WhenAColumnIsLeftOut_NamesIt()
    {
        using var response = await SendAsync(
            Encoding.UTF8.GetBytes("name,country\nUmoja,KE\n"),
            "?dryRun=true",
            await server.KeyAsync(expires: null, "africanpud")
        );
        var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.That(
            report
                .GetProperty("rows")[0]
                .GetProperty("mistakes")
                .EnumerateArray()
                .Select(mistake => mistake.GetProperty("detail").GetString()),
            Is.EquivalentTo([
                "The row needs a value in the column 'founded'. Fill it in.",
                "The row needs a value in the column 'source'. Fill it in.",
            ]),
            report.GetRawText()
        );
    }

    [Test]
    public async Task Import_WhenARuleIsBroken_LinksIt()
    {
        using var response = await SendAsync(
            Encoding.UTF8.GetBytes("name,country,closed\nASUD,FR,2025-12\n"),
            "?dryRun=true",
            await server.KeyAsync(expires: null, "registry")
        );
        var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var mistake = report.GetProperty("rows")[0].GetProperty("mistakes")[0];

        Assert.That(mistake.GetProperty("rule").GetString(), Is.EqualTo(server.Whole("/v1/rules/outside-lifetime")), report.GetRawText());
        Assert.That(mistake.GetProperty("cell").GetString(), Is.EqualTo("C2"));
    }

    [TestCase("", "empty")]
    [TestCase("name,name\nA,B\n", "stands twice")]
    [TestCase("nmae,country\nA,KE\n", "Did you mean 'name'?")]
    [TestCase("nombree,country\nA,KE\n", "Did you mean 'nombre'?")]
    [TestCase("\nname,nom\nA,B\n", "Line 2: the columns 'name' and 'nom' are the same, name.")]
    [TestCase("name,,country\nA,x,KE\n", "Line 2: the cell B2 is filled in, and its column has no name")]
    [TestCase(",,\n\n", "empty")]
    [TestCase("name,country\n", "no row")]
    [TestCase("name,country\nA,KE,x\n", "Line 2")]
    [TestCase("name,country\n\"A,KE\n", "Line ")]
    public async Task Import_WhenTheFileIsNoTable_SaysWhere(string text, string part)
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(text));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }

    /// <summary>Spreadsheet programs save rows that were filled in once, and leave out the separators of those that were not.</summary>
    [TestCase(
        "\r\n ; ;\r\nname;country;founded;keptBy;source;;\r\n\r\nUmoja;Kenya;2012;africanpud;registry-curation;;\r\n;;;;;;\r\n;\r\n",
        5
    )]
    [TestCase("name,country,founded,keptBy,source,place,note\nUmoja,Kenya,2012,africanpud,registry-curation\n", 2)]
    [TestCase("name,,country,founded,keptBy,source\nUmoja,,Kenya,2012,africanpud,registry-curation\n", 2)]
    public async Task Import_WhenRowsAndColumnsAreEmpty_PassesThemOver(string table, int row)
    {
        var report = await ReportAsync(table, "?dryRun=true");

        Assert.That(Numbers(report), Is.EqualTo("new 1, changed 0, unchanged 0, refused 0, written False"), report.GetRawText());
        Assert.That(report.GetProperty("rows")[0].GetProperty("row").GetInt32(), Is.EqualTo(row));
    }

    [TestCase("Name,COUNTRY,Founded,Kept by,source,led_by_people-who use DRUGS,Funding Sources")]
    [TestCase("nombre,País,fundado,mantenido por,fuente,dirigido por personas que usan drogas,fuentes de financiacion")]
    [TestCase("الاسم,البلد,تاريخ التأسيس,يحتفظ به,المصدر,يقودها متعاطو المخدرات,مصادر التمويل")]
    [TestCase("Название,страна,основано,хранитель,источник,под руководством людей употребляющих наркотики,источники финансирования")]
    public async Task Import_WhenItsColumnsHaveOtherNames_UnderstandsThem(string headers)
    {
        var report = await ReportAsync($"{headers}\nUmoja,Kenya,2012,africanpud,registry-curation,yes,Members\n", "?dryRun=true");

        Assert.That(Numbers(report), Does.StartWith("new 1,"), report.GetRawText());
    }

    [Test]
    public async Task Import_WhenItsWordsAreThoseOfASpreadsheetProgram_UnderstandsThem()
    {
        var report = await ReportAsync(
            "nom;pays;fondé;dirigé par des personnes qui utilisent des drogues;tenu par;source;type;portée\nUmoja;Kenya;12 mars 2019;VRAI;africanpud;registry-curation; Association ;NATIONAL\n"
        );
        var id = report.GetProperty("rows")[0].GetProperty("id").GetString();
        using var record = await server.GetAsync($"/v1/groups/{id}/record", africa);

        Assert.That(
            await record.Content.ReadAsStringAsync(),
            Does.Contain("2019-03-12/..")
                .And.Contain("\"ledByPeopleWhoUseDrugs\":true")
                .And.Contain("\"type\":\"association\"")
                .And.Contain("\"scope\":\"national\"")
        );
    }

    [Test]
    public async Task Import_WhenAnAnswerIsNeitherYesNorNo_NamesTheCell()
    {
        var report = await ReportAsync(Two.Replace(",no,", ",perhaps,", StringComparison.Ordinal), "?dryRun=true");
        var mistake = report.GetProperty("rows")[1].GetProperty("mistakes")[0];

        Assert.That(mistake.GetProperty("cell").GetString(), Is.EqualTo("E3"));
        Assert.That(mistake.GetProperty("detail").GetString(), Is.EqualTo("'perhaps' is neither yes nor no. Write yes or no."));
    }

    [TestCase("=HYPERLINK(\"\"https://x.example\"\")")]
    [TestCase("@SUM(A1)")]
    [TestCase("+cmd|' /C calc'!A0")]
    [TestCase("-A1")]
    [TestCase("#REF!")]
    [TestCase("#NAME?")]
    [TestCase("#DIV/0!")]
    [TestCase("#¡DIV/0!")]
    [TestCase("#ССЫЛКА!")]
    [TestCase("#N/A")]
    [TestCase("#NV")]
    [TestCase("Err:502")]
    public async Task Import_WhenACellIsAFormulaOrItsError_NamesTheCell(string cell)
    {
        var report = await ReportAsync($"name,country,place\nUmoja,KE,\"{cell}\"\n", "?dryRun=true");
        var mistake = report.GetProperty("rows")[0].GetProperty("mistakes")[0];

        Assert.That(mistake.GetProperty("cell").GetString(), Is.EqualTo("C2"));
        Assert.That(mistake.GetProperty("code").GetString(), Is.EqualTo("formula"));
        Assert.That(mistake.GetProperty("detail").GetString(), Does.Contain("Write the value"));
    }

    [TestCase("-5 to 5 Street")]
    [TestCase("+254 20 000")]
    [TestCase("# 7")]
    [TestCase("#NoMore!")]
    [TestCase("Error: 5")]
    public async Task Import_WhenACellOnlyBeginsAsAFormulaDoes_TakesIt(string cell)
    {
        var report = await ReportAsync(Two.Replace("Mombasa", cell, StringComparison.Ordinal), "?dryRun=true");

        Assert.That(Numbers(report), Does.StartWith("new 2"), report.GetRawText());
    }

    [Test]
    public async Task Import_WhenTheFileHasFarTooManyColumns_IsRefusedAtOnce()
    {
        // Comparing each name with each other one would take longer than the client waits.
        var names = Enumerable
            .Range(0, 190_000)
            .Select(i => string.Concat(Enumerable.Range(0, 4).Select(j => (char)('a' + ((i / (int)Math.Pow(26, j)) % 26)))));
        using var response = await SendAsync(Encoding.UTF8.GetBytes(string.Join(',', names.Distinct()) + "\n"));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");
    }

    [TestCase("application/json", "All operations but an import")]
    [TestCase("text/html", "All operations but an import")]
    [TestCase(
        null,
        "The body has to be text/csv or application/zip or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/vnd.oasis.opendocument.spreadsheet or application/octet-stream"
    )]
    public async Task Import_WhenTheTypeIsAnother_SaysWhichIsTaken(string? type, string part)
    {
        using var response = await server.ImportAsync(africa, Encoding.UTF8.GetBytes(Two), "", type);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }

    /// <summary>A steward of one network learns nothing of the hidden groups of another, whatever a row says.</summary>
    [TestCase("id,name,country\n{0},Umoja,KE\n", "hidden-group", "nobody-there")]
    [TestCase("id,name,country\n{0},Umoja,KE\n", "hidden-former", "nobody-there")]
    [TestCase("id,name,country\n{0},Umoja,KE\n", "hidden-slug", "nobody-there")]
    [TestCase(
        "name,country,founded,ledByPeopleWhoUseDrugs,keptBy,source\nUmoja,KE,2012,yes,africanpud,{0}\n",
        "hidden-source",
        "nobody-there"
    )]
    [TestCase(
        "name,country,founded,ledByPeopleWhoUseDrugs,keptBy,source\n{0},KE,2012,yes,africanpud,registry-curation\n",
        "Jina",
        "Nobody"
    )]
    [TestCase(
        "name,country,founded,ledByPeopleWhoUseDrugs,keptBy,source\n{0},KE,2012,yes,africanpud,registry-curation\n",
        "Siri",
        "Nobody"
    )]
    public async Task Import_WhenARowNamesAHiddenGroupOfAnotherNetwork_IsAnsweredAsIfThereWereNone(string table, string hidden, string none)
    {
        await server.WriteAsync(
            (
                """
                insert into groups (
                    id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id, kept_by,
                    slug
                ) values (
                    'hidden-group', 'Siri', 'siri', 'KE', 'private', true, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31',
                    'registry-curation', 'inwud', 'hidden-slug'
                )
                """,
                null
            ),
            ("insert into sources (id, title, kind, kept_by) values ('hidden-source', 'A letter of Siri', 'article', 'inwud')", null),
            (
                "insert into group_names (group_id, name, name_key, kind, source_id) values ('hidden-group', 'Jina', 'jina', 'alias', 'hidden-source')",
                null
            ),
            ("insert into former_ids (resource, former_id, id) values ('groups', 'hidden-former', 'hidden-group')", null)
        );
        foreach (var query in new[] { "?dryRun=true", "" })
        {
            Assert.That(await RowAsync(hidden, query), Is.EqualTo(await RowAsync(none, query)), query);
        }

        async Task<string> RowAsync(string text, string query)
        {
            using var response = await server.ImportAsync(
                africa,
                Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, table, text)),
                query,
                "text/csv"
            );
            var answer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            // A new id and the id of a request are random.
            return Regex.Replace(answer, "\"(id|traceId)\":\"[^\"]*\"", "").Replace(text, "…", StringComparison.Ordinal);
        }
    }

    [Test]
    public async Task Import_WhenThereIsNoKey_IsRefused()
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(Two), "", ("Accept", "*/*"));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Test]
    public async Task Template_WhenFilledInAsItsExample_IsImported()
    {
        var template = await server.TextAsync("/v1/import/template?format=csv");
        var report = await ReportAsync(template, "?dryRun=true");

        Assert.That(Numbers(report), Does.StartWith("new 1,"), report.GetRawText());
    }

    [Test]
    public async Task Template_WhenReadAsJson_NamesItsColumnsInEachLanguage()
    {
        var template = JsonDocument.Parse(await server.TextAsync("/v1/import/template")).RootElement;
        foreach (var language in Enumerable.Range(0, 6))
        {
            var columns = template.GetProperty("columns").EnumerateArray().ToList();
            var table =
                string.Join(';', columns.Select(column => column.GetProperty("otherNames")[language].GetString()))
                + "\n"
                + string.Join(';', columns.Select(column => column.GetProperty("example").GetString()));

            Assert.That(Numbers(await ReportAsync(table, "?dryRun=true")), Does.StartWith("new 1,"), table);
        }
    }

    [Test]
    public async Task Report_WhenAskedAsCsv_HasARowForEachRow()
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(Two), "?dryRun=true&format=csv");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.That(lines[0], Is.EqualTo("row,outcome,id,name,differences,mistakes,file"));
        Assert.That(lines[1], Does.StartWith("2,new,"));
    }

    private static string Numbers(JsonElement report) =>
        string.Join(
            ", ",
            new[] { "new", "changed", "unchanged", "refused", "written" }.Select(name => $"{name} {report.GetProperty(name)}")
        );

    /// <summary>The table with one more column, whose cells stand in the order of the rows.</summary>
    private static string With(string table, string column, params IEnumerable<string> cells)
    {
        var added = cells.Prepend(column).ToList();
        return string.Concat(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => $"{line},{added[i]}\n"));
    }

    private Task<JsonElement> ReportAsync(string table, string query = "") =>
        server.ReportAsync(africa, Encoding.UTF8.GetBytes(table), query, "text/csv");

    private Task<HttpResponseMessage> SendAsync(byte[] body, string query = "", (string Name, string Value)? key = null) =>
        server.ImportAsync(key ?? africa, body, query, "text/csv");
}
