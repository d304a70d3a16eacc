using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>Whoever tells the program wrongly gets one line with a suggestion and the exit code 2, and nothing is started or written.</summary>
internal sealed class MisuseTests
{
    private TestDatabase database = null!;

    [SetUp]
    public void Create() => database = new TestDatabase();

    [TearDown]
    public void Remove() => database.Dispose();

    private static IEnumerable<TestCaseData> Words() =>
        new (string Words, string Part)[]
        {
            ("exprot", "There is no command 'exprot'. Did you mean 'export'?"),
            ("version", "There is no command 'version'. Did you mean '--version'?"),
            ("help", "There is no command 'help'. Did you mean '--help'?"),
            ("serve now", "There is a word too many: 'now'. 'serve' takes none."),
            ("import one.csv two.csv", "There is a word too many: 'two.csv'. 'import' takes one file."),
            ("backup one.db /srv/two.db", "There is a word too many: '/srv/two.db'."),
            ("export", "'file' missing"),
            ("export one --format tar", "'tar' is no format. Write zip, ndjson, sqlite."),
            ("export one --format 1", "'1' is no format."),
            ("export one --format ndjson --full", "--full writes a zip alone."),
            ("restore one.db --hide-all --show-as-copied", "exclude each other"),
            ("import one.csv -n", "There is no option '-n'. Did you mean '--dry-run'? 'import --help'"),
            ("import one.csv -r x", "There is no option '-r'. Did you mean '--reason'? 'import --help'"),
            ("import one.csv -c", "There is no option '-c'. 'import --help'"),
            ("-v", "There is no option '-v'. Did you mean '--version'?"),
            ("import one.csv --charset klingon", "There is no charset 'klingon'."),
            ("import one.csv --charset windows1252", "Did you mean 'windows-1252'?"),
            ("--verison", "There is no option '--verison'. Did you mean '--version'?"),
            ("serve --url http://localhost:1", "There is no option '--url'. Did you mean '--urls'?"),
            ("serve --Databse=x", "There is no option '--Databse=x'. Did you mean '--Registry:Database'?"),
            ("keys", "'keys --help'"),
            ("keys ad", "There is no command 'ad'. Did you mean 'add'?"),
            ("keys add --lable x --scope registry", "There is no option '--lable'. Did you mean '--label'? 'keys add --help'"),
            ("keys list --jsn yes", "There is no option '--jsn'. Did you mean '--json'?"),
            ("seed --Registry:Cors", "The setting '--Registry:Cors' has no value."),
            ("seed --Registry:Cors --json", "The setting '--Registry:Cors' has no value."),
            ("seed --Registry:Databse=x", "There is no setting '--Registry:Databse'. Did you mean '--Registry:Database'?"),
            ("seed --Logging:LogLevl:Default=Trace", "There is no setting '--Logging:LogLevl:Default'. Did you mean '--Logging:LogLevel'?"),
            ("seed --Regsitry:Limits:ImportRows=1", "Did you mean '--Registry:Limits:ImportRows'?"),
            ("seed --Registry:ImportRows 1", "Did you mean '--Registry:Limits:ImportRows'?"),
        }.Select(misuse => new TestCaseData(misuse.Words, misuse.Part).SetArgDisplayNames(misuse.Words));

    [TestCaseSource(nameof(Words))]
    public async Task Program_WhenToldWrongly_SuggestsAndStartsNothing(string words, string part)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. words.Split(' '), database.Argument]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(error, Does.Contain(part));
            Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
            Assert.That(output, Is.Empty);
            Assert.That(File.Exists(database.File), Is.False, "no database was made");
        });
    }

    [TestCase("import", "groups.csv", "--reason", "")]
    [TestCase("import", "groups.csv", "--reason", "201 letters")]
    [TestCase("keys", "add", "--scope", "registry", "--label", "")]
    [TestCase("keys", "add", "--scope", "registry", "--label", " EuroNPUD")]
    [TestCase("keys", "add", "--scope", "registry", "--label", "Euro\u0007NPUD")]
    [TestCase("keys", "add", "--scope", "registry", "--label", "Euro\nNPUD")]
    [TestCase("keys", "add", "--scope", "registry", "--label", "201 letters")]
    [TestCase("erase", "groups", "haki", "--word", "")]
    public async Task Command_WhenATextIsNone_IsRefusedBeforeAnythingIsOpened(params string[] said)
    {
        var text = said[^1] == "201 letters" ? new string('a', 201) : said[^1];
        var (exitCode, output, error) = await RegistryCommand.RunAsync([
            .. said[..^1],
            text,
            "--Registry:Database=Data Source=/proc/nowhere/r.db",
        ]);

        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain(said[^2]));
    }

    [Test]
    public async Task Setting_WhenItStandsBeforeTheFile_KeepsItsValue()
    {
        var file = Path.Combine(Path.GetDirectoryName(database.File)!, "registry.zip");
        await RegistryCommand.RunAsync("seed", database.Argument);
        var (exitCode, _, error) = await RegistryCommand.RunAsync("export", "--Registry:Database", database.ConnectionString, file);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(File.Exists(file), Is.True);
    }

    [Test]
    public async Task Version_WhenAsked_IsThatOfTheProgram()
    {
        var (exitCode, output, _) = await RegistryCommand.RunAsync("--version");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.Trim(), Is.EqualTo(typeof(RegistryApp).Assembly.GetName().Version!.ToString(3)));
    }
}
