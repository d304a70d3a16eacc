using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>An upgrade changes tables, views and public history in one commit. The tests invent the versions before and after the program's own.</summary>
internal sealed class UpgradeTests
{
    private static readonly SchemaFiles Shipped = SchemaFiles.Shipped(TestDatabase.IsPostgres ? "postgres" : "sqlite");

    /// <summary>A version in which networks have no focus.</summary>
    private static readonly SchemaFiles WithoutFocus = Shipped with
    {
        Migrations = [.. Shipped.Migrations, new Migration(Shipped.Version + 1, "alter table networks drop column focus;")],
        Views = [.. Shipped.Views.Select(view => Regex.Replace(view, @" (\w+\.)?focus,", ""))],
    };

    /// <summary>The version after it, which adds the column.</summary>
    private static readonly SchemaFiles WithFocus = Shipped with
    {
        Migrations =
        [
            .. WithoutFocus.Migrations,
            new Migration(
                Shipped.Version + 2,
                "alter table networks add column focus text; update networks set focus = 'A test focus' where id = 'enpud';"
            ),
        ],
    };

    [Test]
    public async Task Upgrade_WhenAColumnIsAdded_LeavesASoundRegistry()
    {
        var (database, _) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);

        Assert.That(await ProblemsAsync(server), Is.Empty);
    }

    [Test]
    public async Task Upgrade_WhenAColumnIsAdded_TellsMirrorsOfEachRecord()
    {
        var (database, cursor) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);
        var feed = (await server.JsonAsync($"/v1/changes?limit=200&after={cursor}")).GetProperty("items").EnumerateArray().ToList();
        var networks = (await server.JsonAsync("/v1/networks?standing=any")).GetProperty("items").EnumerateArray();

        Assert.That(feed.Select(item => item.GetProperty("resource").GetString()), Has.All.EqualTo("networks"));
        Assert.That(
            feed.Select(item => item.GetProperty("id").GetString()),
            Is.EquivalentTo(networks.Select(network => network.GetProperty("id").GetString()))
        );
        Assert.That(
            feed.Select(item => item.GetProperty("record").GetProperty("focus").GetString()),
            Has.Exactly(1).EqualTo("A test focus").And.Exactly(feed.Count - 1).Null
        );
    }

    [Test]
    public async Task Upgrade_WhenAColumnIsAdded_IsInEveryExport()
    {
        var (database, _) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);
        var lines = System.Text.Encoding.UTF8.GetString(await server.ExportAsync("ndjson")).Split('\n');

        Assert.That(
            lines.Where(line => line.StartsWith("{\"resource\":\"networks\"", StringComparison.Ordinal)),
            Has.All.Contain("\"focus\":")
        );
        Assert.That(lines, Has.Exactly(1).Contain("A test focus"));
        Assert.That(Earlier.TablesOf(await server.ExportAsync())["networks.csv"], Does.Contain("A test focus"));
    }

    [Test]
    public async Task Upgrade_WhenItIsDone_StandsInTheHistoryOnce()
    {
        var (database, _) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);
        await RegistryService.PrepareDatabaseAsync(server.Services, CancellationToken.None);
        var version = Shipped.Version;

        Assert.That(
            await UpgradesAsync(server),
            Is.EqualTo([
                $"registry: A new version of the program upgraded the database from schema {version} to {version + 1}. Public records that are shown otherwise by it: 9.",
                $"registry: A new version of the program upgraded the database from schema {version + 1} to {version + 2}. Public records that are shown otherwise by it: 9.",
            ])
        );
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheCopyIsOfAVersionBefore_LosesNothingAndBringsItUp()
    {
        var (database, _) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);
        var export = await server.ExportAsync();
        var copy = server.Database.File + ".seeded";
        await File.WriteAllBytesAsync(copy, await RegistryServer.SeededAsync());
        // The copy may lack the upgrades after it, since they do not count as changes of the registry.
        await server.Services.GetRequiredService<Restore>().RunAsync(copy, new RestoreOrder(), IWork.Silent, CancellationToken.None);

        Assert.That(await ProblemsAsync(server), Is.Empty);
        Assert.That(await server.ExportAsync(), Is.EqualTo(export));
        Assert.That(await UpgradesAsync(server), Has.Count.EqualTo(1));
    }

    [Test]
    [OfTheFile]
    public async Task Restore_WhenTheCopyIsOfANewerVersion_IsRefusedWithTheReason()
    {
        var (database, _) = await WithoutFocusAsync();
        using var other = new TestDatabase();
        var copy = other.File + ".copy";
        await File.WriteAllBytesAsync(copy, database.Bytes);
        var (exitCode, _, error) = await RegistryCommand.RunAsync("restore", copy, other.Argument);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("made by a newer version"));
        Assert.That(File.Exists(other.File), Is.False);
    }

    [Test]
    public async Task Import_WhenTheBundleIsOfTheVersionBefore_LeavesTheColumn()
    {
        var (database, _) = await WithoutFocusAsync();
        await using var server = await RegistryServer.StartOnAsync(database, WithFocus);
        var bundle = EditedBundle.WithoutColumn(await server.ExportAsync(), "networks.csv", "focus");
        var report = await server.ReportAsync(await server.KeyAsync(expires: null, "registry"), bundle);

        Assert.That(report.GetProperty("changed").GetInt32(), Is.Zero, report.GetRawText());
        Assert.That(await server.TextAsync("/v1/networks/enpud"), Does.Contain("A test focus"));
    }

    [Test]
    public async Task Views_WhenTheyShowLess_TakeItOutOfFeedAndSearchUntilTheyShowItAgain()
    {
        const string Filter = "from networks where withdrawn is null";
        var narrow = Shipped with
        {
            Views = [.. Shipped.Views.Select(view => view.Replace(Filter, $"{Filter} and id <> 'inwud'", StringComparison.Ordinal))],
        };
        Assert.That(narrow.Views, Is.Not.EqualTo(Shipped.Views), "the test has to find the view");
        Snapshot database;
        await using (var server = await RegistryServer.StartOnAsync(await RegistryServer.SeededSnapshotAsync(), narrow))
        {
            Assert.That(await FoundAsync(server), Is.False);
            Assert.That(await server.TextAsync("/v1/export?format=ndjson"), Does.Not.Contain("\"networks\",\"id\":\"inwud\""));
            Assert.That(await ProblemsAsync(server), Is.Empty);
            database = await server.SnapshotAsync();
        }

        await using var wide = await RegistryServer.StartOnAsync(database);
        Assert.That(await FoundAsync(wide), Is.True);
        Assert.That(await ProblemsAsync(wide), Is.Empty);
        Assert.That(await UpgradesAsync(wide), Has.Count.EqualTo(2).And.All.Contain("with other views"));
    }

    [Test]
    public async Task Views_WhenNoFileMakesThemAnyMore_AreGone()
    {
        var more = Shipped with { Views = [.. Shipped.Views, "create view public_extra as select id from networks;"] };
        Snapshot database;
        await using (var server = await RegistryServer.StartOnAsync(await RegistryServer.SeededSnapshotAsync(), more))
        {
            Assert.That(await ViewsAsync(server), Does.Contain("public_extra"));
            database = await server.SnapshotAsync();
        }

        await using var after = await RegistryServer.StartOnAsync(database);
        Assert.That(await ViewsAsync(after), Does.Not.Contain("public_extra").And.Contains("public_networks"));
    }

    /// <summary>The database of the version before, and the last cursor of its feed.</summary>
    private static async Task<(Snapshot Database, string Cursor)> WithoutFocusAsync()
    {
        await using var server = await RegistryServer.StartOnAsync(await RegistryServer.SeededSnapshotAsync(), WithoutFocus);
        Assert.That(await ProblemsAsync(server), Is.Empty);
        Assert.That(await server.TextAsync("/v1/changes?limit=200"), Does.Not.Contain("A test focus"));
        return (await server.SnapshotAsync(), await LatestAsync(server));
    }

    private static async Task<string> LatestAsync(RegistryServer server)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.SingleAsync<string>("select cast(max(id) as text) from public_changes");
    }

    private static Task<IReadOnlyList<string>> ProblemsAsync(RegistryServer server) =>
        server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);

    private static async Task<bool> FoundAsync(RegistryServer server) =>
        (await server.JsonAsync("/v1/search?q=inwud"))
            .GetProperty("items")
            .EnumerateArray()
            .Any(item => item.GetProperty("id").GetString() == "inwud");

    private static async Task<IReadOnlyList<string>> UpgradesAsync(RegistryServer server)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.QueryAsync<string>("select actor || ': ' || reason from changes where action = 'upgrade' order by id");
    }

    private static async Task<IReadOnlyList<string>> ViewsAsync(RegistryServer server)
    {
        var database = server.Services.GetRequiredService<Database>();
        await using var read = await database.ReadAsync();
        return await read.QueryAsync<string>(
            TestDatabase.IsPostgres
                ? "select relname from pg_class where relkind = 'v'"
                : "select name from sqlite_master where type = 'view'"
        );
    }
}
