using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>This and every later version can open, verify, serve, restore and import what an earlier version wrote.</summary>
[TestFixtureSource(typeof(Earlier), nameof(Earlier.Versions))]
[OfTheFile]
internal sealed class EarlierVersionsTests(string version)
{
    private static readonly string[] Private = ["hidden", "lapsed", "withdrawn", "imported", "A test counted", "ATG counted"];

    [Test]
    public async Task Database_WhenAnEarlierVersionMadeIt_IsSoundAndShowsWhatItShowed()
    {
        await using var server = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        var problems = await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);

        Assert.That(problems, Is.Empty);
        AssertSame(await server.ExportAsync(), Earlier.PublicBundle(version));
    }

    [Test]
    public async Task Database_WhenAnEarlierVersionMadeIt_IsFoundByItsNamesAndKeepsWhatIsPrivate()
    {
        await using var server = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        var found = await server.TextAsync("/v1/search?q=a+test+public+group");
        Assert.That(found, Does.Contain("A test public group"));
        foreach (
            var address in new[]
            {
                "/v1/groups?limit=200",
                "/v1/networks/africanpud/groups",
                "/v1/coverage?network=africanpud",
                "/v1/sources?limit=200",
                "/v1/people?limit=200",
                "/v1/changes?limit=200",
                "/v1/search?q=a+test+hidden+group",
                "/v1/search?q=a+test+lapsed+group",
                "/v1/export?format=ndjson",
            }
        )
        {
            using var answer = await server.GetAsync(address);
            var text = (await answer.Content.ReadAsStringAsync()).Replace("A test membership, withdrawn.", "", StringComparison.Ordinal);
            foreach (var name in Private)
            {
                Assert.That(WithoutQuestion(text), Does.Not.Contain(name).IgnoreCase, address);
            }
        }
    }

    [Test]
    public async Task Database_WhenAnEarlierVersionMadeIt_IsUpgradedOnceWithAChangeThatSaysSo()
    {
        await using var server = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        await RegistryService.PrepareDatabaseAsync(server.Services, CancellationToken.None);
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var upgrades = await read.QueryAsync<string>("select actor || ' ' || before || after from changes where action = 'upgrade'");
        var schema = await read.SingleAsync<int>(server.Services.GetRequiredService<Database>().Dialect.SchemaVersion);
        var before = int.Parse(version.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(upgrades, Is.EqualTo(before == schema ? [] : new[] { $$"""registry {"schema":{{before}}}{"schema":{{schema}}}""" }));
    }

    [Test]
    public async Task Feed_WhenAnEarlierVersionMadeIt_NamesNobodyThatHasGone()
    {
        await using var server = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var ids = await read.QueryAsync<string>(
            "select resource_id from public_changes where resource in ('groups', 'people', 'memberships', 'representatives', 'office-terms', 'post-terms')"
        );

        Assert.That(ids, Is.Not.Empty);
        Assert.That(ids.Where(id => !id.StartsWith("anonymous-", StringComparison.Ordinal)), Has.All.Match("^[2-9a-z]{5}-[2-9a-z]{5}$"));
    }

    [Test]
    public async Task Restore_WhenTheCopyIsOfAnEarlierVersion_BringsItUpAndLeavesTheCopy()
    {
        using var other = new TestDatabase();
        var copy = other.File + ".copy";
        File.Copy(Earlier.DatabaseFile(version), copy);
        var (restored, _, why) = await RegistryCommand.RunAsync("restore", copy, other.Argument);
        var (sound, output, _) = await RegistryCommand.RunAsync("verify", other.Argument);

        Assert.That(restored, Is.Zero, why);
        Assert.That(sound, Is.Zero, output);
        Assert.That(await File.ReadAllBytesAsync(copy), Is.EqualTo(Earlier.Database(version)));
    }

    [Test]
    public async Task PublicBundle_WhenTheRegistryIsEmpty_GivesTheSameTables()
    {
        await using var empty = await RegistryServer.StartEmptyAsync();
        var report = await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), Earlier.PublicBundle(version));

        Assert.That(report.GetProperty("written").GetBoolean(), Is.True, report.GetRawText());
        AssertSame(await empty.ExportAsync(), Earlier.PublicBundle(version));
    }

    [Test]
    public async Task FullBundle_WhenTheRegistryIsEmpty_ShowsWhatTheOldRegistryShowed()
    {
        await using var empty = await RegistryServer.StartEmptyAsync();
        var report = await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), Earlier.FullBundle(version));

        Assert.That(report.GetProperty("written").GetBoolean(), Is.True, report.GetRawText());
        AssertSame(await empty.ExportAsync(), Earlier.PublicBundle(version));
    }

    [Test]
    public async Task Bundles_WhenTheirRegistryWasUpgraded_ChangeNothingInIt()
    {
        await using var server = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var bundle in new[] { Earlier.PublicBundle(version), Earlier.FullBundle(version) })
        {
            var report = await server.ReportAsync(key, bundle);

            Assert.That(report.GetProperty("unchanged").GetInt32(), Is.GreaterThan(1000));
            Assert.That(
                new[] { "new", "changed", "removed", "refused" }.Select(outcome => report.GetProperty(outcome).GetInt32()),
                Has.All.Zero,
                report.GetRawText()
            );
        }
    }

    /// <summary>The answer to a search repeats its text.</summary>
    private static string WithoutQuestion(string text) =>
        text.StartsWith('{') && JsonDocument.Parse(text.Split('\n')[0]).RootElement.TryGetProperty("items", out var items)
            ? items.GetRawText()
            : text;

    /// <summary>
    /// The tables and columns of the earlier bundle are unchanged; a later version may have more. Since version 3, the ids of groups, people, memberships and terms name nobody: there
    /// the former id is the slug, and the rows have another order.
    /// </summary>
    private static void AssertSame(byte[] now, byte[] earlier)
    {
        var tables = Earlier.TablesOf(now);
        var slugs = new[] { "groups.csv", "people.csv" }.SelectMany(file => SlugsOf(tables[file])).ToDictionary();
        foreach (var (file, text) in Earlier.TablesOf(earlier))
        {
            var (rows, before) = (EditedBundle.RowsOf(tables[file]), EditedBundle.RowsOf(text));
            var places = before[0].Select(column => Array.IndexOf(rows[0], column)).ToList();

            Assert.That(places, Has.None.EqualTo(-1), file);
            Assert.That(
                rows.Skip(1).Select(row => Line(before[0], places.Select(place => row[place]), file, slugs)),
                Is.EquivalentTo(before.Skip(1).Select(row => Line(before[0], row, file, new Dictionary<string, string>()))),
                file
            );
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> SlugsOf(string table)
    {
        var rows = EditedBundle.RowsOf(table);
        var (id, slug) = (Array.IndexOf(rows[0], "id"), Array.IndexOf(rows[0], "slug"));
        return rows.Skip(1).Where(row => row[slug].Length > 0).Select(row => KeyValuePair.Create(row[id], row[slug]));
    }

    /// <summary>The cells as one text, with slugs in place of ids.</summary>
    private static string Line(string[] columns, IEnumerable<string> cells, string file, IReadOnlyDictionary<string, string> slugs)
    {
        string[] unnamed = ["memberships.csv", "seat_terms.csv", "office_terms.csv", "post_terms.csv"];
        return string.Join(
            '|',
            cells.Select(
                (cell, i) =>
                    columns[i] == "id" && unnamed.Contains(file) && !cell.StartsWith("anonymous-", StringComparison.Ordinal) ? "an id"
                    : columns[i] is "id" or "group_id" or "person_id" ? slugs.GetValueOrDefault(cell, cell)
                    : cell
            )
        );
    }
}
