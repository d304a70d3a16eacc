using System.Diagnostics;
using System.Globalization;
using System.Text;
using Inpud.Registry.Api.Interchange.Exports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>Ctrl+C changes nothing and leaves no incomplete file.</summary>
internal sealed class InterruptionTests
{
    private RegistryServer server = null!;
    private string folder = "";

    private string Target => Path.Combine(folder, "target");

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        folder = Directory.CreateTempSubdirectory("registry-interrupted-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Import_WhenInterrupted_WritesNothingAndSaysSo(string signal)
    {
        var rows = new StringBuilder("name,country,founded,keptBy,source\n");
        for (var i = 0; i < 50_000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"Group {i},Kenya,2012,africanpud,registry-curation\n");
        }

        await File.WriteAllTextAsync(Target, rows.ToString());
        using var process = RegistryProcess.Start("import", Target, server.Database.Argument);
        Assert.That(await process.StandardError.ReadLineAsync(), Is.EqualTo("Looking through the file …"));
        Assert.That(await process.StandardError.ReadLineAsync(), Is.EqualTo("Reading the spreadsheet …"));
        await Tool.RunAsync(folder, "sh", "-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}");
        var (output, told) = await EndAsync(process);
        using var groups = await server.GetAsync("/v1/groups", await server.KeyAsync(expires: null, "registry"));

        Assert.Multiple(async () =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(130));
            Assert.That(told.Trim(), Is.EqualTo("Stopped. All is as it was before."));
            Assert.That(output, Is.Empty);
            Assert.That(await groups.Content.ReadAsStringAsync(), Does.Not.Contain("Group 0"));
        });
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Serve_WhenToldToStop_EndsWell(string signal)
    {
        using var database = new TestDatabase();
        using var process = RegistryProcess.Start("--urls", "http://127.0.0.1:0", database.Argument);
        Assert.That(await process.StandardOutput.ReadLineAsync(), Does.Contain("answers at"));
        await Tool.RunAsync(folder, "sh", "-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}");
        await EndAsync(process);

        Assert.That(process.ExitCode, Is.Zero);
    }

    [TestCase("Copying the database")]
    [TestCase("Checking the copy")]
    [OfTheFile]
    public void Backup_WhenInterrupted_LeavesNoFile(string at)
    {
        var stop = new StopAt(at);

        Assert.That(() => Backups.Make(Target, stop, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [TestCase("Checking the copy")]
    [TestCase("Copying the database")]
    [TestCase("Checking the membership rules")]
    [TestCase("Keeping the present database")]
    [TestCase("Hiding what was hidden since")]
    [TestCase("Putting the copy in its place")]
    [OfTheFile]
    public async Task Restore_WhenInterrupted_LeavesTheRegistry(string at)
    {
        Backups.Make(Target, IWork.Silent, CancellationToken.None);
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        var stop = new StopAt(at);

        Assert.That(
            async () => await server.Services.GetRequiredService<Restore>().RunAsync(Target, Order, stop, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("Lyon"));
        Assert.That(FilesBeside("*.restoring*").Concat(FilesBeside("*.partial*")).Concat(FilesBeside("*.before-*")), Is.Empty);
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenInterruptedOverADamagedDatabase_PutsTheDamagedOneBack()
    {
        Backups.Make(Target, IWork.Silent, CancellationToken.None);
        await using var damaged = await RegistryServer.StartAsync();
        await damaged.Client.GetAsync(new Uri("/v1/groups", UriKind.Relative));
        var file = damaged.Database.File;
        damaged.CloseConnections();
        await File.WriteAllTextAsync(file, "damaged");
        var stop = new StopAt("Putting the copy in its place");

        Assert.That(
            async () =>
                await damaged
                    .Services.GetRequiredService<Restore>()
                    .RunAsync(Target, Order with { Unknowns = Unknowns.Shown }, stop, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("damaged"));
    }

    [TestCase(ExportFormat.Zip)]
    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Sqlite)]
    public async Task Export_WhenInterrupted_Stops(ExportFormat format)
    {
        var stop = new StopAt(format == ExportFormat.Ndjson ? "Writing the records" : "Writing the tables");
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();

        Assert.That(
            async () => await PublicExport.WriteAsync(read, format, Target, stop, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    /// <summary>Waits until the process has ended, and reads all that it writes meanwhile: a full pipe would hold it.</summary>
    private static async Task<(string Output, string Error)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The program went on after the signal.");
        }

        return (await output, await error);
    }

    private static RestoreOrder Order { get; } = new() { OverNewer = true };

    private Backups Backups => server.Services.GetRequiredService<Backups>();

    private string[] FilesBeside(string pattern) => Directory.GetFiles(Path.GetDirectoryName(server.Database.File)!, pattern);

    /// <summary>Presses Ctrl+C at the beginning of a part of the work.</summary>
    private sealed class StopAt(string what) : IWork
    {
        private readonly CancellationTokenSource stop = new();

        public CancellationToken Token => stop.Token;

        public void Begin(string begun, long? steps = null)
        {
            if (begun == what)
            {
                stop.Cancel();
            }
        }

        public void Advance(long steps)
        {
            // The test interrupts only at the beginning of a part.
        }
    }
}
