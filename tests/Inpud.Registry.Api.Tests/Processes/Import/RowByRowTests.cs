using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>An import of many rows does what as many imports of one row do, in the same order.</summary>
internal sealed partial class RowByRowTests
{
    private const string Columns = "name,country,place,founded,ledByPeopleWhoUseDrugs,note,since,correction,keptBy,source";

    private RegistryServer together = null!;
    private RegistryServer alone = null!;
    private (string Name, string Value) keyOfTogether;
    private (string Name, string Value) keyOfAlone;

    [SetUp]
    public async Task StartAsync()
    {
        together = await RegistryServer.StartAsync();
        alone = await RegistryServer.StartAsync();
        keyOfTogether = await together.KeyAsync(expires: null, "registry");
        keyOfAlone = await alone.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await together.DisposeAsync();
        await alone.DisposeAsync();
    }

    /// <summary>Names come again and again, so that rows make groups, change them, state them once more, and break rules.</summary>
    [TestCase(1)]
    [TestCase(2)]
    public async Task Spreadsheet_WhenItsRowsComeTogether_DoesWhatTheyDoAlone(int seed)
    {
        var random = new Random(seed);
        var rows = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            rows.Add(i > 0 && random.Next(5) == 0 ? rows[^1] : RandomRow(random));
        }

        var (taken, expected) = (new List<string>(), new List<JsonElement>());
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var report = await alone.ReportAsync(keyOfAlone, Sheet([row]), "?dryRun=true", "text/csv");
            var stated = report.GetProperty("rows")[0];
            if (Outcome(stated) == "refused")
            {
                refused.TryAdd(row, Mistakes(stated));
                continue;
            }

