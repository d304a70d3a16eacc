using System.Security.Cryptography;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>
/// A start skips the check of the whole file where the last stop was clean, and nowhere else. Each test damages a page that no start reads, and leaves size, time and header as they were: only a check
/// of the whole file finds it.
/// </summary>
[OfTheFile]
internal sealed class CleanStopTests
{
    private const int Page = 4096;

    private TestDatabase database = null!;

    private string Mark => database.File + "-stopped";

    [SetUp]
    public async Task CreateAsync()
    {
        database = new TestDatabase();
        await File.WriteAllBytesAsync(database.File, await RegistryServer.SeededAsync());
        using var connection = new SqliteConnection(database.ConnectionString + ";Pooling=False");
        connection.Open();
        using var fill = connection.CreateCommand();
        // The last pages of the file belong to a table that nothing reads.
        fill.CommandText = """
            create table filler (text text);
            with recursive n (i) as (select 1 union all select i + 1 from n where i < 9000) insert into filler select hex(zeroblob(500)) from n
            """;
        fill.ExecuteNonQuery();
    }

    [TearDown]
    public void Remove() => database.Dispose();

    [Test]
    public async Task Start_WhenTheLastStopWasClean_DoesNotReadTheWholeFile()
    {
        await StartAndStopAsync();
        Damage();

        Assert.That(StartAndStopAsync, Throws.Nothing);
    }

