using System.Globalization;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Files;

/// <summary>What a killed process leaves half-made, the next start removes. It leaves what a live process is making.</summary>
internal sealed class UnfinishedTests
{
    private string folder = "";

    private string Whole => Path.Combine(folder, "registry.db");

    private IEnumerable<string> Names =>
        Directory.GetFileSystemEntries(folder).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal);

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("registry-unfinished-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    [OfTheFile]
    public async Task Start_WhenAProcessWasKilled_RemovesWhatItLeftHalfMade()
    {
        using var database = new TestDatabase();
        await RegistryCommand.RunAsync("seed", database.Argument);
        var of = Path.GetFileName(database.File);
        string[] dead = [$"{of}.restoring-0a1b2c3d", $"{of}.before-20260115120000000.partial-0a1b2c3d"];
        foreach (var name in dead.SelectMany(name => new[] { name, name + "-wal", name + "-shm", name + ".lock" }))
        {
            await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(database.File)!, name), "half");
        }

        var (exitCode, _, error) = await RegistryCommand.RunAsync("migrate", database.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(database.File)!), Is.EqualTo([database.File]));
    }

    [Test]
    public void RemoveDead_WhenAProcessLives_LeavesWhatItMakes()
    {
        using (var live = Unfinished.Partial(Whole))
        {
            File.WriteAllText(live.Path, "half");
            Unfinished.RemoveDead(folder);
            Assert.That(File.ReadAllText(live.Path), Is.EqualTo("half"));
        }

        Assert.That(Names, Is.Empty, "whoever ends well leaves nothing");
    }

    [TestCase("download.partial")]
    [TestCase("registry.db.before-20260115120000000")]
    [TestCase("registry.db.lock")]
    [TestCase("registry.db.partial-0a1b2c3d", Description = "without a lock, nobody can tell whose it is")]
    public void RemoveDead_WhenAFileIsAnother_LeavesIt(string name)
    {
        File.WriteAllText(Path.Combine(folder, name), "mine");
        Unfinished.RemoveDead(folder);

        Assert.That(Names, Is.EqualTo([name]));
    }

    [Test]
    public void TemporaryFile_WhenItIsMade_HasNoNameThatCouldStay()
    {
        using var file = TemporaryFile.Create();
        file.Write("private"u8);
        file.Position = 0;
        using var reader = new StreamReader(file);

        Assert.That(File.Exists(file.Name), Is.False);
        Assert.That(reader.ReadToEnd(), Is.EqualTo("private"));
    }

    [Test]
    public async Task Export_WhenTheServiceWasKilled_IsRemovedByTheNextStart()
    {
        using var database = new TestDatabase();
        using var client = new HttpClient();
        using var process = RegistryProcess.StartWith(
            new Dictionary<string, string> { ["TMPDIR"] = folder },
            "--urls",
            "http://127.0.0.1:0",
            database.Argument
        );
        var line = await process.StandardOutput.ReadLineAsync();
        var address = line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal));
        await client.GetByteArrayAsync(new Uri($"{address}/v1/export"));
        Unfinished.RemoveDead(folder);
        Assert.That(Names, Has.Some.Match("^inpud-registry.export-[0-9a-f]{8}$"), "the service lives");
        process.Kill();
        await process.WaitForExitAsync();
        Unfinished.RemoveDead(folder);

        Assert.That(
            Names.Where(name => name.StartsWith("inpud-registry", StringComparison.Ordinal)),
            Is.Empty,
            process.Id.ToString(CultureInfo.InvariantCulture)
        );
    }

    [Test]
    public async Task Export_WhenItCannotBeWritten_LeavesNoHalfFile()
    {
        await using var database = new TestDatabase();
        using var client = new HttpClient();
        using var process = RegistryProcess.StartWith(
            new Dictionary<string, string> { ["TMPDIR"] = folder },
            "--urls",
            "http://127.0.0.1:0",
            database.Argument
        );
        try
        {
            var line = await process.StandardOutput.ReadLineAsync();
            var address = line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal));
            await client.GetByteArrayAsync(new Uri($"{address}/v1/export?format=ndjson"));
            await database.ChangeByHandAsync(
                $"delete from public_changes where id = (select max(id) from public_changes); drop view public_documents{(database.IsOnServer ? " cascade" : "")}"
            );
            foreach (var format in new[] { "zip", "ndjson", "sqlite", "ndjson" })
            {
                using var answer = await client.GetAsync(new Uri($"{address}/v1/export?format={format}"));
                Assert.That((int)answer.StatusCode, Is.GreaterThanOrEqualTo(500), format);
            }

            Assert.That(Directory.GetFiles(Directory.GetDirectories(folder, "inpud-registry.export-*").Single()), Is.Empty);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
