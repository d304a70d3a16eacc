using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Upgrades;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>A command that only reads a database, or changes one thing in it, neither upgrades the database nor creates one.</summary>
internal sealed class OlderDatabaseTests
{
    private TestDatabase database = null!;
    private string folder = "";

    private static readonly string[][] Commands =
    [
        ["verify"],
        ["export", "out.zip"],
        ["export", "out.zip", "--full"],
        ["keys", "list"],
        ["keys", "add", "--label", "A test", "--scope", "registry"],
        ["keys", "revoke", "k-1a2b3c4d"],
        ["import", "in.zip", "--dry-run"],
    ];

    [SetUp]
    public async Task CreateAsync()
    {
        database = new TestDatabase();
        folder = Directory.CreateTempSubdirectory("registry-older-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "in.zip"), Earlier.PublicBundle("schema-8"));
    }

    [TearDown]
    public void Remove()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [TestCaseSource(nameof(Commands))]
    [OfTheFile]
    public async Task Command_WhenTheDatabaseIsOlder_SaysWhatUpgradesItAndLeavesItToTheByte(params string[] command)
    {
        await File.WriteAllBytesAsync(database.File, Earlier.Database("schema-8"));
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. command.Select(InFolder), database.Argument]);

        Assert.Multiple(async () =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output + error, Does.Contain("has schema 8").And.Contain("'migrate'"));
            Assert.That(await File.ReadAllBytesAsync(database.File), Is.EqualTo(Earlier.Database("schema-8")));
            Assert.That(Beside(), Is.EqualTo(["registry.db"]));
            Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EqualTo(["in.zip"]));
        });
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Command_WhenThereIsNoDatabase_SaysSoAndMakesNone(params string[] command)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. command.Select(InFolder), database.Argument]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.Contain("There is no database").And.Contain("'seed'"));
            Assert.That(output, Is.Empty);
            Assert.That(Beside(), Is.Empty);
        });
    }

    [Test]
    [OfTheFile]
    public async Task Verify_WhenAnOlderDatabaseIsDamaged_NamesTheDamage()
    {
        var bytes = Earlier.Database("schema-8");
        bytes.AsSpan(4096 * 40, 4096 * 20).Fill(7);
        await File.WriteAllBytesAsync(database.File, bytes);
        var (exitCode, output, error) = await RegistryCommand.RunAsync("verify", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output + error, Does.Contain("damaged"));
        Assert.That(await File.ReadAllBytesAsync(database.File), Is.EqualTo(bytes));
    }

    [Test]
    [OfTheFile]
    public async Task Backup_WhenTheDatabaseIsOlder_CopiesItAsItIs()
    {
        await File.WriteAllBytesAsync(database.File, Earlier.Database("schema-8"));
        var (exitCode, _, error) = await RegistryCommand.RunAsync("backup", InFolder("copy.db"), database.Argument);
        File.Copy(InFolder("copy.db"), database.File, overwrite: true);
        var (_, verified, _) = await RegistryCommand.RunAsync("verify", database.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(verified, Does.Contain("has schema 8"));
    }

    private string InFolder(string word) => word.Contains('.', StringComparison.Ordinal) ? Path.Combine(folder, word) : word;

    private IEnumerable<string?> Beside() => Directory.GetFiles(Path.GetDirectoryName(database.File)!).Select(Path.GetFileName);
}
