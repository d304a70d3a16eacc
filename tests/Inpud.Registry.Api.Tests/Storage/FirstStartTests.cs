using System.Globalization;
using System.IO.Compression;
using System.Text;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>A first start makes a whole database, or leaves nothing that a later start would refuse.</summary>
[OfTheFile]
internal sealed class FirstStartTests
{
    private TestDatabase database = null!;

    private string Folder => Path.GetDirectoryName(database.File)!;

    private IEnumerable<string> Names =>
        Directory.GetFileSystemEntries(Folder).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal);

    [SetUp]
    public void Create() => database = new TestDatabase();

    [TearDown]
    public void Remove() => database.Dispose();

    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("KILL")]
    public async Task Seed_WhenItIsStopped_LeavesNoDatabaseAndTheNextOneMakesIt(string signal)
    {
        using (var process = RegistryProcess.Start("seed", database.Argument))
        {
            Assert.That(await process.StandardError.ReadLineAsync(), Is.EqualTo("Upgrading the database …"));
            await Tool.RunAsync(Folder, "sh", "-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}");
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.Not.Zero);
        }

        Assert.That(File.Exists(database.File), Is.False);
        var (exitCode, output, error) = await RegistryCommand.RunAsync("seed", database.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("is loaded"));
        Assert.That(Names, Is.EqualTo(["registry.db"]));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Import_WhenItIsStoppedBeforeThereIsADatabase_LeavesNothing(string signal)
    {
        var bundle = await BundleAsync();
        using var process = RegistryProcess.Start("import", bundle, database.Argument);
        Assert.That(await process.StandardError.ReadLineAsync(), Does.EndWith("…"));
        await Tool.RunAsync(Folder, "sh", "-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130), error);
        Assert.That(Names, Is.EqualTo(["bundle.zip"]));
    }

    [Test]
    public async Task Import_WhenItRefusesARowBeforeThereIsADatabase_LeavesNothing()
    {
        var bundle = await BundleAsync();
        await using (var zip = await ZipFile.OpenAsync(bundle, ZipArchiveMode.Update))
        {
            var groups = zip.GetEntry("groups.csv")!;
            string text;
            using (var reader = new StreamReader(await groups.OpenAsync()))
            {
                text = await reader.ReadToEndAsync();
            }

            groups.Delete();
            await using var writer = new StreamWriter(await zip.CreateEntry("groups.csv").OpenAsync(), new UTF8Encoding(false));
            await writer.WriteAsync(text.Replace(",FR,", ",XX,", StringComparison.Ordinal));
        }

        var (exitCode, output, error) = await RegistryCommand.RunAsync("import", bundle, database.Argument);

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(error, Does.Contain("nothing was written").IgnoreCase);
        Assert.That(Names, Is.EqualTo(["bundle.zip"]));
    }

    /// <summary>A log without its database can hold the last copy of confirmed writes. Beside another database, SQLite would take it for a part of that.</summary>
    [TestCase("-wal")]
    [TestCase("-journal")]
    public async Task Start_WhenTheLogOfALostDatabaseIsThere_MakesNone(string part)
    {
        await File.WriteAllTextAsync(database.File + part, "changes");
        var (exitCode, _, error) = await RegistryCommand.RunAsync("seed", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain($"{database.File}{part}"));
        Assert.That(Names, Is.EqualTo(["registry.db" + part]));
    }

    private async Task<string> BundleAsync()
    {
        await using var server = await RegistryServer.StartAsync();
        var bundle = Path.Combine(Folder, "bundle.zip");
        using var answer = await server.GetAsync("/v1/export");
        await File.WriteAllBytesAsync(bundle, await answer.Content.ReadAsByteArrayAsync());
        return bundle;
    }
}
