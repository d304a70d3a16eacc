using System.Net;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Upgrades;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Maintenance;

/// <summary>What was hidden since a copy was made stays hidden when the copy is restored.</summary>
[OfTheFile]
internal sealed partial class RestoreTests
{
    private const string Columns = "name, name_key, country, period, possible_from, possible_to, certain_from, certain_to, source_id";

    private const string Values =
        "'Haki', 'haki', 'KE', '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'registry-curation'";

    private RegistryServer server = null!;
    private string folder = "";

    private string Copy => Path.Combine(folder, "copy.db");

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        folder = Directory.CreateTempSubdirectory("registry-restore-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Restore_WhenAnythingWasTakenBackSince_TakesItBackAgain()
    {
        await server.AddExampleRecordsAsync();
        await server.KeyAsync(expires: null, "africanpud");
        await DecideAsync(
            "groups",
            Shipped.Vandu,
            "insert into consents (id, group_id, scope, given) values ('c-1', (select id from groups where slug = 'vandu'), 'public', '2026-01-01')"
        );
        Backup();
        var taken = new List<(Hideable Kind, string Id)>();
        foreach (var kind in Hideable.All)
        {
            var id = (await ReadAsync($"select id from {kind.Table} where {kind.EndColumn} is null order by id limit 1"))!;
            var record = kind == Hideable.Consents ? Shipped.Vandu : id;
            await DecideAsync(
                kind.Resource,
                record,
                $"update {kind.Table} set {kind.EndColumn} = '2026-01-15T12:00:00.0000000Z' where id = '{id}'"
            );
            taken.Add((kind, id));
        }

        var restored = await RestoreAsync();

        Assert.That(taken, Has.Count.GreaterThan(12));
        Assert.That(restored.Hidden.Select(hidden => hidden.Resource), Is.SupersetOf(taken.Select(row => row.Kind.Resource)));
        Assert.That(restored.Hidden, Has.Count.EqualTo(taken.Count));
        foreach (var (kind, id) in taken)
        {
            Assert.That(
                await ReadAsync($"select {kind.EndColumn} from {kind.Table} where id = '{id}'"),
                Is.EqualTo("2026-01-15T12:00:00.0000000Z"),
                $"{kind.Table} {id}"
            );
        }
    }

    [TestCase("public", "private")]
    [TestCase("public", "country")]
    [TestCase("country", "private")]
    public async Task Restore_WhenAGroupWasHiddenSince_HidesItAndSaysSo(string before, string after)
    {
        await DecideAsync("groups", Shipped.Asud, $"update groups set visibility = '{before}' where slug = 'asud'");
        Backup();
        await DecideAsync("groups", Shipped.Asud, $"update groups set visibility = '{after}' where slug = 'asud'");
        var (exitCode, output, error) = await RegistryCommand.RunAsync("restore", Copy, "--over-newer", server.Database.Argument);
        using var group = await server.GetAsync("/v1/groups/asud");
        using var history = await server.GetAsync($"/v1/groups/{Shipped.Asud}/history", await server.KeyAsync(expires: null, "registry"));
        var (verified, problems, _) = await RegistryCommand.RunAsync("verify", server.Database.Argument);

        Assert.Multiple(async () =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain($"groups\t{Shipped.Asud}\t{before} in the copy, {after} now"));
            Assert.That(output, Does.Not.Contain("Restart"));
            Assert.That(group.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await ReadAsync("select visibility from groups where slug = 'asud'"), Is.EqualTo(after));
            Assert.That(
                await history.Content.ReadAsStringAsync(),
                Does.Contain("before the registry was restored").And.Contain($"{{\"visibility\":\"{after}\"}}")
            );
            Assert.That(
                await ReadAsync($"select record from public_changes where resource_id = '{Shipped.Asud}' order by id desc limit 1"),
                Is.Null
            );
            Assert.That(verified, Is.Zero, problems);
        });
    }

    [Test]
    public async Task Restore_WhenARecordWasTakenOutSince_DoesNotShowIt()
    {
        await DecideAsync(
            "groups",
            "haki",
            $"insert into groups (id, visibility, visibility_basis, {Columns}) values ('haki', 'public', 'x', {Values})"
        );
        Backup();
        await DecideAsync("groups", "haki", "delete from groups where id = 'haki'");
        await RestoreAsync();
        using var group = await server.GetAsync("/v1/groups/haki");

        Assert.That(group.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await ReadAsync("select visibility from groups where id = 'haki'"), Is.EqualTo("private"));
    }

    [Test]
    public async Task Restore_WhenAHiddenGroupHasAnotherIdNow_HidesItByItsName()
    {
        await DecideAsync(
            "groups",
            "haki",
            $"insert into groups (id, visibility, visibility_basis, {Columns}) values ('haki', 'public', 'x', {Values})"
        );
        Backup();
        await DecideAsync("groups", "g-1", "update groups set id = 'g-1', visibility = 'country' where id = 'haki'");
        await RestoreAsync();

        Assert.That(await ReadAsync("select visibility from groups where id = 'haki'"), Is.EqualTo("country"));
    }

    [Test]
    public async Task Restore_WhenTheCopyIsTheLaterOne_ShowsWhatItShows()
    {
        Backup();
        await DecideAsync(
            "groups",
            "haki",
            $"insert into groups (id, visibility, {Columns}) values ('haki', 'private', {Values})",
            "create"
        );
        await DecideAsync("groups", "haki", "update groups set visibility = 'public', visibility_basis = 'x' where id = 'haki'");
        await DecideAsync("groups", Shipped.Asud, "update groups set place = 'Lyon', visibility_basis = 'y' where slug = 'asud'");
        await DecideAsync("groups", Shipped.Vandu, "update groups set visibility = 'private' where slug = 'vandu'");
        var later = Path.Combine(folder, "later.db");
        Backup(later);
        await DecideAsync("groups", "haki", "update groups set visibility = 'private' where id = 'haki'");
        await RestoreAsync();
        await RestoreAsync(later);

        Assert.That(await ReadAsync("select visibility from groups where id = 'haki'"), Is.EqualTo("public"));
        Assert.That(await server.TextAsync("/v1/groups/haki"), Does.Contain("Haki"));
        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("Lyon"));
        Assert.That(await ReadAsync("select visibility from groups where slug = 'vandu'"), Is.EqualTo("private"));
    }

    [TestCase(Unknowns.Hidden)]
    [TestCase(Unknowns.Shown)]
    public async Task Restore_WhenNobodyCanTellWhatWasHidden_DoesWhatTheOrderSays(Unknowns unknowns)
    {
        var key = await server.KeyAsync(expires: null, "registry");
        Backup();
        await using var damaged = await RegistryServer.StartAsync();
        damaged.CloseConnections();
        await File.WriteAllTextAsync(damaged.Database.File, "damaged");
        var order = new RestoreOrder { OverNewer = true, Unknowns = unknowns };
        var restored = await damaged.Services.GetRequiredService<Restore>().RunAsync(Copy, order, IWork.Silent, CancellationToken.None);
        using var unusable = await damaged.GetAsync("/v1/groups");
        await using var restarted = await RegistryServer.StartOnAsync(new Snapshot(await File.ReadAllBytesAsync(damaged.Database.File)));
        using var used = await restarted.GetAsync("/v1/key", key);
        var groups = (await restarted.JsonAsync("/v1/groups")).GetProperty("total").GetInt32();

        Assert.That((restored.Compared, restored.RestartNeeded), Is.EqualTo((false, true)));
        await RegistryServer.ProblemAsync(unusable, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(groups, unknowns == Unknowns.Hidden ? Is.Zero : Is.Positive);
        Assert.That(used.StatusCode, Is.EqualTo(unknowns == Unknowns.Hidden ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));
    }

    [TestCase("")]
    [TestCase("pragma user_version = 99")]
    public async Task Restore_WhenThePresentDatabaseIsOfAnotherVersion_ReadsWhatWasHidden(string newer)
    {
        using var present = new TestDatabase();
        await File.WriteAllBytesAsync(Copy, Earlier.Database("schema-8"));
        await File.WriteAllBytesAsync(present.File, Earlier.Database("schema-8"));
        await using (var file = new SqliteConnection(present.ConnectionString))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = $"update groups set visibility = 'private' where id = 'asud'; {newer}";
            await command.ExecuteNonQueryAsync();
        }

        var (exitCode, output, error) = await RegistryCommand.RunAsync("restore", Copy, "--json", present.Argument);
        var (verified, problems, _) = await RegistryCommand.RunAsync("verify", present.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("\"compared\":true").And.Contain($"\"id\":\"{Shipped.Asud}\""));
        Assert.That(verified, Is.Zero, problems);
    }

    /// <summary>The upgrade gives records random ids. The copy's records get those of the present database, so that one that was renamed and hidden is found.</summary>
    [Test]
    public async Task Restore_WhenTheCopyIsOfAVersionBefore_FindsTheRecordsByTheirPresentIds()
    {
        await File.WriteAllBytesAsync(Copy, Earlier.Database("schema-8"));
        await using var upgraded = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database("schema-8")));
        var shown = (await upgraded.JsonAsync("/v1/groups?q=a+test+public+group")).GetProperty("items")[0].GetProperty("id").GetString();
        await upgraded.WriteAsync(
            ("update groups set name = 'Other', name_key = 'other', visibility = 'private' where id = @shown", new { shown })
        );
        var restored = await upgraded
            .Services.GetRequiredService<Restore>()
            .RunAsync(Copy, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);

        Assert.That(restored.Hidden.Select(hidden => (hidden.Id, hidden.What)), Does.Contain((shown, "public in the copy, private now")));
        Assert.That((await upgraded.JsonAsync("/v1/groups?q=a+test+public+group")).GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Restore_WhenSomebodyWasErasedSince_ErasesThemAgain()
    {
        Backup();
        var (erased, _, why) = await RegistryCommand.RunAsync(
            "erase",
            "groups",
            Shipped.Vandu,
            "--word",
            "The group asked us.",
            server.Database.Argument
        );
        Assert.That(erased, Is.Zero, why);
        var (exitCode, output, error) = await RegistryCommand.RunAsync("restore", Copy, "--over-newer", server.Database.Argument);
        using var group = await server.GetAsync("/v1/groups/vandu");
        var (verified, problems, _) = await RegistryCommand.RunAsync("verify", server.Database.Argument);

        Assert.Multiple(async () =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain($"groups\t{Shipped.Vandu}\terased"));
            Assert.That(group.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await ReadAsync("select word from erasures"), Is.EqualTo("The group asked us."));
            Assert.That(verified, Is.Zero, problems);
        });
    }

    [TestCase("-wal")]
    [TestCase("-journal")]
    public async Task Restore_WhenTheDatabaseIsGoneAndItsLogIsLeft_TouchesNothing(string left)
    {
        Backup();
        using var gone = new TestDatabase();
        await File.WriteAllTextAsync(gone.File + left, "the last changes");
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", Copy, gone.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(left));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(gone.File)!), Is.EqualTo([gone.File + left]));
    }

    [Test]
    public async Task Restore_WhenThereIsNoDatabaseYet_SaysThatNothingWasCompared()
    {
        Backup();
        using var empty = new TestDatabase();
        var (exitCode, output, error) = await RegistryCommand.RunAsync("restore", Copy, empty.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("No former database could tell what was hidden after"));
    }

    [Test]
    public async Task Restore_WhenItIsDoneTwice_NeedsNoLeave()
    {
        Backup();
        await DecideAsync("groups", Shipped.Asud, "update groups set visibility = 'private' where slug = 'asud'");
        await RestoreAsync();
        var again = await server
            .Services.GetRequiredService<Restore>()
            .RunAsync(Copy, new RestoreOrder(), IWork.Silent, CancellationToken.None);

        Assert.That(again.Hidden.Select(hidden => hidden.Id), Is.EqualTo([Shipped.Asud]));
    }

    /// <summary>The clock of the machine was ahead once, so that the copy has a later time than what was written after it.</summary>
    [Test]
    public async Task Restore_WhenTheCopyHasALaterTimeThanWhatCameAfterIt_IsDoneOnlyWhenTold()
    {
        await using (var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await write.RecordAsync(new Change(write.Now.AddYears(1), "test", "change", "groups", Shipped.Asud, null, null, "A test."));
            await write.CommitAsync(CancellationToken.None);
        }

        Backup();
        await DecideAsync("groups", Shipped.Asud, "update groups set place = 'Lyon' where slug = 'asud'");
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", Copy, server.Database.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("--over-newer"));
        Assert.That(await ReadAsync("select place from groups where slug = 'asud'"), Is.EqualTo("Lyon"));
    }

    /// <summary>Who lost the disk may have started the service before the restore: the shipped data is nobody's work.</summary>
    [Test]
    public async Task Restore_WhenThePresentDatabaseHasTheShippedDataAlone_NeedsNoLeave()
    {
        await DecideAsync("groups", Shipped.Asud, "update groups set place = 'Lyon' where slug = 'asud'");
        Backup();
        using var other = new TestDatabase();
        var (seeded, _, refusal) = await RegistryCommand.RunAsync("seed", other.Argument);
        Assert.That(seeded, Is.Zero, refusal);
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", Copy, other.Argument);

        Assert.That(exitCode, Is.Zero, error);
    }

    /// <summary>What came with a day comes again, whichever file it came to.</summary>
    [Test]
    public async Task Restore_WhenADayAloneCameSince_NeedsNoLeave()
    {
        await DecideAsync(
            "groups",
            Shipped.Vandu,
            $"insert into consents (id, group_id, scope, given, until) values ('c-1', '{Shipped.Vandu}', 'public', '2026-01-01', '2026-01-16')"
        );
        Backup();
        server.Clock.Advance(TimeSpan.FromDays(3));
        await server.TextAsync("/v1/groups");
        Assert.That(await ReadAsync("select reason from changes order by id desc limit 1"), Does.StartWith("A consent began or ran out"));
        await server.Services.GetRequiredService<Restore>().RunAsync(Copy, new RestoreOrder(), IWork.Silent, CancellationToken.None);

        Assert.That(await ReadAsync("select action from changes order by id desc limit 1"), Is.EqualTo("restore"));
    }

    private void Backup(string? file = null) =>
        server.Services.GetRequiredService<Backups>().Make(file ?? Copy, IWork.Silent, CancellationToken.None);

    private Task<Restored> RestoreAsync(string? file = null)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return server
            .Services.GetRequiredService<Restore>()
            .RunAsync(file ?? Copy, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);
    }

    /// <summary>Writes as a steward does, with a change of the record.</summary>
    private async Task DecideAsync(string resource, string id, string sql, string action = "change")
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        await write.ExecuteAsync(sql);
        await write.RecordAsync(new Change(write.Now, "test", action, resource, id, null, null, "A test."));
        await server.Services.GetRequiredService<PublicLog>().NoteAllAsync(write);
        await write.CommitAsync(CancellationToken.None);
    }

    private async Task<string?> ReadAsync(string sql)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.FindOrNullAsync<string>(sql);
    }
}
