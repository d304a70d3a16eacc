using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import of a bundle of an older version does not change the columns and tables that the bundle lacks.</summary>
internal sealed class OlderBundleTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        await server.WriteAsync(
            ("update groups set homepage = 'https://example.org/vandu', involvement = 'A test' where slug = 'vandu'", null),
            (
                "insert into group_external_ids (group_id, scheme, value, source_id) values ((select id from groups where slug = 'vandu'), 'wikidata', 'Q42', 'inpud-article')",
                null
            )
        );
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Import_WhenAColumnIsMissing_ChangesTheOthersAndSaysNothingOfIt()
    {
        var bundle = EditedBundle.With(
            EditedBundle.WithoutColumn(await server.ExportAsync(), "groups.csv", "homepage"),
            "groups.csv",
            text => text.Replace("\"A test\"", "\"Another test\"", StringComparison.Ordinal)
        );
        var dry = await server.ReportAsync(inpud, bundle, "?dryRun=true");
        var report = await server.ReportAsync(inpud, bundle);
        var group = await server.JsonAsync("/v1/groups/vandu");

        Assert.That(FieldsOf(dry), Is.EqualTo(["involvement"]));
        Assert.That(FieldsOf(report), Is.EqualTo(["involvement"]));
        Assert.That(group.GetProperty("involvement").GetString(), Is.EqualTo("Another test"));
        Assert.That(group.GetProperty("homepage").GetString(), Is.EqualTo("https://example.org/vandu"));
    }

    /// <summary>A bundle of the second version left a count below five empty, zero included.</summary>
    [TestCase(0, true, 0)]
    [TestCase(4, true, 0)]
    [TestCase(5, true, 1)]
    [TestCase(0, false, 1)]
    [TestCase(4, false, 0)]
    [TestCase(5, false, 1)]
    public async Task Import_WhenACountIsEmpty_DiffersFromNoNumberThatItCanStandFor(int people, bool isOlder, int changed)
    {
        await server.WriteAsync(
            (
                """
                insert into individual_counts (id, network_id, country, people, period, possible_from, possible_to, certain_from, certain_to, source_id, visibility, visibility_basis)
                values ('count', 'africanpud', 'TZ', 3, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation')
                """,
                null
            )
        );
        var bundle = await server.ExportAsync();
        await server.WriteAsync(("update individual_counts set people = @people", new { people }));

        var report = await server.ReportAsync(
            inpud,
            isOlder ? EditedBundle.WithoutColumn(bundle, "individual_counts.csv", "people_below") : bundle
        );

        Assert.That(report.GetProperty("changed").GetInt32(), Is.EqualTo(changed), report.GetRawText());
    }

    [Test]
    public async Task Import_WhenAColumnIsMissingAndTheRecordIsNew_LeavesItToTheTable()
    {
        await using var empty = await RegistryServer.StartEmptyAsync();
        var bundle = EditedBundle.WithoutColumn(await server.ExportAsync(), "groups.csv", "homepage");
        await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), bundle);
        var group = await empty.JsonAsync("/v1/groups/vandu");

        Assert.That(group.GetProperty("homepage").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(group.GetProperty("involvement").GetString(), Is.EqualTo("A test"));
    }

    [Test]
    public async Task Import_WhenATableIsNeitherThereNorDescribed_LeavesItsRows()
    {
        var bundle = EditedBundle.With(
            EditedBundle.Without(await server.ExportAsync(), "group_external_ids.csv"),
            "datapackage.json",
            text =>
            {
                var package = JsonNode.Parse(text)!.AsObject();
                var tables = package["resources"]!.AsArray();
                tables.Remove(tables.Single(table => (string)table!["name"]! == "group_external_ids"));
                package["version"] = "1";
                return package.ToJsonString();
            }
        );
        var report = await server.ReportAsync(inpud, bundle);

        Assert.That(report.GetProperty("removed").GetInt32(), Is.Zero, report.GetRawText());
        Assert.That(await server.TextAsync("/v1/groups/vandu"), Does.Contain("Q42"));
    }

    [TestCase("groups.csv", "name")]
    [TestCase("groups.csv", "observed")]
    [TestCase("group_external_ids.csv", "scheme")]
    public async Task Import_WhenAColumnIsMissingThatIsNeeded_IsRefused(string file, string column)
    {
        using var answer = await server.ImportAsync(inpud, EditedBundle.WithoutColumn(await server.ExportAsync(), file, column));
        var problem = await RegistryServer.ProblemAsync(answer, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain($"{file}, line 1: the column '{column}' is missing"));
    }

    private static IEnumerable<string?> FieldsOf(JsonElement report) =>
        report
            .GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("differences").EnumerateArray())
            .Select(difference => difference.GetProperty("field").GetString());
}
