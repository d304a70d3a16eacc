using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>How the service begins with a database on a PostgreSQL server.</summary>
[OnBoth]
internal sealed class PostgresStartTests
{
    [Test]
    public async Task Services_WhenTenStartAtOnceWithoutADatabase_MakeItOnce()
    {
        await using var database = new TestDatabase(onServer: true);
        var services = Enumerable
            .Range(0, 10)
            .Select(_ => RegistryApp.Build([database.Argument, "--Logging:LogLevel:Default=None"]))
            .ToList();
        try
        {
            await Task.WhenAll(
                services.Select(service => Task.Run(() => RegistryService.PrepareDatabaseAsync(service.Services, CancellationToken.None)))
            );

            await using var read = await services[0].Services.GetRequiredService<Database>().ReadAsync();
            Assert.That(
                await read.QueryAsync<string>("select action from changes"),
                Is.EqualTo(new[] { "seed" }),
                "one of them loaded the shipped data, and none upgraded what another had made"
            );
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    [Test]
    public async Task Start_WhenTheDatabaseBelongsToAnotherProgram_LeavesItAlone()
    {
        await using var database = new TestDatabase(onServer: true);
        await database.MakeAsync("locale 'C'");
        await database.RunAsync("create table guests (name text)");

        var (exitCode, _, error) = await RegistryCommand.RunAsync("seed", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("belongs to another program").And.Contain("Registry:Database"));
    }

    [Test]
    public async Task Start_WhenTheDatabaseSortsByALanguage_SaysHowToMakeAnother()
    {
        await using var database = new TestDatabase(onServer: true);
        await database.MakeAsync("locale_provider icu icu_locale 'en'");

        var (exitCode, _, error) = await RegistryCommand.RunAsync("seed", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("the order of their bytes").And.Contain("create database"));
    }

    [TestCase("Host=127.0.0.1;Port=1;Database=registry;Password=hidden-word", "cannot be reached")]
    [TestCase("Host=db.example;Password=hidden-word", "no database")]
    [TestCase("Host=db.example;Database=r;Password=hidden-word;Pooling=false", "'Pooling' off")]
    [TestCase("Host=db.example;Database=r;Password=hidden-word;Maximum Pool Size=2", "at least 4")]
    [TestCase("Host=a,b;Database=r;Password=hidden-word;Target Session Attributes=standby", "prefer-standby")]
    [TestCase("Host=db.example;Database=r;Password=hidden-word;Include Error Detail=true", "Leave both out")]
    [TestCase("Host=db.example;Database=r;Password=hidden-word;Prot=5432", "no connection string of PostgreSQL")]
    public async Task Start_WhenTheConnectionStringIsWrong_SaysWhyWithoutThePassword(string connectionString, string sentence)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync("verify", $"--Registry:Database={connectionString}");

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain(sentence));
        Assert.That(output + error, Does.Not.Contain("hidden-word"));
    }

    [Test]
    public async Task Settings_WhenShown_HaveNoPassword()
    {
        var (_, output, _) = await RegistryCommand.RunAsync(
            "config",
            "--Registry:Database=Host=db.example;Database=r;Username=u;Password=hidden-word"
        );

        Assert.That(output, Does.Contain("db.example").And.Not.Contain("hidden-word"));
    }

    [Test]
    public async Task Backup_WhenTheDatabaseIsOnAServer_NamesWhatToUse()
    {
        await using var server = await RegistryServer.StartOnAsync(onServer: true);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");

        var (exitCode, _, error) = await RegistryCommand.RunAsync("backup", file, server.Database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("pg_dump").And.Contain("export --full"));
        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public async Task Sessions_WhenTheServerClosedTheirConnections_GoOnWithOthers()
    {
        await using var server = await RegistryServer.StartOnAsync(onServer: true);
        using var dialect = new PostgresDialect(server.Database.ConnectionString, TimeSpan.FromSeconds(5), TimeProvider.System);
        foreach (var open in new[] { ReadAsync, () => Task.FromResult(dialect.OpenForWriting()) })
        {
            await using (await open()) { }

            await server.Database.CloseConnectionsAsync();

            await using var opened = await open();
            Assert.That(await opened.QuerySingleAsync<string>("select name from epoch"), Is.Not.Empty);
        }

        async Task<DbConnection> ReadAsync()
        {
            var opened = dialect.OpenForReading();
            await dialect.BeginReadAsync(opened);
            return opened;
        }
    }

    [Test]
    public async Task Server_WhenItClosedTheConnections_IsLookedAtOnOthers()
    {
        await using var server = await RegistryServer.StartOnAsync(onServer: true);
        var dialect = server.Services.GetRequiredService<IDialect>();
        foreach (var look in new Action[] { dialect.Inspect, () => dialect.IsThere(), () => dialect.Look() })
        {
            dialect.Inspect();
            await server.Database.CloseConnectionsAsync();

            Assert.That(() => look(), Throws.Nothing);
        }
    }

    [Test]
    public async Task Write_WhenAnotherProgramHoldsTheLock_IsRefusedAsBusy()
    {
        await using var server = await RegistryServer.StartOnAsync(onServer: true, "--Registry:Limits:DatabaseWaitSeconds=1");
        using var dialect = new PostgresDialect(server.Database.ConnectionString, TimeSpan.FromSeconds(1), TimeProvider.System);
        await using var other = dialect.OpenForWriting();
        var database = server.Services.GetRequiredService<Database>();

        await Assert.ThatAsync(() => database.WriteAsync(CancellationToken.None), Throws.InstanceOf<DatabaseBusyException>());

        await other.DisposeAsync();
        await using var write = await database.WriteAsync(CancellationToken.None);
    }
}
