using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Cli;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Processes.Import;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Inpud.Registry.Domain.Stewards;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>The command line imports spreadsheets and bundles.</summary>
internal sealed class ImportCommandTests
{
    private const string One = "name,country,founded,keptBy,source\nUmoja,Kenya,2012,africanpud,registry-curation\n";

    private RegistryServer server = null!;
    private string file = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        file = Path.GetTempFileName();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        File.Delete(file);
    }

    [Test]
    public async Task Import_WhenTriedAndThenDone_SaysWhatItDid()
    {
        await File.WriteAllTextAsync(file, One);
        var (_, tried, _) = await RunAsync("import", file, "--dry-run");
        var (exitCode, done, error) = await RunAsync("import", file);
        var (_, json, summary) = await RegistryProcess.RunAsync("import", file, "--json", server.Database.Argument);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(tried, Does.Contain("row 2\tnew\tUmoja").And.Contain("nothing was written"));
            Assert.That(done, Does.Contain("1 new, 0 changed, 0 unchanged, 0 refused; written."));
            Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("unchanged").GetInt32(), Is.EqualTo(1));
            Assert.That(summary, Does.Contain("0 new, 0 changed, 1 unchanged, 0 refused; nothing was written."));
        });
    }

    [TestCase("spreadsheet", "Reading the spreadsheet")]
    [TestCase("bundle", "Reading the bundle")]
    [TestCase("bundle", "Writing the history")]
    public async Task Import_WhenItIsUnderWay_TellsHowFarItIs(string kind, string part)
    {
        await File.WriteAllTextAsync(file, One);
        if (kind == "bundle")
        {
            await RunAsync("import", file);
            File.Delete(file);
            await RunAsync("export", file, "--full");
        }

        await using var other = await RegistryServer.StartAsShippedAsync();
        var work = new Parts();
        await using var opened = File.OpenRead(file);
        using var journal = new ImportJournal();
        var key = new Key("k-test", "A test", new StewardScopes([StewardScopes.Registry]), other.Clock.GetUtcNow(), null, null);
        await other
            .Services.GetRequiredService<RegistryImport>()
            .RunAsync(
                SentFile.Of(opened, charset: null),
                new Steward(key),
                "A test.",
                isDryRun: false,
                journal,
                work,
                CancellationToken.None
            );

        var (_, steps, done) = work.All.Single(begun => begun.What == part);
        Assert.That(steps, Is.Positive);
        Assert.That(done, Is.Positive.And.LessThanOrEqualTo(steps));
    }

    [TestCase("csv")]
    [TestCase("xlsx")]
    [TestCase("ods")]
    public async Task Import_WhenASpreadsheetIsUnderWay_MovesTheBarWithEachRow(string kind)
    {
        await File.WriteAllBytesAsync(
            file,
            kind switch
            {
                "xlsx" => WorkbookBuilder.XlsxOfGroup(),
                "ods" => WorkbookBuilder.OdsOfGroup(),
                _ => Encoding.UTF8.GetBytes(One + One.Split('\n')[1].Replace("Umoja", "Haki", StringComparison.Ordinal)),
            }
        );
        var work = new Parts();
        await using var opened = File.OpenRead(file);
        using var journal = new ImportJournal();
        var key = new Key("k-test", "A test", new StewardScopes([StewardScopes.Registry]), server.Clock.GetUtcNow(), null, null);
        await server
            .Services.GetRequiredService<RegistryImport>()
            .RunAsync(
                SentFile.Of(opened, charset: null),
                new Steward(key),
                "A test.",
                isDryRun: true,
                journal,
                work,
                CancellationToken.None
            );

        var rows = kind == "csv" ? 2 : 1;
        Assert.That(work.All.Single(begun => begun.What == "Reading the spreadsheet"), Is.EqualTo(("Reading the spreadsheet", rows, rows)));
        Assert.That(work.Moves, Is.EqualTo(rows));
    }

    [TestCase("xlsx")]
    [TestCase("ods")]
    public async Task Import_WhenTheFileIsAWorkbook_ReadsItWhateverItsName(string kind)
    {
        await File.WriteAllBytesAsync(file, kind == "xlsx" ? WorkbookBuilder.XlsxOfGroup() : WorkbookBuilder.OdsOfGroup());
        var (exitCode, output, error) = await RunAsync("import", file, "--dry-run");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("row 2\tnew\tUmoja").And.Contain("1 new, 0 changed, 0 unchanged, 0 refused"));
        Assert.That(error, Does.Contain("Reading the spreadsheet …").And.Contain("Done in"));
    }

    [Test]
    public async Task Import_WhenTheFileIsNotUtf8_ProposesTheOptionThatReadsIt()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await File.WriteAllBytesAsync(
            file,
            Encoding
                .GetEncoding(1251)
                .GetBytes(
                    One.Replace("Umoja", "Сеть людей, употребляющих наркотики", StringComparison.Ordinal)
                        .Replace(", у", " у", StringComparison.Ordinal)
                )
        );
        var (refused, _, proposal) = await RunAsync("import", file, "--dry-run");
        var (taken, output, error) = await RunAsync("import", file, "--dry-run", "--charset", "windows-1251");

        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.EqualTo(1));
            Assert.That(proposal, Does.Contain("Line 2: the file is not UTF-8").And.Contain("--charset").And.Contain("windows-1251"));
            Assert.That(taken, Is.Zero, error);
            Assert.That(output, Does.Contain("new\tСеть людей употребляющих наркотики"));
        });
    }

    [Test]
    public async Task Import_WhenTheFileIsCompressed_NamesItAndWritesNothing()
    {
        await File.WriteAllBytesAsync(file, [0x1F, 0x8B, 8, 0]);
        var (exitCode, output, error) = await RunAsync("import", file);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain("compressed with gzip. Unpack it"));
    }

    /// <summary>Adds up the progress of each part of the work.</summary>
    private sealed class Parts : IWork
    {
        public List<(string What, long? Steps, long Done)> All { get; } = [];

        public void Begin(string what, long? steps = null) => All.Add((what, steps, 0));

        public int Moves { get; private set; }

        public void Advance(long steps)
        {
            Moves++;
            All[^1] = All[^1] with { Done = All[^1].Done + steps };
        }
    }

    [Test]
    public async Task Import_WhenARowIsRefused_ExitsWithOneAndWritesNothing()
    {
        await File.WriteAllTextAsync(file, One + "Haki,Atlantis,2012,africanpud,registry-curation\n");
        var (exitCode, output, error) = await RunAsync("import", file);
        var (_, after, _) = await RunAsync("import", file, "--dry-run");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("B3: ").And.Contain("Atlantis"));
        Assert.That(error, Does.Contain("1 of 2 rows"));
        Assert.That(after, Does.Contain("1 new, 0 changed, 0 unchanged, 1 refused"), "the first row was not written");
    }

    [Test]
    public async Task Import_WhenThereIsNoFile_SaysSo()
    {
        var (exitCode, _, error) = await RunAsync("import", "nowhere.csv");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("There is no file"));
    }

    [Test]
    public async Task Import_WhenABundleMeetsNoDatabase_MakesOneOfIt()
    {
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        await File.WriteAllBytesAsync(file, await ExportAsync());
        using var other = new TestDatabase();
        var (exitCode, output, error) = await RegistryCommand.RunAsync("import", file, other.Argument);
        var (again, unchanged, _) = await RegistryCommand.RunAsync("import", file, other.Argument);
        var (_, exported, _) = await RegistryCommand.RunAsync("export", file + ".zip", other.Argument);

        Assert.Multiple(async () =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain("\tnew\tASUD").And.Contain("0 refused; written."));
            Assert.That(again, Is.Zero);
            Assert.That(unchanged, Does.Contain("0 new, 0 changed,").And.Contain("0 refused; nothing was written."));
            Assert.That(exported, Does.Contain("is written"));
            Assert.That(await File.ReadAllBytesAsync(file + ".zip"), Is.EqualTo(await File.ReadAllBytesAsync(file)));
        });
        File.Delete(file + ".zip");
    }

    [Test]
    public async Task Import_WhenTheBundleIsFull_BringsWhatIsPrivateAndGivesTheSamePublicExport()
    {
        await server.WriteAsync(
            ("update groups set visibility = 'private' where slug = 'vandu'", null),
            ("update groups set visibility = 'country' where slug = 'asud'", null)
        );
        File.Delete(file);
        await RunAsync("export", file, "--full");
        using var other = new TestDatabase();
        var (exitCode, _, error) = await RegistryCommand.RunAsync("import", file, other.Argument);
        var (again, report, _) = await RegistryCommand.RunAsync("import", file, other.Argument);
        await RegistryCommand.RunAsync("export", file + ".public", other.Argument);
        await RegistryCommand.RunAsync("export", file + ".full", "--full", other.Argument);
        using var full = System.IO.Compression.ZipFile.OpenRead(file + ".full");
        using var groups = new StreamReader(full.GetEntry("groups.csv")!.Open());

        Assert.Multiple(async () =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(again, Is.Zero);
            Assert.That(report, Does.Contain("0 new, 0 changed,").And.Contain("0 refused; nothing was written."));
            Assert.That(await File.ReadAllBytesAsync(file + ".public"), Is.EqualTo(await ExportAsync()));
            Assert.That(await groups.ReadToEndAsync(), Does.Contain("vandu").And.Contain("asud"));
        });
        File.Delete(file + ".public");
        File.Delete(file + ".full");
    }

    [Test]
    public void Table_WhenSomebodyWatches_ShowsTheRowsThatDoSomething()
    {
        using var screen = new StringWriter();
        ImportReportTable.Write(
            new ImportReport
            {
                Written = false,
                New = 0,
                Changed = 1,
                Unchanged = 1,
                Removed = 0,
                Refused = 1,
                Rows =
                [
                    Row(2, ImportOutcome.Changed, "Umoja") with
                    {
                        Differences =
                        [
                            new ImportDifference
                            {
                                Field = "place",
                                Before = "null",
                                After = "\"[Mombasa]\"",
                            },
                        ],
                    },
                    Row(3, ImportOutcome.Unchanged, "Siri"),
                    Row(4, ImportOutcome.Refused, "Haki") with
                    {
                        Mistakes =
                        [
                            new ImportMistake
                            {
                                Cell = "B4",
                                Code = "unknown-country",
                                Detail = "'Atlantis' is no country.",
                            },
                        ],
                    },
                ],
            },
            Terminal.On(screen)
        );
        var lines = screen.ToString().ReplaceLineEndings("\n").Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Some.Match(@"row 2 {2,}changed {2,}Umoja {2,}place: null → ""\[Mombasa\]"""));
            Assert.That(lines, Has.Some.Match(@"row 4 {2,}refused {2,}Haki {2,}B4: 'Atlantis' is no country\."));
            Assert.That(screen.ToString(), Does.Not.Contain("Siri"));
            Assert.That(screen.ToString(), Does.Contain("0 new, 1 changed, 1 unchanged, 1 refused; nothing was written."));
        });
    }

    private static ImportedRow Row(int number, ImportOutcome outcome, string name) =>
        new()
        {
            Row = number,
            Outcome = outcome,
            Id = null,
            Name = name,
        };

    private async Task<byte[]> ExportAsync()
    {
        using var response = await server.GetAsync("/v1/export");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        RegistryCommand.RunAsync([.. arguments, server.Database.Argument]);
}
