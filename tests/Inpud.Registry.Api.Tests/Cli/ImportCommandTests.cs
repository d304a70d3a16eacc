using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>Groups from a spreadsheet, by the command line.</summary>
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
        var (_, json, _) = await RunAsync("import", file, "--json");

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(tried, Does.Contain("row 2\tnew\tUmoja").And.Contain("nothing was written"));
            Assert.That(done, Does.Contain("1 new, 0 changed, 0 unchanged, 0 refused; written."));
            Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("unchanged").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Import_WhenARowIsRefused_ExitsWithOneAndWritesNothing()
    {
        await File.WriteAllTextAsync(file, One + "Haki,Atlantis,2012,africanpud,registry-curation\n");
        var (exitCode, output, error) = await RunAsync("import", file);
        var (_, after, _) = await RunAsync("import", file, "--dry-run", "--json");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("B3: ").And.Contain("Atlantis"));
        Assert.That(error, Does.Contain("1 of 2 rows"));
        Assert.That(JsonDocument.Parse(after).RootElement.GetProperty("new").GetInt32(), Is.EqualTo(1), "the first row was not written");
    }

    [Test]
    public async Task Import_WhenThereIsNoFile_SaysSo()
    {
        var (exitCode, _, error) = await RunAsync("import", "nowhere.csv");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("There is no file"));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        RegistryProcess.RunAsync([.. arguments, server.Database.Argument]);
}
