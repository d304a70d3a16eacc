using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>An operator copies, restores and verifies the database while the service runs.</summary>
internal sealed class MaintenanceCommandsTests
{
    private RegistryServer server = null!;
    private string folder = "";

    private string Copy => Path.Combine(folder, "copy.db");

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        folder = Directory.CreateTempSubdirectory("registry-maintenance-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    [OfTheFile]
    public async Task Backup_WhenTheRegistryIsWrittenTo_IsOneMomentOfIt()
    {
        using var stop = new CancellationTokenSource();
        var writes = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await server.WriteAsync(
                    ("update groups set place = @place where slug = 'asud'", new { place = $"Place {i}" }),
                    ("update groups set place = @place where slug = 'vandu'", new { place = $"Place {i}" })
                );
            }
        });
        var (exitCode, output, error) = await RunAsync("backup", Copy);
        await stop.CancelAsync();
        await writes;

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain(Copy).And.Contain("sound"));
        Assert.That(
            Read("select count(distinct coalesce(place, '')) from groups where slug in ('asud', 'vandu')"),
            Is.EqualTo("1").Or.EqualTo("2")
        );
        Assert.That(
            Read("select place from groups where slug = 'asud'"),
            Is.Empty.Or.EqualTo(Read("select place from groups where slug = 'vandu'")),
            "one commit is in the copy as a whole, or not at all"
        );
        var (again, _, why) = await RunAsync("backup", Copy);
        Assert.That(again, Is.EqualTo(1));
        Assert.That(why, Does.Contain("exists"));
    }

    [Test]
    [OfTheFile]
    public async Task Files_WhenTheyHoldWhatIsPrivate_AreTheirOwnersAlone()
    {
        using var other = new TestDatabase();
        using var third = new TestDatabase();
        await RegistryCommand.RunAsync("seed", other.Argument);
        await RegistryCommand.RunAsync("backup", Copy, other.Argument);
        await RegistryCommand.RunAsync("restore", Copy, other.Argument);
        await RegistryCommand.RunAsync("restore", Copy, third.Argument);
        var kept = Directory.GetFiles(Path.GetDirectoryName(other.File)!, "*.before-*").Single();

        if (OperatingSystem.IsWindows())
        {
            Assert.Fail("Windows has rights of another kind: check by hand that nobody else can read the files.");
        }
        else
        {
            Assert.That(
                new[] { other.File, Copy, kept, third.File }.Select(File.GetUnixFileMode),
                Has.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
            );
        }
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheRegistryIsNewer_IsDoneOnlyWhenToldAndKeepsWhatWasThere()
    {
        await RunAsync("backup", Copy);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        var (refused, _, why) = await RunAsync("restore", Copy);
        Assert.That(refused, Is.EqualTo(1));
        Assert.That(why, Does.Contain("--over-newer"));
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("Lyon"));

        var (exitCode, output, error) = await RunAsync("restore", Copy, "--over-newer");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Not.Contain("Lyon"));
        var kept = Directory.GetFiles(Path.GetDirectoryName(server.Database.File)!, "*.before-*").Single();
        Assert.That(output, Does.Contain(kept));
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenThereIsNoDatabaseYet_MakesIt()
    {
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        await RunAsync("backup", Copy);
        using var other = new TestDatabase();
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", Copy, other.Argument);
        Assert.That(exitCode, Is.Zero, error);
        await using var read = new SqliteConnection($"Data Source={other.File};Mode=ReadOnly;Pooling=false");
        await read.OpenAsync();
        await using var command = read.CreateCommand();
        command.CommandText = "select place from groups where slug = 'asud'";

        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("Lyon"));
    }

    [TestCase("not a database at all", "no copy of a registry")]
    [TestCase("", "no copy of a registry")]
    [OfTheFile]
    public async Task Restore_WhenTheFileIsNoCopy_LeavesTheRegistry(string text, string part)
    {
        await File.WriteAllTextAsync(Copy, text);
        var (exitCode, _, error) = await RunAsync("restore", Copy, "--over-newer");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(part).And.Not.Contain("   at "));
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("ASUD"));
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheCopyIsDamaged_LeavesTheRegistry()
    {
        await RunAsync("backup", Copy);
        var bytes = await File.ReadAllBytesAsync(Copy);
        bytes.AsSpan(4096 * 5, 4096 * 10).Fill(7);
        await File.WriteAllBytesAsync(Copy, bytes);
        var (exitCode, _, error) = await RunAsync("restore", Copy, "--over-newer");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("damaged"));
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("ASUD"));
    }

    [TestCase("This was a database once.")]
    [TestCase("")]
    [OfTheFile]
    public async Task Restore_WhenTheDatabaseIsDamaged_PutsTheCopyInItsPlaceAndKeepsWhatWasThere(string damaged)
    {
        using var other = new TestDatabase();
        await RegistryCommand.RunAsync("seed", other.Argument);
        await RegistryCommand.RunAsync("backup", Copy, other.Argument);
        await File.WriteAllTextAsync(other.File, damaged);
        var (refused, _, why) = await RegistryCommand.RunAsync("restore", Copy, other.Argument);
        var (unknown, _, whyUnknown) = await RegistryCommand.RunAsync("restore", Copy, "--over-newer", other.Argument);
        var (both, _, _) = await RegistryCommand.RunAsync(
            "restore",
            Copy,
            "--over-newer",
            "--hide-all",
            "--show-as-copied",
            other.Argument
        );
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(other.File)!), Is.EqualTo([other.File]), "a refusal leaves nothing");
        Assert.That(await File.ReadAllTextAsync(other.File), Is.EqualTo(damaged), "a refusal changes nothing");
        var (exitCode, json, error) = await RegistryCommand.RunAsync(
            "restore",
            Copy,
            "--over-newer",
            "--show-as-copied",
            "--json",
            other.Argument
        );
        var (sound, _, _) = await RegistryCommand.RunAsync("verify", other.Argument);
        var kept = JsonDocument.Parse(json).RootElement.GetProperty("kept").GetString()!;

        Assert.Multiple(async () =>
        {
            Assert.That(refused, Is.EqualTo(1));
            Assert.That(why, Does.Contain("is damaged").And.Contain("--over-newer"));
            Assert.That(unknown, Is.EqualTo(1));
            Assert.That(whyUnknown, Does.Contain("--hide-all").And.Contain("--show-as-copied"));
            Assert.That(both, Is.EqualTo(2));
            Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("compared").GetBoolean(), Is.False);
            Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("restartNeeded").GetBoolean(), Is.True);
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(sound, Is.Zero);
            Assert.That(await File.ReadAllTextAsync(kept), Is.EqualTo(damaged));
        });
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheCopyHasProblems_IsDoneOnlyWhenTold()
    {
        await RunAsync("backup", Copy);
        await using (var file = new SqliteConnection($"Data Source={Copy};Pooling=false"))
        {
            await file.OpenAsync();
            file.CreateFunction("registry_today", () => "2026-01-15");
            file.CreateFunction("registry_latest_day", () => "2026-01-15");
            await using var command = file.CreateCommand();
            command.CommandText = "update groups set country = 'KE' where slug = 'asud'";
            await command.ExecuteNonQueryAsync();
        }

        var (refused, _, why) = await RunAsync("restore", Copy);
        Assert.That(refused, Is.EqualTo(1));
        Assert.That(why, Does.Contain("outside-remit").And.Contain("--with-problems"));
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("\"FR\""));

        var (exitCode, _, error) = await RunAsync("restore", Copy, "--with-problems");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("\"KE\""));
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheFileIsAnotherPrograms_LeavesIt()
    {
        using var other = new TestDatabase();
        await using (var file = new SqliteConnection($"Data Source={other.File};Pooling=false"))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "create table invoices (id integer)";
            await command.ExecuteNonQueryAsync();
        }

        await RunAsync("backup", Copy);
        var bytes = await File.ReadAllBytesAsync(other.File);
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", Copy, "--over-newer", other.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("belongs to another program"));
        Assert.That(await File.ReadAllBytesAsync(other.File), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Verify_WhenAllIsWell_SaysSo()
    {
        var (exitCode, output, error) = await RunAsync("verify");
        var (_, json, _) = await RunAsync("verify", "--json");

        Assert.That(exitCode, Is.Zero, error + output);
        Assert.That(output, Does.Contain("sound"));
        Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("sound").GetBoolean(), Is.True);
    }

    [TestCase("update groups set country = 'KE' where slug = 'asud'", "outside-remit")]
    [TestCase("update groups set place = 'Lyon' where slug = 'asud'", "public history")]
    public async Task Verify_WhenSomebodyWroteIntoTheDatabase_NamesWhatIsWrong(string sql, string part)
    {
        await server.Database.ChangeByHandAsync(sql, "2026-01-15");
        var (exitCode, output, error) = await RunAsync("verify");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain(part));
        Assert.That(error, Does.Contain("problem"));
    }

    [Test]
    public async Task Verify_WhenAReferenceIsBroken_NamesBothTables()
    {
        await server.Database.ChangeByHandAsync(
            $"{TestDatabase.HoldNoReferences}; update claims set source_id = 'nobody' where id = 'africanpud-15'"
        );
        var (exitCode, output, _) = await RunAsync("verify");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("claims has a row that names a sources that is not there."));
    }

    [Test]
    public async Task Migrate_WhenDone_SaysWhichSchemaTheDatabaseHas()
    {
        using var fresh = new TestDatabase();
        var (exitCode, output, error) = await RegistryCommand.RunAsync("migrate", fresh.Argument);
        var (seeded, told, _) = await RegistryCommand.RunAsync("seed", fresh.Argument);
        var (_, again, _) = await RegistryCommand.RunAsync("seed", "--json", fresh.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Match(@"has schema \d+\."));
        Assert.That(seeded, Is.Zero);
        Assert.That(told, Does.Contain("is loaded into"));
        Assert.That(JsonDocument.Parse(again).RootElement.GetProperty("loaded").GetBoolean(), Is.False);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        RegistryCommand.RunAsync([.. arguments, server.Database.Argument]);

    private string Read(string sql)
    {
        using var file = new SqliteConnection($"Data Source={Copy};Mode=ReadOnly;Pooling=false");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