    [Test]
    public async Task Start_WhenNoStopWasBefore_FindsTheDamage()
    {
        Damage();

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheMarkWasSpentByAStartThatDied_FindsTheDamage()
    {
        await StartAndStopAsync();
        Assert.That(new CleanStop(database.File).Spend(), Is.True);
        Damage();

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheServiceWasKilled_FindsTheDamage()
    {
        await StartAndStopAsync();
        using (var process = RegistryProcess.Start("--urls", "http://127.0.0.1:0", database.Argument))
        {
            await process.StandardOutput.ReadLineAsync();
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(File.Exists(Mark), Is.False);
        Damage();

        await AssertFoundAsync();
    }

    [TestCase("-wal")]
    [TestCase("-journal")]
    public async Task Start_WhenALogIsLeftBesideTheFile_FindsTheDamage(string suffix)
    {
        await StartAndStopAsync();
        await File.WriteAllBytesAsync(database.File + suffix, new byte[512]);
        Damage();

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheFileWasWrittenSince_FindsTheDamage()
    {
        await StartAndStopAsync();
        Damage();
        File.SetLastWriteTimeUtc(database.File, File.GetLastWriteTimeUtc(database.File).AddMilliseconds(1));

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheFileIsOfAnotherSize_FindsTheDamage()
    {
        await StartAndStopAsync();
        Damage();
        Rewrite(file => file.SetLength(file.Length - Page));

        await AssertFoundAsync();
    }

    /// <summary>A copy that keeps size and time, such as a backup that was copied back, has counted other changes.</summary>
    [Test]
    public async Task Start_WhenTheFileCountsOtherChanges_FindsTheDamage()
    {
        await StartAndStopAsync();
        Damage();
        Rewrite(file =>
        {
            file.Position = 24;
            file.Write([1, 2, 3, 4]);
        });

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheMarkCannotBeSpent_FindsTheDamage()
    {
        await StartAndStopAsync();
        Damage();
        // Root may write into every folder, so a lock stands for a folder that cannot be written.
        await using var held = new FileStream(Mark, FileMode.Open, FileAccess.Read, FileShare.None);

        await AssertFoundAsync();
    }

    [Test]
    public async Task Start_WhenTheMarkIsTorn_FindsTheDamage()
    {
        await StartAndStopAsync();
        var left = await File.ReadAllTextAsync(Mark);
        await File.WriteAllTextAsync(Mark, left[..^5]);
        Damage();

        await AssertFoundAsync();
    }

    [Test]
    public async Task Stop_WhenAnotherProcessStillHasTheFileOpen_LeavesNoMark()
    {
        await StartAndStopAsync();
        using (var other = new SqliteConnection(database.ConnectionString))
        {
            other.Open();
            using var write = other.CreateCommand();
            write.CommandText = "insert into filler values ('more')";
            write.ExecuteNonQuery();
            await StartAndStopAsync();

            Assert.That(File.Exists(Mark), Is.False);
        }

        Damage();
        await AssertFoundAsync();
    }

    [Test]
    public async Task Stop_WhenDamageWasMet_LeavesNoMark()
    {
        await StartAndStopAsync();
        Damage();
        await using (var registry = await StartAsync())
        {
            var error = Assert.Catch<SqliteException>(() => ReadFiller(registry))!;
            registry.Services.GetRequiredService<IDialect>().CodesOf(error);
        }

        Assert.That(File.Exists(Mark), Is.False);
        await AssertFoundAsync();
    }

    [Test]
    public async Task Verify_WhenTheLastStopWasClean_FindsTheDamageAndLeavesNoMark()
    {
        await StartAndStopAsync();
        Damage();

        var (exitCode, output, error) = await RegistryCommand.RunAsync("verify", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output + error, Does.Contain("The file is damaged"));
        Assert.That(File.Exists(Mark), Is.False);
    }

    [Test]
    public async Task Backup_WhenTheCopyIsDamaged_LeavesNoMark()
    {
        await StartAndStopAsync();
        Damage();

        var (exitCode, _, _) = await RegistryCommand.RunAsync("backup", database.File + ".copy", database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(File.Exists(Mark), Is.False);
        await AssertFoundAsync();
    }

    /// <summary>A command writes as the service does, and its end is as clean.</summary>
    [Test]
    public async Task Command_WhenItEndsWell_LeavesTheMarkAnew()
    {
        await StartAndStopAsync();
        var before = await File.ReadAllTextAsync(Mark);

        await RegistryCommand.RunAsync("keys", "add", "--label", "A test", "--scope", "registry", database.Argument);

        Assert.That(await File.ReadAllTextAsync(Mark), Is.Not.EqualTo(before));
        Damage();

        Assert.That(StartAndStopAsync, Throws.Nothing);
    }

    [Test]
    public async Task Stop_WhenTheFileIsSmall_LeavesNothingBesideIt()
    {
        await File.WriteAllBytesAsync(database.File, await RegistryServer.SeededAsync());

        await StartAndStopAsync();

        Assert.That(File.Exists(Mark), Is.False);
    }

    [Test]
    public async Task Stop_WhenAMarkIsLeft_LeavesItToItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await StartAndStopAsync();

        Assert.That(File.GetUnixFileMode(Mark), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private async Task AssertFoundAsync()
    {
        var error = Assert.CatchAsync<StorageException>(StartAndStopAsync);
        Assert.That((await error)!.Message, Does.Contain("is damaged"));
    }

    private async Task StartAndStopAsync()
    {
        await using var registry = await StartAsync();
    }

    private async Task<WebApplication> StartAsync()
    {
        var registry = RegistryApp.Build([database.Argument, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        try
        {
            await RegistryService.PrepareDatabaseAsync(registry.Services, CancellationToken.None);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    private static void ReadFiller(WebApplication registry)
    {
        using var connection = registry.Services.GetRequiredService<IDialect>().OpenForReading();
        using var read = connection.CreateCommand();
        read.CommandText = "select sum(length(text)) from filler";
        read.ExecuteScalar();
    }

    /// <summary>Damages the last page as a disk does: nothing else of the file tells.</summary>
    private void Damage() =>
        Rewrite(file =>
        {
            file.Position = file.Length - Page;
            file.Write(RandomNumberGenerator.GetBytes(Page));
        });

    private void Rewrite(Action<FileStream> change)
    {
        var time = File.GetLastWriteTimeUtc(database.File);
        using (var file = new FileStream(database.File, FileMode.Open, FileAccess.ReadWrite))
        {
            change(file);
        }

        File.SetLastWriteTimeUtc(database.File, time);
    }
}
