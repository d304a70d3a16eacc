using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import refuses a bundle that is damaged, forged or against the rules. The answer says where the mistake is, and the registry does not change.</summary>
internal sealed class BundleRefusalTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private byte[] bundle = [];
    private string feed = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        bundle = await server.ExportAsync("zip");
        feed = await server.TextAsync("/v1/changes?limit=1");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TearDown]
    public async Task TheRegistryIsAsItWasAsync()
    {
        Assert.That(await server.ExportAsync("zip"), Is.EqualTo(bundle));
        Assert.That(await server.TextAsync("/v1/changes?limit=1"), Is.EqualTo(feed));
    }

    [TestCase("../../etc/cron.d/x")]
    [TestCase("/etc/passwd")]
    [TestCase("C:\\Windows\\x.csv")]
    [TestCase("sub/groups.csv")]
    [TestCase("notes.txt")]
    public async Task Import_WhenTheArchiveHasAnotherFile_NamesIt(string name) =>
        await ExpectUnreadableAsync(EditedBundle.Plus(bundle, name, "x"u8.ToArray()), $"'{name}', which is no part of a bundle");

    [Test]
    public async Task Import_WhenAFileStandsTwice_NamesIt() =>
        await ExpectUnreadableAsync(EditedBundle.Plus(bundle, "groups.csv", "id\n"u8.ToArray()), "'groups.csv' twice");

    [Test]
    public async Task Import_WhenATableIsMissing_NamesIt() =>
        await ExpectUnreadableAsync(EditedBundle.Without(bundle, "memberships.csv"), "lacks memberships.csv");

    [Test]
    public async Task Import_WhenTheDescriptionIsMissing_SaysWhatABundleIs() =>
        await ExpectUnreadableAsync(EditedBundle.Without(bundle, "datapackage.json"), "no datapackage.json");

    [TestCase("\"version\": \"5\"", "\"version\": \"6\"", "has version 6, of a newer program")]
    [TestCase("\"version\": \"5\"", "\"version\": \"two\"", "the version is 'two'; it is a number")]
    [TestCase("\"name\": \"inpud-registry\"", "\"name\": \"other\"", "is called 'other'")]
    [TestCase("\"resources\": [", "\"resources\": [[", "no description of a data package: line")]
    public async Task Import_WhenTheDescriptionIsOfSomethingElse_SaysWhat(string before, string after, string part) =>
        await ExpectUnreadableAsync(
            EditedBundle.With(
                bundle,
                "datapackage.json",
                text =>
                {
                    Assert.That(text, Does.Contain(before));
                    return text.Replace(before, after, StringComparison.Ordinal);
                }
            ),
            part
        );

    [TestCase("null")]
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"name\":null,\"version\":null,\"resources\":null}")]
    public async Task Import_WhenTheDescriptionIsNone_SaysSo(string text) =>
        await ExpectUnreadableAsync(EditedBundle.With(bundle, "datapackage.json", _ => text), "datapackage.json");

    [TestCase(
        "groups.csv",
        "id,slug,name,country,subdivision",
        "id,slug,name,name,subdivision",
        "groups.csv, line 1: the column 'name' stands twice"
    )]
    [TestCase("groups.csv", "id,slug,name,country,", "id,slug,name,nation,", "groups.csv, line 1: there is no column 'nation'")]
    [TestCase(
        "remit_countries.csv",
        "network_id,country\n",
        "network_id\n",
        "remit_countries.csv, line 1: the column 'country' is missing"
    )]
    [TestCase("remit_countries.csv", "inwud,AE\n", "inwud,AE,x\n", "remit_countries.csv, line 105: ")]
    [TestCase("remit_countries.csv", "inwud,AE\n", "inwud,\"AE\n", "remit_countries.csv, line ")]
    public async Task Import_WhenATableIsNone_NamesTheLine(string file, string before, string after, string part) =>
        await ExpectUnreadableAsync(Replaced(file, before, after), part);

    [Test]
    public async Task Import_WhenATableIsEmpty_SaysWhatItsFirstLineHas() =>
        await ExpectUnreadableAsync(EditedBundle.With(bundle, "groups.csv", _ => ""), "groups.csv is empty");

    [Test]
    public async Task Import_WhenATableIsNoUtf8_NamesTheLine() =>
        await ExpectUnreadableAsync(
            EditedBundle.WithBytes(
                bundle,
                "remit_countries.csv",
                content =>
                    Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(content).Replace("inwud,AE\n", "inwüd,AE\n", StringComparison.Ordinal))
            ),
            "remit_countries.csv, line 105: the text is not UTF-8"
        );

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.999)]
    public async Task Import_WhenTheFileBreaksOff_SaysSo(double part) =>
        await ExpectUnreadableAsync(bundle[..(int)(bundle.Length * part)], "damaged, or only a part of it");

    /// <summary>Some bits of an archive have no meaning. For every other bit, the answer says what a flip broke.</summary>
    [Test]
    public async Task Import_WhenAnyByteIsFlipped_AnswersWithTheSameRegistryOrAProblem()
    {
        var random = new Random(4);
        for (var i = 0; i < 150; i++)
        {
            var flipped = bundle.ToArray();
            // Half of the flips hit the list of files at the end, which is short.
            var place = i % 2 == 0 ? random.Next(flipped.Length) : flipped.Length - 1 - random.Next(3000);
            flipped[place] ^= (byte)(1 << random.Next(8));
            using var response = await server.ImportAsync(inpud, flipped, "?dryRun=true");
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.That(text, Does.Contain("\"new\":0,\"changed\":0").And.Contain("\"refused\":0"), $"byte {place}");
            }
            else
            {
                await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");
            }
        }
    }

    [Test]
    public async Task Import_WhenTheChecksumOfATableIsAnother_NamesTheTable()
    {
        var flipped = bundle.ToArray();
        using (var zip = new ZipArchive(new MemoryStream(flipped)))
        {
            // The reader takes the checksum from the list at the end.
            var crc = BitConverter.GetBytes(zip.GetEntry("remit_countries.csv")!.Crc32);
            var place = flipped.AsSpan().LastIndexOf(crc);
            flipped[place] ^= 1;
        }

        await ExpectUnreadableAsync(flipped, "remit_countries.csv, line ");
    }

    [TestCase("xlsx", "The workbook is damaged")]
    [TestCase("xls", "Excel 97–2003 (.xls). Save it as Excel workbook (.xlsx)")]
    [TestCase("sqlite", "/v1/export?format=zip")]
    [TestCase("ndjson", "/v1/export?format=zip")]
    [TestCase("other zip", "no datapackage.json")]
    [TestCase("millions of files", "far more files than a bundle")]
    public async Task Import_WhenTheFileIsOfAnotherKind_SaysWhatToSend(string kind, string part)
    {
        var file = kind switch
        {
            "xlsx" => ZipWith("[Content_Types].xml", "xl/workbook.xml"),
            "xls" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000]],
            "other zip" => ZipWith("readme.txt"),
            "millions of files" => ZipWith([.. Enumerable.Range(0, 20_000).Select(i => $"{i}")]),
            _ => await server.ExportAsync(kind),
        };
        await ExpectUnreadableAsync(file, part);
    }

    [TestCase("groups.csv", ",/..,2025-08,", ",2012-13/..,2025-08,", "P2", "not-readable", "2012-13")]
    [TestCase("groups.csv", "ASUD,FR,", "ASUD,ZZ,", "A", "unknown-reference", "'ZZ'")]
    [TestCase("groups.csv", ",public,", ",open,", "N2", "not-readable", "It is one of")]
    [TestCase("groups.csv", "\n" + Shipped.Asud + ",", "\nAs Ud,", "A", "not-readable", "is no id")]
    [TestCase("groups.csv", ",asud,ASUD,", ",asud,,", "C", "not-readable", "required")]
    [TestCase("memberships.csv", "euronpud," + Shipped.Asud + ",", "euronpud,nobody,", "A", "unknown-reference", "'nobody'")]
    [TestCase("regions.csv", "\n009,001,", "\n009,014,", "A", "", "")]
    [TestCase("regions.csv", "\n002,001,", "\n002,014,", "A", "cycle", "lies in itself")]
    [TestCase("remit_countries.csv", "inwud,AE\n", "inwud,AE\ninwud,AE\n", "A106", "repeated", "before")]
    [TestCase("memberships.csv", "/..,2025-08,", "/2024-13,2025-08,", "D2", "not-readable", "2024-13")]
    [TestCase("sources.csv", "https://cldr.unicode.org", "javascript:alert(1)", "E2", "not-readable", "https://")]
    [TestCase("milestones.csv", "\nlaunch,2008-11-01,", "\nlaunch,2126-11-01,", "A", "not-yet-happened", "in the future")]
    [TestCase("documents.csv", ",2006/..,2025-08,", ",2126/..,,", "A", "not-yet-happened", "in the future")]
    [TestCase("organisation_aims.csv", ",launch\n", ",nothing\n", "A", "unknown-reference", "'nothing'")]
    [TestCase("organisation.csv", ",executive-director\n", ",nobody\n", "A", "unknown-reference", "'nobody'")]
    [TestCase("organisation.csv", ",plan-2021-2024,", ",nothing,", "A", "unknown-reference", "'nothing'")]
    public async Task Import_WhenARowIsWrong_NamesTheCellAndTheRule(
        string file,
        string before,
        string after,
        string cell,
        string code,
        string part
    )
    {
        if (code.Length == 0)
        {
            // Moving a region below another one is allowed: only the cycle makes the case below a mistake.
            using var fine = await server.ImportAsync(inpud, Replaced(file, before, after), "?dryRun=true");
            Assert.That(await fine.Content.ReadAsStringAsync(), Does.Contain("\"changed\":1").And.Contain("\"refused\":0"));
            return;
        }

        using var response = await server.ImportAsync(inpud, Replaced(file, before, after));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        var error = errors.Find(error => error.GetProperty("code").GetString() == code);

        Assert.That(error.ValueKind, Is.EqualTo(JsonValueKind.Object), problem.GetRawText());
        Assert.That(error.GetProperty("name").GetString(), Does.StartWith($"{file} {cell}"));
        Assert.That(error.GetProperty("detail").GetString(), Does.Contain(part));
    }

    [TestCase("organisation_focuses.csv", "{0},A focus,inpud-article,,\n")]
    [TestCase("milestone_places.csv", "launch,{0},online,\n")]
    public async Task Import_WhenARecordHasMorePartsThanTheApiTakes_SaysHowMany(string file, string row)
    {
        var rows = string.Concat(
            Enumerable.Range(4, 50).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i))
        );
        using var response = await server.ImportAsync(inpud, EditedBundle.With(bundle, file, text => text + rows));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("items"));
        Assert.That(problem.GetProperty("errors")[0].GetProperty("detail").GetString(), Does.Contain("at most 50 rows"));
    }

    [Test]
    public async Task Import_WhenARuleIsBroken_NamesTheRowThatBreaksItAndLinksTheRule()
    {
        using var response = await server.ImportAsync(inpud, Replaced("groups.csv", ",asud,ASUD,FR,", ",asud,ASUD,US,"));
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");
        var error = problem.GetProperty("errors")[0];

        Assert.Multiple(() =>
        {
            Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("memberships.csv A5"));
            Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("outside-remit"));
            Assert.That(error.GetProperty("rule").GetString(), Is.EqualTo(server.Whole("/v1/rules/outside-remit")));
            Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("1 of "));
        });
    }

    private async Task ExpectUnreadableAsync(byte[] file, string part)
    {
        foreach (var query in new[] { "", "?dryRun=true" })
        {
            using var response = await server.ImportAsync(inpud, file, query);
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
        }
    }

    private byte[] Replaced(string file, string before, string after) =>
        EditedBundle.With(
            bundle,
            file,
            text =>
            {
                var place = text.IndexOf(before, StringComparison.Ordinal);
                Assert.That(place, Is.GreaterThanOrEqualTo(0), $"{file} has no {before}");
                return text[..place] + after + text[(place + before.Length)..];
            }
        );

    private static byte[] ZipWith(params string[] names)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                zip.CreateEntry(name);
            }
        }

        return file.ToArray();
    }
}