            taken.Add(row);
            expected.Add((await alone.ReportAsync(keyOfAlone, Sheet([row]), type: "text/csv")).GetProperty("rows")[0]);
        }

        var whole = await together.ReportAsync(keyOfTogether, Sheet(taken), type: "text/csv");
        var actual = whole.GetProperty("rows").EnumerateArray().ToList();

        Assert.That(
            expected.Select(Outcome).Distinct().Order(),
            Is.EqualTo(new[] { "changed", "new", "unchanged" }),
            "The rows are too much alike."
        );
        Assert.That(refused, Is.Not.Empty, "No row is refused.");
        Assert.That(actual.Select(Told), Is.EqualTo(expected.Select(Told)));
        foreach (var (one, other) in actual.Zip(expected))
        {
            Assert.That(
                await KeptAsync(together, keyOfTogether, one.GetProperty("id").GetString()!),
                Is.EqualTo(await KeptAsync(alone, keyOfAlone, other.GetProperty("id").GetString()!))
            );
        }

        var bad = await together.ReportAsync(keyOfTogether, Sheet(refused.Keys), "?dryRun=true", "text/csv");
        Assert.That(
            bad.GetProperty("rows").EnumerateArray().Where(row => Outcome(row) == "refused").Select(Mistakes),
            Is.SupersetOf(refused.Values.Where(mistakes => mistakes.Contains("not-readable", StringComparison.Ordinal)))
        );
    }

    [Test]
    public async Task Bundle_WhenItsGroupsComeTogether_DoesWhatTheyDoAlone()
    {
        var random = new Random(3);
        var bundle = await together.ExportAsync();
        var groups = Enumerable.Range(0, 4).Select(number => RandomGroup(random, number)).ToList();
        var expected = new List<string>();
        foreach (var group in groups)
        {
            var report = await alone.ReportAsync(keyOfAlone, With(bundle, [group]));
            expected.AddRange(Changed(report));
        }

        var whole = await together.ReportAsync(keyOfTogether, With(bundle, groups));

        Assert.That(Changed(whole).Order(), Is.EqualTo(expected.Order()).And.Not.Empty);
        foreach (var form in new[] { "zip", "ndjson", "sqlite" })
        {
            Assert.That(await together.ExportAsync(form), Is.EqualTo(await alone.ExportAsync(form)), form);
        }

        foreach (var group in groups)
        {
            Assert.That(await KeptAsync(together, keyOfTogether, group.Id), Is.EqualTo(await KeptAsync(alone, keyOfAlone, group.Id)));
        }

        foreach (var question in new[] { "/v1/search?q=club", "/v1/coverage", "/v1/groups?limit=200" })
        {
            Assert.That(await TextAsync(together, question), Is.EqualTo(await TextAsync(alone, question)), question);
        }
    }

    private static async Task<string> TextAsync(RegistryServer server, string address) =>
        (await server.TextAsync(address)).Replace(server.Client.BaseAddress!.Authority, "registry", StringComparison.Ordinal);

    private static string RandomRow(Random random)
    {
        string Of(params string[] choice) => choice[random.Next(choice.Length)];
        return string.Join(
            ',',
            $"The {Of("Club", "Union")} {random.Next(2)}",
            Of("KE", "Kenya", "KE", "KEN", "TZ", "Nowhere"),
            Of("", "", "", "Nairobi", "Mombasa"),
            Of("2012", "2012", "2012", "2012", "2012", "05/06/2012"),
            "yes",
            Of("", "A note.", "Another one."),
            Of("", "", "", "", "", "2020"),
            "",
            "africanpud",
            Of("registry-curation", "registry-curation", "registry-curation", "registry-curation", "no-such-source")
        );
    }

    private static byte[] Sheet(IEnumerable<string> rows) => Encoding.UTF8.GetBytes($"{Columns}\n{string.Join('\n', rows)}\n");

    private sealed record MadeGroup(string Id, IReadOnlyList<(string File, Dictionary<string, string> Cells)> Rows);

    private static MadeGroup RandomGroup(Random random, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"clubs-{number:D5}");
        var isPublic = random.Next(3) > 0;
        var rows = new List<(string, Dictionary<string, string>)>
        {
            (
                "groups.csv",
                new(StringComparer.Ordinal)
                {
                    ["id"] = id,
                    ["name"] = $"Club {number}",
                    ["country"] = random.Next(2) == 0 ? "KE" : "TZ",
                    ["led_by_people_who_use_drugs"] = "true",
                    ["visibility"] = isPublic ? "public" : "private",
                    ["period"] = "2012/..",
                    ["source_id"] = "registry-curation",
                }
            ),
        };
        for (var i = random.Next(3); i > 0; i--)
        {
            rows.Add(
                (
                    "group_names.csv",
                    new(StringComparer.Ordinal)
                    {
                        ["group_id"] = id,
                        ["name"] = $"Club {number} alias {i}",
                        ["kind"] = "alias",
                        ["source_id"] = "registry-curation",
                    }
                )
            );
        }

        if (isPublic)
        {
            rows.Add(
                (
                    "consents.csv",
                    new(StringComparer.Ordinal)
                    {
                        ["id"] = $"{id}-consent",
                        ["group_id"] = id,
                        ["scope"] = "public",
                        ["given"] = "2026-01-10",
                    }
                )
            );
        }

        if (random.Next(3) > 0)
        {
            rows.Add(
                (
                    "memberships.csv",
                    new(StringComparer.Ordinal)
                    {
                        ["id"] = $"{id}-member",
                        ["network_id"] = "africanpud",
                        ["group_id"] = id,
                        ["period"] = "2019/..",
                        ["source_id"] = "registry-curation",
                    }
                )
            );
        }

        return new MadeGroup(id, rows);
    }

    private static byte[] With(byte[] bundle, IReadOnlyList<MadeGroup> groups)
    {
        foreach (var file in groups.SelectMany(group => group.Rows).GroupBy(row => row.File, row => row.Cells))
        {
            bundle = EditedBundle.With(
                bundle,
                file.Key,
                text =>
                {
                    var header = EditedBundle.RowsOf(text)[0];
                    return text.TrimEnd('\n')
                        + "\n"
                        + string.Concat(
                            file.Select(cells => string.Join(',', header.Select(name => cells.GetValueOrDefault(name, ""))) + "\n")
                        );
                }
            );
        }

        return bundle;
    }

    private static IEnumerable<string> Changed(JsonElement report) =>
        report
            .GetProperty("rows")
            .EnumerateArray()
            .Where(row => Outcome(row) != "unchanged")
            .Select(row =>
                $"{row.GetProperty("file")} {Outcome(row)} {row.GetProperty("id")} {row.GetProperty("differences")} {Mistakes(row)}"
            );

    private static string Outcome(JsonElement row) => row.GetProperty("outcome").GetString()!;

    private static string Told(JsonElement row) =>
        $"{Outcome(row)} {row.GetProperty("name")} {row.GetProperty("differences")} {Mistakes(row)}";

    private static string Mistakes(JsonElement row) =>
        string.Join(
            "; ",
            row.GetProperty("mistakes").EnumerateArray().Select(mistake => $"{mistake.GetProperty("code")} {mistake.GetProperty("detail")}")
        );

    /// <summary>The record and its history, without the id and the slug, which are made at random, and the texts that say how it came in.</summary>
    private static async Task<string> KeptAsync(RegistryServer server, (string Name, string Value) key, string id)
    {
        using var record = await server.GetAsync($"/v1/groups/{id}/record", key);
        using var history = await server.GetAsync($"/v1/groups/{id}/history", key);
        Assert.That(record.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(history.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var changes = JsonDocument
            .Parse(await history.Content.ReadAsStringAsync())
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .Select(change => $"{change.GetProperty("action")} {Text(change, "before")} {Text(change, "after")}");
        var kept = (await record.Content.ReadAsStringAsync() + "\n" + string.Join('\n', changes)).Replace(
            id,
            "ID",
            StringComparison.Ordinal
        );
        return Slug().Replace(kept, "slug");
    }

    [GeneratedRegex(@"slug\\?"":\\?""[^""\\]*", RegexOptions.None, 1000)]
    private static partial Regex Slug();

    private static string Text(JsonElement change, string field) => change.TryGetProperty(field, out var value) ? value.GetRawText() : "";
}
