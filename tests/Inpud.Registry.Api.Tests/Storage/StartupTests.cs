using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>A service that cannot start prints one line that says what to do, exits with a code other than 0, and leaves the file unchanged.</summary>
internal sealed class StartupTests
{
    private TestDatabase database = null!;

    [SetUp]
    public void Create() => database = new TestDatabase();

    [TearDown]
    public void Remove() => database.Dispose();

    [Test]
    public async Task Start_WhenAllIsWell_SaysTheAddressFirst()
    {
        using var process = RegistryProcess.Start("--urls", "http://127.0.0.1:0", database.Argument);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync();

            Assert.That(line, Does.Match(@"http://127\.0\.0\.1:\d+ \(Swagger UI: http://127\.0\.0\.1:\d+/swagger\)"));
        }
        finally
        {
            process.Kill();
        }
    }

    [Test]
    public async Task Start_WhenAllIsWell_LeavesNothingInTheHomeOfTheUser()
    {
        var home = Directory.CreateTempSubdirectory("registry-test-home-");
        try
        {
            using var process = RegistryProcess.StartWith(
                new() { ["HOME"] = home.FullName },
                "--urls",
                "http://127.0.0.1:0",
                database.Argument
            );
            await process.StandardOutput.ReadLineAsync();
            process.Kill();
            await process.WaitForExitAsync();

            Assert.That(home.EnumerateFileSystemInfos("*", SearchOption.AllDirectories), Is.Empty);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [TestCase("--http_ports=0", "http://[::]:")]
    [TestCase("--Kestrel:Endpoints:Public:Url=http://127.0.0.2:0", "http://127.0.0.2:")]
    public async Task Start_WhenOnlyPortsOrEndpointsAreSet_ListensThere(string setting, string address)
    {
        await using var app = RegistryApp.Build([database.Argument, "--Logging:LogLevel:Default=None", setting]);
        await app.StartAsync();

        Assert.That(app.Urls.Single(), Does.StartWith(address));
    }

    [Test]
    public async Task Start_WhenThePortIsInUse_SaysHowToChooseAnother()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await AssertRefusedAsync("--urls http://localhost:5081", "--urls", $"http://127.0.0.1:{port}", database.Argument);
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenTheFileIsNoDatabase_LeavesIt()
    {
        await File.WriteAllTextAsync(database.File, string.Concat(Enumerable.Repeat("These are my notes. ", 500)));

        await AssertRefusedAndUntouchedAsync("is damaged, or is no SQLite database");
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenTheDatabaseIsDamaged_LeavesIt()
    {
        await SeedAsync();
        var bytes = await File.ReadAllBytesAsync(database.File);
        RandomNumberGenerator.Fill(bytes.AsSpan(4096 * 3, 4096 * 20));
        await File.WriteAllBytesAsync(database.File, bytes);

        await AssertRefusedAndUntouchedAsync("is damaged");
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenTheFileIsEmpty_LeavesIt()
    {
        await File.WriteAllBytesAsync(database.File, []);

        await AssertRefusedAndUntouchedAsync("is an empty file");
    }

    [Test]
    public async Task Start_WhenTheDatabaseIsOfAnotherProgram_LeavesIt()
    {
        await database.MakeAsync();
        await database.ChangeByHandAsync("create table songs (title text); insert into songs values ('One')");

        await AssertRefusedAndUntouchedAsync("belongs to another program");
    }

    [Test]
    public async Task Start_WhenTheDatabaseIsOfANewerVersion_LeavesIt()
    {
        await SeedAsync(dialect => dialect.SetSchemaVersion(9999));

        await AssertRefusedAndUntouchedAsync("newer version");
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenTheDatabaseIsReadOnly_SaysSo()
    {
        await SeedAsync();

        await AssertRefusedAndUntouchedAsync("is read-only", $"--Registry:Database={database.ConnectionString};Mode=ReadOnly");
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenAnotherProcessHasLockedIt_SaysSo()
    {
        await SeedAsync();
        await using var holder = await database.OpenAsync();
        await holder.ExecuteAsync("begin exclusive");

        await AssertRefusedAndUntouchedAsync("is locked by another process", database.Argument, "--Registry:Limits:DatabaseWaitSeconds=1");
    }

    [Test]
    [OfTheFile]
    public async Task Start_WhenTheFolderCannotBeMade_SaysSo() =>
        await AssertRefusedAsync("cannot be made", "--Registry:Database=Data Source=/proc/nowhere/registry.db");

    [TestCase("--Registry:Database=Host=db.example", "names a PostgreSQL server and no database")]
    [TestCase("--Registry:Database=nonsense", "is no connection string")]
    [TestCase("--Registry:PublicUrl=registry.example", "without a slash at the end")]
    [TestCase("--Registry:Cors=partner.example", "is no origin")]
    [TestCase("--Registry:TrustedProxies=10.0.0.7, proxy", "'proxy' is neither an address nor a network")]
    [TestCase("--Registry:TrustedProxies=10.1", "'10.1' is neither an address nor a network")]
    [TestCase("--Registry:TrustedProxies=10.0.0.0/33", "'10.0.0.0/33' is neither an address nor a network")]
    [TestCase("--Registry:TrustedProxies=10.0.0.7/12", "Write 10.0.0.0/12")]
    [TestCase("--Registry:TrustedProxies=fd00:1::/8", "Write fd00::/8")]
    [TestCase("--Registry:TrustedProxies=0.0.0.0/0", "'0.0.0.0/0' is everybody")]
    [TestCase("--Registry:TrustedProxies=::/0", "'::/0' is everybody")]
    [TestCase("--Registry:Limits:ApplicationTriesPerHour=9", "Write at least 10")]
    [TestCase("--Registry:Limits:ApplicationTriesPerHour=0", "from 1 to 1000000")]
    [TestCase("--Registry:Limits:RequestBodyBytes=1", "from 1024 to 104857600")]
    [TestCase("--Registry:Limits:DatabaseWaitSeconds=0", "from 1 to 60")]
    [TestCase("--Registry:Limits:KeptAnswersBytes=1", "Write 0 to keep no answers")]
    [TestCase("--Registry:Reads:KeptDays=0", "from 30 to 3650")]
    [TestCase("--Registry:Publishing:Approvals=3", "Write 1 or 2")]
    [TestCase("--Registry:Limits:DatabaseWaitSeconds=soon", "README.md lists the settings")]
    [TestCase("--urls=nonsense", "which is no address to listen on")]
    [TestCase("--urls=http://localhost:99999", "which is no address to listen on")]
    [TestCase("--urls=ftp://localhost:1", "which is no address to listen on")]
    [TestCase("--urls=http://localhost:1/base", "which is no address to listen on")]
    [TestCase("--http_ports=http", "http_ports has 'http', which is no port")]
    [TestCase("--https_ports=70000", "https_ports has '70000', which is no port")]
    [TestCase("--shutdownTimeoutSeconds=soon", "Write a number of seconds")]
    [TestCase("--Logging:LogLevel:Default=Loud", "Logging:LogLevel:Default is 'Loud'. Write one of Trace,")]
    [TestCase("--Logging:Console:LogLevel:Default=7", "Logging:Console:LogLevel:Default is '7'")]
    [TestCase("--contentRoot=/nowhere", "there is no folder /nowhere")]
    public async Task Start_WhenASettingIsWrong_SaysHowToMendIt(string setting, string part) => await AssertRefusedAsync(2, part, setting);

    [TestCase("--Kestrel:Endpoints:Public:Adress=x")]
    [TestCase("--urls=https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path=/nowhere.pfx")]
    public async Task Start_WhenTheServerCannotListen_SaysWhyInALine(params string[] settings)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync([database.Argument, .. settings]);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
    }

    [Test]
    public async Task Start_WhenSeveralSettingsAreWrong_NamesEach()
    {
        var (_, _, error) = await RegistryCommand.RunAsync("--Registry:Cors=x", "--Registry:Limits:DatabaseWaitSeconds=0");

        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
    }

    private Task AssertRefusedAndUntouchedAsync(string part) => AssertRefusedAndUntouchedAsync(part, database.Argument);

    private async Task AssertRefusedAndUntouchedAsync(string part, params string[] settings)
    {
        var before = await database.StateAsync();
        await AssertRefusedAsync(part, ["--urls", "http://127.0.0.1:0", .. settings]);

        Assert.That(await database.StateAsync(), Is.EqualTo(before));
    }

    private static Task AssertRefusedAsync(string part, params string[] settings) => AssertRefusedAsync(1, part, settings);

    private static async Task AssertRefusedAsync(int code, string part, params string[] settings)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync(settings);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(code));
            Assert.That(error, Does.Contain(part));
            Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
            Assert.That(output, Is.Empty);
        });
    }

    /// <summary>A valid database that no process uses. A file has no log beside it.</summary>
    /// <param name="change">A statement that somebody runs in it.</param>
    private async Task SeedAsync(Func<IDialect, string>? change = null)
    {
        await using var app = RegistryApp.Build([database.Argument, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await RegistryService.PrepareDatabaseAsync(app.Services, CancellationToken.None);
        if (change is not null)
        {
            await database.ChangeByHandAsync(change(app.Services.GetRequiredService<IDialect>()));
        }

        await app.DisposeAsync();

        if (!database.IsOnServer)
        {
            await database.ChangeByHandAsync("pragma wal_checkpoint(truncate)");
        }
    }
}
