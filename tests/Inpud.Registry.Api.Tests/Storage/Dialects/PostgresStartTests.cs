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

    [Test]
    public async Task Start_WhenTheServerDoesNotAnswer_SaysSo()
    {
        var (exitCode, _, error) = await RegistryCommand.RunAsync("verify", "--Registry:Database=Host=127.0.0.1;Port=1;Database=registry");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("cannot be reached"));
    }

    [TestCase("Host=db.example", "no database")]
    [TestCase("Pooling=false", "'Pooling' off")]
    [TestCase("Maximum Pool Size=2", "at least 4")]
    [TestCase("Include Error Detail=true", "Leave both out")]
    [TestCase("Prot=5432", "no key 'prot'")]
    [TestCase("Port=soon", "the value of 'Port' is wrong. Write a number")]
    [TestCase("Port=0", "the value of 'Port' is wrong. Write a number")]
    [TestCase("Port=70000", "'Port' of 70000. Write a number from 1 to 65535")]
    [TestCase("Pooling=perhaps", "the value of 'Pooling' is wrong. Write true or false")]
    [TestCase("SSL Mode=Always", "the value of 'SSL Mode' is wrong. Write one of Disable, Allow")]
    [TestCase("SSL Mode=9", "'SSL Mode' of '9'. Write one of Disable, Allow")]
    [TestCase("Host=a,b;Target Session Attributes=standby", "'Target Session Attributes' of 'standby'. Write 'prefer-standby'")]
    [TestCase("Target Session Attributes=prefer-standby", "'Target Session Attributes', which needs several servers")]
    [TestCase("Target Session Attributes=soon", "the value of 'Target Session Attributes' is wrong. Write 'prefer-standby'")]
    [TestCase("Host=a,,b", "an empty name in 'Host'")]
    [TestCase("Host=a:soon", "'a:soon' in 'Host', whose port is none")]
    [TestCase("Host=[::1]:70000,b", "'[::1]:70000' in 'Host', whose port is none")]
    [TestCase("Minimum Pool Size=200", "'Minimum Pool Size', which Npgsql refuses: Connection can't have 'Max Pool Size' 100")]
    [TestCase("SSL Negotiation=direct", "'SSL Negotiation', which Npgsql refuses")]
    [TestCase("Connection Pruning Interval=-1", "'Connection Pruning Interval', which Npgsql refuses")]
    [TestCase("Read Buffer Size=1", "'Read Buffer Size' of 1. Write a number from 4096")]
    [TestCase("Keepalive=2147483647", "'Keepalive' of 2147483647")]
    [TestCase("TCP Keepalive Interval=5", "'TCP Keepalive Time'. Write both, or neither")]
    [TestCase("Encoding=Latin", "'Encoding' of 'Latin'")]
    [TestCase("Root Certificate=/nowhere/ca.crt", "'/nowhere/ca.crt' in 'Root Certificate', which is not there")]
    [TestCase("Root Certificate=/dev/null", "'/dev/null' in 'Root Certificate', which does not hold what is needed")]
    [TestCase("SSL Certificate=/nowhere/own.pfx", "'/nowhere/own.pfx' in 'SSL Certificate', which is not there")]
    [TestCase("SSL Certificate=/dev/null", "'/dev/null' in 'SSL Certificate', which does not hold what is needed")]
    [TestCase("SSL Key=/nowhere/own.key", "'/nowhere/own.key' in 'SSL Key', which is not there")]
    [TestCase("Passfile=/nowhere/pgpass", "'/nowhere/pgpass' in 'Passfile', which is not there")]
    [TestCase("Passfile=/", "'/' in 'Passfile', which cannot be read")]
    public async Task Start_WhenTheConnectionStringIsWrong_SaysHowToMendItWithoutThePassword(string part, string sentence)
    {
        var database = part == "Host=db.example" ? "" : "Host=db.example;Database=r;";
        var setting = $"--Registry:Database={database}Password=hidden-word;Username=u;{part}";
        foreach (var words in new string[][] { ["serve", setting], ["verify", setting], ["config", setting] })
        {
            var (exitCode, output, error) = await RegistryCommand.RunAsync(words);

            Assert.Multiple(() =>
            {
                Assert.That(exitCode, Is.EqualTo(2), words[0]);
                Assert.That(
                    output + error,
                    Does.Contain("Registry:Database").And.Contain(sentence).And.Not.Contain("hidden-word"),
                    words[0]
                );
                Assert.That(error, Does.Not.Contain("   at "), words[0]);
            });
        }
    }

    [TestCase("Password=hidden;word=x")]
    [TestCase("Password=x;hidden=word")]
    [TestCase("Password=hidden;word")]
    public async Task Start_WhenThePasswordHasASemicolon_TellsNoPartOfIt(string password)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync(
            "verify",
            $"--Registry:Database=Host=db.example;Database=r;{password}"
        );

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output + error, Does.Contain("in quotes").And.Not.Contain("hidden").And.Not.Contain("word=").And.Not.Contain("'word'"));
    }

    [TestCase("Timezone=Nowhere", "TimeZone")]
    [TestCase("Options=-c nothing_like_it=1", "nothing_like_it")]
    [TestCase("Require Auth=ScramSHA256", "authentication method is not allowed")]
    public async Task Start_WhenTheServerRefusesASetting_SaysWhichAndWhy(string part, string reason)
    {
        await using var database = new TestDatabase(onServer: true);

        var (exitCode, _, error) = await RegistryCommand.RunAsync("seed", $"{database.Argument};{part}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("Registry:Database").And.Contain(reason));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
    }

    /// <summary>The notes of reads have fewer connections than the registry, and take the same settings.</summary>
    [Test]
    public async Task Start_WhenManyConnectionsAreKept_KeepsFewerForTheNotesOfReads()
    {
        await using var database = new TestDatabase(onServer: true);

        using var dialect = new PostgresDialect(
            $"{database.ConnectionString};Minimum Pool Size=4",
            TimeSpan.FromSeconds(5),
            TimeProvider.System
        );
        using var reads = (IDisposable)dialect.OfReads();
        Assert.That(((IDialect)reads).Describe(), Is.EqualTo(dialect.Describe()));
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
