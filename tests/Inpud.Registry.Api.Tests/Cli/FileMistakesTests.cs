using System.Net.Sockets;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>A mistake with a file ends in one line that names the file, and not in a trace of the program.</summary>
internal sealed class FileMistakesTests
{
    private const string One = "name,country,founded,keptBy,source\nUmoja,Kenya,2012,africanpud,registry-curation\n";

    private RegistryServer server = null!;
    private string folder = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        folder = Directory.CreateTempSubdirectory("registry-files-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public Task Export_WhenTheTargetIsAFolder_SaysSo() => AssertOneLineAsync($"{folder} is a folder", "export", folder);

    [Test]
    [OfTheFile]
    public Task Backup_WhenTheTargetIsAFolder_SaysSo() => AssertOneLineAsync($"{folder} is a folder", "backup", folder);

    [TestCase("zip")]
    [TestCase("ndjson")]
    [TestCase("sqlite")]
    public Task Export_WhenTheNameIsTooLong_NamesIt(string format)
    {
        var name = new string('a', 300);
        return AssertOneLineAsync(name, "export", Path.Combine(folder, name), "--format", format);
    }

    /// <summary>Root may do everything, so the kernel itself is asked: nobody can make a file in /proc.</summary>
    [TestCase("export")]
    [TestCase("backup")]
    [OfTheFile]
    public Task Command_WhenTheFolderTakesNoFile_NamesIt(string command) => AssertOneLineAsync("/proc/registry", command, "/proc/registry");

    [Test]
    public async Task Import_WhenTheFileComesThroughAPipe_ReadsIt()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "groups.csv"), One);
        var program = Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll");
        var told = await Tool.RunAsync(
            folder,
            "sh",
            "-c",
            $"cat groups.csv | dotnet '{program}' import /dev/stdin '{server.Database.Argument}'"
        );

        Assert.That(told, Does.Contain("1 new"));
    }

    /// <summary>The day is noted by a write, which a command that only reads can do without.</summary>
    [Test]
    [OfTheFile]
    public async Task Export_WhenTheDatabaseCannotBeWrittenTo_SaysNothingOfIt()
    {
        var (exitCode, output, error) = await RegistryProcess.RunAsync(
            "export",
            Path.Combine(folder, "registry.zip"),
            $"--Registry:Database={server.Database.ConnectionString};Mode=ReadOnly"
        );

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output + error, Does.Not.Contain("settled"));
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheCopyCannotBeOpened_NamesTheCopy()
    {
        // Root may read everything, but nobody opens a socket as a file.
        var copy = Path.Combine(folder, "copy.db");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(copy));

        await AssertOneLineAsync($"{copy} cannot be opened", "restore", copy);
    }

    [TestCase(10, "cannot be read or written")]
    [TestCase(13, "is full")]
    public void Explain_WhenTheDiskIsInTheWay_SaysWhatToDo(int code, string part) =>
        Assert.That(
            new SqliteErrors("/srv/registry.db").Explain(new Microsoft.Data.Sqlite.SqliteException("m", code)),
            Does.Contain("/srv/registry.db").And.Contain(part)
        );

    private async Task AssertOneLineAsync(string part, params string[] said)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. said, server.Database.Argument]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error.TrimEnd().Split('\n')[^1], Does.Contain(part), error);
            Assert.That(error, Does.Not.Contain("   at "));
            Assert.That(output, Is.Empty);
        });
    }
}
