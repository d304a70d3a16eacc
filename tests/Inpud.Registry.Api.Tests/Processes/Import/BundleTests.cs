using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import of an exported bundle restores the same registry, or applies exactly the differences.</summary>
internal sealed class BundleTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Import_WhenTheRegistryIsEmpty_GivesTheSameExports()
    {
        await FillAsync();
        await using var empty = await RegistryServer.StartEmptyAsync();
        var key = await empty.KeyAsync(expires: null, "registry");
        var report = await empty.ReportAsync(key, await server.ExportAsync());
        var again = await empty.ReportAsync(key, await server.ExportAsync());

        Assert.That(report.GetProperty("written").GetBoolean(), Is.True, report.GetRawText());
        Assert.That(Numbers(again), Does.StartWith("new 0, changed 0, removed 0, refused 0, written False"));
        foreach (var form in new[] { "zip", "ndjson", "sqlite" })
        {
            Assert.That(await empty.ExportAsync(form), Is.EqualTo(await server.ExportAsync(form)), form);
        }
    }

    /// <summary>A rule that judges dates is not broken by a membership whose dates nobody tells.</summary>
    [Test]
    public async Task Import_WhenACountedGroupIsPossiblyOfANetworkThatEnds_GivesTheSameExports()
    {
        await FillAsync();
        await server.WriteAsync(
            (
                "update networks set period = '../2028', possible_from = '0001-01-01', possible_to = '2028-12-31', certain_from = '0001-01-01', certain_to = '2027-12-31' where id = 'inwud'",
                null
            ),
            ("update groups set counted_members = '[\"2 africanpud\",\"1 inwud\"]' where id = 'siri'", null)
        );
        await using var empty = await RegistryServer.StartEmptyAsync();
        var report = await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), await server.ExportAsync());

        Assert.That(report.GetProperty("written").GetBoolean(), Is.True, report.GetRawText());
        foreach (var form in new[] { "zip", "ndjson", "sqlite" })
        {
            Assert.That(await empty.ExportAsync(form), Is.EqualTo(await server.ExportAsync(form)), form);
        }
    }

    [Test]
    public async Task Import_WhenItIsTheRegistrysOwnExport_ChangesNothing()
    {
        await FillAsync();
        var feed = await server.TextAsync("/v1/changes?limit=1");
        var report = await server.ReportAsync(inpud, await server.ExportAsync());

        Assert.That(Numbers(report), Does.StartWith("new 0, changed 0, removed 0, refused 0, written False"));
        Assert.That(await server.TextAsync("/v1/changes?limit=1"), Is.EqualTo(feed));
    }

    [Test]
    public async Task Import_WhenARowDiffers_ChangesTheRecordAndSaysWhyInItsHistory()
    {
        var bundle = EditedBundle.With(
            await server.ExportAsync(),
            "groups.csv",
            text => text.Replace(",Vancouver,", ",East Vancouver,", StringComparison.Ordinal)
        );
        var dry = await server.ReportAsync(inpud, bundle, "?dryRun=true");
        Assert.That(await server.TextAsync("/v1/groups/vandu"), Does.Not.Contain("East Vancouver"));
        var done = await server.ReportAsync(inpud, bundle, "?reason=It+moved.");
        var row = done.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("outcome").GetString() == "changed");
        using var history = await server.GetAsync($"/v1/groups/{Shipped.Vandu}/history", inpud);
        var entry = JsonDocument.Parse(await history.Content.ReadAsStringAsync()).RootElement.GetProperty("items")[0];

        Assert.Multiple(async () =>
        {
            Assert.That(Numbers(dry), Does.StartWith("new 0, changed 1, removed 0, refused 0, written False"));
            Assert.That(Numbers(done), Does.StartWith("new 0, changed 1, removed 0, refused 0, written True"));
            Assert.That(row.GetProperty("file").GetString(), Is.EqualTo("groups.csv"));
            Assert.That(
                row.GetProperty("differences").GetRawText(),
                Is.EqualTo("""[{"field":"place","before":"\"Vancouver\"","after":"\"East Vancouver\""}]""")
            );
            Assert.That(entry.GetProperty("reason").GetString(), Is.EqualTo("It moved."));
            Assert.That(entry.GetProperty("before").GetProperty("place").GetString(), Is.EqualTo("Vancouver"));
            Assert.That(entry.GetProperty("after").GetProperty("place").GetString(), Is.EqualTo("East Vancouver"));
            Assert.That(entry.GetProperty("import").GetString(), Is.Not.Empty);
            Assert.That(await server.TextAsync("/v1/search?q=vandu"), Does.Contain("vandu"));
            Assert.That(await server.TextAsync("/v1/groups/vandu"), Does.Contain("East Vancouver"));
        });
    }

    [Test]
    public async Task Import_WhenManyRecordsChange_GivesThemOneCause()
    {
        var bundle = EditedBundle.With(
            EditedBundle.With(
                await server.ExportAsync(),
                "groups.csv",
                text => text.Replace(",Vancouver,", ",Surrey,", StringComparison.Ordinal)
            ),
            "networks.csv",
            text => text.Replace("Eurasian Network of People who Use Drugs", "Eurasian Network", StringComparison.Ordinal)
        );
        await server.ReportAsync(inpud, bundle);

        var import = await ImportOfAsync("networks/enpud");
        Assert.That(await ImportOfAsync($"groups/{Shipped.Vandu}"), Is.EqualTo(import));

        // The id is no number, since the numbers of two imports tell how much others wrote in between.
        Assert.That(import, Does.Match("^[0-9a-f]{16}$"));
        await server.ReportAsync(
            inpud,
            EditedBundle.With(
                bundle,
                "networks.csv",
                text => text.Replace("Eurasian Network,", "Eurasian Network of All,", StringComparison.Ordinal)
            )
        );
        Assert.That(await ImportOfAsync("networks/enpud"), Does.Match("^[0-9a-f]{16}$").And.Not.EqualTo(import));
    }

    [Test]
    public async Task Import_WhenTheBundleStatesARecordWithoutAPart_TakesThePartOut()
    {
        var bundle = EditedBundle.With(await server.ExportAsync(), "remit_countries.csv", text => Without(text, "euronpud,FR"));
        var refused = await server.ReportAsync(inpud, bundle, "?dryRun=true");
        var withoutGroup = EditedBundle.With(await server.ExportAsync(), "remit_countries.csv", text => Without(text, "euronpud,AT"));
        var done = await server.ReportAsync(inpud, withoutGroup);
        var removed = done.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("outcome").GetString() == "removed");
        using var remit = await server.GetAsync("/v1/networks/euronpud/countries?limit=200");

        Assert.Multiple(async () =>
        {
            Assert.That(refused.GetProperty("refused").GetInt32(), Is.Positive, "France has a member group");
            Assert.That(removed.GetProperty("id").GetString(), Is.EqualTo("euronpud|AT"));
            Assert.That(await remit.Content.ReadAsStringAsync(), Does.Not.Contain("\"AT\"").And.Contain("\"FR\""));
            Assert.That(await ImportOfAsync("networks/euronpud"), Is.Not.Null);
        });
    }

    [Test]
    public async Task Import_WhenARecordIsNotInTheBundle_LeavesIt()
    {
        var before = await server.ExportAsync();
        await FillAsync();
        var after = await server.ExportAsync();
        var report = await server.ReportAsync(inpud, before);

        Assert.That(Numbers(report), Does.StartWith("new 0, changed 0, removed 0, refused 0"));
        Assert.That(await server.ExportAsync(), Is.EqualTo(after));
    }

    [Test]
    public async Task Import_WhenAGroupTookItsConsentBackSince_DoesNotShowItAgain()
    {
        await FillAsync();
        var old = await server.ExportAsync();
        await server.WriteAsync(("update consents set ended = '2026-01-15T13:00:00.0000000Z' where group_id in ('umoja', 'siri')", null));
        var hidden = await server.ExportAsync();
        await server.WriteAsync(("update groups set visibility = 'private' where id = 'umoja'", null));
        var report = await server.ReportAsync(inpud, old, "?dryRun=true");
        using var refused = await server.ImportAsync(inpud, old);

        Assert.That(CodesOf(report), Is.EquivalentTo(["counted", "hidden-stays"]));
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(await server.ExportAsync(), Is.EqualTo(hidden));

        // Without the rows of the counted group, the other group stays hidden.
        var named = new[] { "groups.csv", "consents.csv", "memberships.csv" }.Aggregate(
            old,
            (bundle, file) => EditedBundle.With(bundle, file, text => WithoutLinesOf(text, "anonymous-"))
        );
        var again = await server.ReportAsync(inpud, named, "?dryRun=true");
        Assert.That(CodesOf(again), Is.EqualTo(["hidden-stays"]), again.GetRawText());
    }

    [Test]
    public async Task Import_WhenTheKeyIsOfANetwork_IsRefused()
    {
        using var response = await server.ImportAsync(await server.KeyAsync(expires: null, "euronpud"), await server.ExportAsync());

        await RegistryServer.ProblemAsync(response, HttpStatusCode.Forbidden, "forbidden");
    }

    [Test]
    public async Task Report_WhenAskedAsCsv_NamesTheFiles()
    {
        using var response = await server.ImportAsync(inpud, await server.ExportAsync(), "?dryRun=true&format=csv");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.That(lines[0], Is.EqualTo("row,outcome,id,name,differences,mistakes,file"));
        Assert.That(lines, Has.Some.StartsWith("2,unchanged,").And.Some.EndsWith(",groups.csv"));
    }

    /// <summary>Adds a group that is public by its consent, a counted group, a hidden group, a count that is too small to be public, and one of nobody.</summary>
    private Task FillAsync() =>
        server.WriteAsync(
            (Group("umoja", "Umoja", "public"), null),
            (Group("siri", "Siri", "country"), null),
            (Group("fiche", "Fiche", "private"), null),
            (
                """
                insert into consents (id, group_id, scope, given, given_to, until) values
                    ('c-1', 'umoja', 'public', '2025-03-01', 'AfricaNPUD steward', '2090-12-31'),
                    ('c-2', 'siri', 'country', '2025-04-01', 'AfricaNPUD steward', '2091-12-31')
                """,
                null
            ),
            (
                "update groups set counted_from = '2025-04-02', counted_country = 'KE', counted_until = '2091-12-31', counted_key = 'k', counted_members = '[\"2 africanpud\"]' where id = 'siri'",
                null
            ),
            (Membership("umoja"), null),
            (Membership("siri"), null),
            (Membership("fiche"), null),
            (
                """
                insert into individual_counts (id, network_id, country, people, period, possible_from, possible_to, certain_from, certain_to, source_id, visibility, visibility_basis)
                values
                    ('few', 'africanpud', 'TZ', 3, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation'),
                    ('none', 'africanpud', 'UG', 0, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation'),
                    ('unknown', 'africanpud', 'ZA', null, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation'),
                    ('many', 'africanpud', 'KE', 40, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation')
                """,
                null
            )
        );

    private static string Group(string id, string name, string visibility) =>
        $"""
            insert into groups (
                id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id
            ) values (
                '{id}', '{name}', '{id}', 'KE', '{visibility}', true, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'registry-curation'
            )
            """;

    private static string Membership(string group) =>
        $"""
            insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
            values ('africanpud-{group}', 'africanpud', '{group}', '2019/..', '2019-01-01', '9999-12-31', '2019-12-31', '9999-12-31', 'registry-curation')
            """;

    private static string Without(string text, string line)
    {
        Assert.That(text, Does.Contain($"\n{line}\n"));
        return text.Replace($"\n{line}\n", "\n", StringComparison.Ordinal);
    }

    private static string WithoutLinesOf(string text, string part) =>
        string.Join('\n', text.Split('\n').Where(line => !line.Contains(part, StringComparison.Ordinal)));

    private async Task<string?> ImportOfAsync(string record)
    {
        using var history = await server.GetAsync($"/v1/{record}/history", inpud);
        return JsonDocument
            .Parse(await history.Content.ReadAsStringAsync())
            .RootElement.GetProperty("items")[0]
            .GetProperty("import")
            .GetString();
    }

    private static IEnumerable<string?> CodesOf(JsonElement report) =>
        report
            .GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("mistakes").EnumerateArray())
            .Select(mistake => mistake.GetProperty("code").GetString())
            .Distinct();

    private static string Numbers(JsonElement report) =>
        string.Join(
            ", ",
            new[] { "new", "changed", "removed", "refused", "written", "unchanged" }.Select(name => $"{name} {report.GetProperty(name)}")
        );
}
