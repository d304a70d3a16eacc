using System.IO.Compression;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>The command line exports the public part of the registry, or all of it for stewards.</summary>
internal sealed class ExportCommandTests
{
    private RegistryServer server = null!;
    private string folder = "";

    private string Target => Path.Combine(folder, "registry.zip");

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        folder = Directory.CreateTempSubdirectory("registry-export-").FullName;
        await server.WriteAsync(("update groups set visibility = 'private' where slug = 'vandu'", null));
        await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Export_WhenPublic_IsWhatTheServiceGives()
    {
        var (exitCode, output, error) = await RunAsync("export", Target);
        using var served = await server.GetAsync("/v1/export");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(
            output,
            Does.Contain("public registry").And.Match($" {new FileInfo(Target).Length} bytes, and the SHA-256 [0-9a-f]{{64}}")
        );
        Assert.That(
            error,
            Does.Match(@"^Writing the tables …\r?\nDone in \d+\.\d s\.\r?\n$"),
            "a summary for whoever reads the log of a script"
        );
        Assert.That(await File.ReadAllBytesAsync(Target), Is.EqualTo(await served.Content.ReadAsByteArrayAsync()));
        Assert.That(Text("groups.csv"), Does.Contain("metzineres").And.Not.Contain("vandu"));
    }

    [Test]
    public async Task Export_WhenFull_AddsWhatIsPrivateAndSaysSo()
    {
        var (exitCode, output, error) = await RunAsync("export", Target, "--full");
        Assert.That(exitCode, Is.Zero, error);
        var package = JsonDocument.Parse(Text("datapackage.json")).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("all private records"));
            Assert.That(package.GetProperty("private").GetBoolean(), Is.True);
            Assert.That(package.GetProperty("description").GetString(), Does.StartWith("For stewards alone"));
            Assert.That(Text("groups.csv"), Does.Contain("vandu").And.Contain("anonymous-"));
            Assert.That(Text("changes.csv"), Does.Contain("A test."));
            using var zip = ZipFile.OpenRead(Target);
            Assert.That(zip.Entries.Select(entry => entry.Name), Does.Contain("consents.csv").And.Not.Contain("keys.csv"));
            if (!OperatingSystem.IsWindows())
            {
                Assert.That(File.GetUnixFileMode(Target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            }
        });
    }

    [Test]
    public async Task Export_WhenAskedForJson_GivesTheChecksumThatTheServiceGives()
    {
        var (_, output, _) = await RunAsync("export", Target, "--format", "ndjson", "--json");
        using var served = await server.GetAsync("/v1/export?format=ndjson");
        var exported = JsonDocument.Parse(output).RootElement;
        var sha256 = Convert.FromHexString(exported.GetProperty("sha256").GetString()!);

        Assert.Multiple(() =>
        {
            Assert.That(served.Headers.GetValues("Repr-Digest"), Is.EqualTo([$"sha-256=:{Convert.ToBase64String(sha256)}:"]));
            Assert.That(exported.GetProperty("file").GetString(), Is.EqualTo(Target));
            Assert.That(exported.GetProperty("bytes").GetInt64(), Is.EqualTo(served.Content.Headers.ContentLength));
            Assert.That(exported.GetProperty("private").GetBoolean(), Is.False);
        });
    }

    [Test]
    public async Task Export_WhenAnEarlierOneWasKilled_TakesItsPlace()
    {
        await File.WriteAllTextAsync(Target + ".partial-0a1b2c3d", "half");
        await File.WriteAllTextAsync(Target + ".partial-0a1b2c3d.lock", "");
        var (exitCode, _, error) = await RunAsync("export", Target);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Directory.GetFiles(folder), Is.EqualTo([Target]));
    }

    [Test]
    public async Task Export_WhenTheFileExists_LeavesIt()
    {
        await File.WriteAllTextAsync(Target, "mine");
        var (exitCode, _, error) = await RunAsync("export", Target);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("exists"));
        Assert.That(await File.ReadAllTextAsync(Target), Is.EqualTo("mine"));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        RegistryCommand.RunAsync([.. arguments, server.Database.Argument]);

    private string Text(string name)
    {
        using var zip = ZipFile.OpenRead(Target);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
