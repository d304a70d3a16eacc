using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Readme;

/// <summary>The test runs the commands of the README as they are, and checks that everything it lists exists.</summary>
internal sealed class ReadmeTests
{
    private const string Run = "dotnet run --project src/Inpud.Registry.Api --";

    private readonly string readme = File.ReadAllText(Repository.PathOf("README.md"));
    private RegistryServer server = null!;
    private string folder = "";

    [OneTimeSetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsShippedAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("registry-readme-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task PartnersFetch_WhenPasted_PrintsTheCounts()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "recipe.mjs"), Block("js", "documented.countries"));
        var output = await Tool.RunAsync(folder, "node", "recipe.mjs");

        Assert.That(output, Does.Contain("European Network of People who Use Drugs: 4 countries documented, 12 claimed"));
        Assert.That(output, Does.Contain("Eurasian Network of People who Use Drugs: 0 countries documented, none claimed"));
        Assert.That(output, Does.Contain("Together: 10 countries"));
    }

    [Test]
    public async Task CoverageToCsv_WhenPasted_WritesTheTables()
    {
        var output = await Tool.RunAsync(folder, "bash", "-euc", Block("bash", "coverage.csv\ncurl"));

        Assert.Multiple(() =>
        {
            Assert.That(output, Does.StartWith("network,name,standing,certainty,remit,claimed"));
            Assert.That(File.ReadLines(Path.Combine(folder, "coverage.csv")).Count(), Is.EqualTo(10));
            Assert.That(File.ReadLines(Path.Combine(folder, "countries.csv")).Count(), Is.EqualTo(251));
        });
    }

    [Test]
    public async Task CoverageToCsv_WhenPastedAgain_FetchesOnlyWhatChanged()
    {
        var command = Block("bash", "--etag-save");
        await Tool.RunAsync(folder, "bash", "-euc", command);
        var table = Path.Combine(folder, "coverage.csv");
        var written = File.ReadLines(table).Count();
        File.Delete(table);
        await Tool.RunAsync(folder, "bash", "-euc", command);

        Assert.That(written, Is.EqualTo(8));
        Assert.That(File.Exists(table) ? new FileInfo(table).Length : 0, Is.Zero, "a 304 brings no table");
    }

    [Test]
    public async Task Search_WhenPasted_FindsTheNetworkBehindTheTypos()
    {
        var output = await Tool.RunAsync(folder, "bash", "-euc", Block("bash", "/v1/search"));

        Assert.That(output, Does.StartWith("{\"items\":[{\"type\":\"networks\",\"id\":\"euronpud\""));
    }

    [Test]
    public async Task Export_WhenPasted_WritesTheFiles()
    {
        await Tool.RunAsync(folder, "bash", "-euc", Block("bash", "/v1/export"));

        Assert.That(File.ReadAllBytes(Path.Combine(folder, "inpud-registry.zip"))[..2], Is.EqualTo("PK"u8.ToArray()));
        Assert.That(File.ReadAllBytes(Path.Combine(folder, "inpud-registry.sqlite"))[..6], Is.EqualTo("SQLite"u8.ToArray()));
    }

    [Test]
    [OfTheFile]
    public async Task Copy_WhenTheRecipeRunsAgainAndAgain_StaysEqualToTheRegistry()
    {
        await using var changing = await RegistryServer.StartAsShippedAsync();
        var recipe = Block("js", "copy.json")
            .Replace(
                server.Client.BaseAddress!.ToString().TrimEnd('/'),
                changing.Client.BaseAddress!.ToString().TrimEnd('/'),
                StringComparison.Ordinal
            );
        await File.WriteAllTextAsync(Path.Combine(folder, "copy.mjs"), recipe);
        await Tool.RunAsync(folder, "node", "copy.mjs");
        Assert.That(await CopyAsync(), Is.EqualTo(await ExportedAsync(changing)));
        await changing.WriteAsync(
            ("update groups set place = 'Lyon' where slug = 'asud'", null),
            ("update groups set visibility = 'private' where slug = 'vandu'", null)
        );
        await Tool.RunAsync(folder, "node", "copy.mjs");
        await Tool.RunAsync(folder, "node", "copy.mjs");

        Assert.That(await CopyAsync(), Is.EqualTo(await ExportedAsync(changing)));
        Assert.That(await CopyAsync(), Does.Contain("Lyon").And.Not.Contain($"groups/{Shipped.Vandu}"));

        // As many changes follow the restore as were lost by it: a mirror that went on by number would miss them, and keep the others.
        var backup = Path.Combine(folder, "backup.db");
        changing.Services.GetRequiredService<Backups>().Make(backup, IWork.Silent, CancellationToken.None);
        await changing.WriteAsync(("update groups set place = 'Lost' where slug = 'asud'", null));
        await Tool.RunAsync(folder, "node", "copy.mjs");
        Assert.That(await CopyAsync(), Does.Contain("Lost"));
        await changing
            .Services.GetRequiredService<Restore>()
            .RunAsync(backup, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);
        await changing.WriteAsync(("update networks set focus = 'Found' where id = 'euronpud'", null));
        await Tool.RunAsync(folder, "node", "copy.mjs");

        Assert.That(await CopyAsync(), Is.EqualTo(await ExportedAsync(changing)));
        Assert.That(await CopyAsync(), Does.Contain("Found").And.Not.Contain("Lost"));
    }

    private async Task<string> CopyAsync()
    {
        var copy = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "copy.json"))).RootElement.GetProperty("records");
        var records = copy.EnumerateObject().OrderBy(record => record.Name, StringComparer.Ordinal);
        return string.Join('\n', records.Select(record => $"{record.Name} {JsonSerializer.Serialize(record.Value)}"));
    }

    private static async Task<string> ExportedAsync(RegistryServer from)
    {
        var lines = (await from.TextAsync("/v1/export?format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(
            '\n',
            lines
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Select(line =>
                    (
                        Key: $"{line.GetProperty("resource").GetString()}/{line.GetProperty("id").GetString()}",
                        Record: line.GetProperty("record")
                    )
                )
                .OrderBy(line => line.Key, StringComparer.Ordinal)
                .Select(line => $"{line.Key} {JsonSerializer.Serialize(line.Record)}")
        );
    }

    [Test]
    public async Task StewardsDay_WhenPasted_EndsInTheFeed()
    {
        var key = (await server.KeyAsync(expires: null, "africanpud")).Value["Bearer ".Length..];
        var output = await Tool.RunAsync(folder, "bash", "-euc", $"KEY={key}\n{Block("bash", "steward()")}");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Does.Contain("\"name\":\"Kenyan Network\"").And.Contain("\"visibility\":\"private\""), "the dry run");
            Assert.That(lines[1], Does.Contain("\"givenTo\":\"AfricaNPUD steward\""), "the consent");
            Assert.That(lines[2], Does.Contain("\"visibility\":\"public\""), "the change");
            Assert.That(lines[3], Does.StartWith("network,name,"), "the counts");
            Assert.That(lines[4], Does.Contain("africanpud").And.Contain(",1,"), "it counts");
            Assert.That(lines[5], Does.Contain("\"place\":\"Kisumu\"").And.Contain("../2025-06"), "the move");
            Assert.That(lines[6], Does.Contain("\"place\":\"Nairobi\""), "the time before the move");
            Assert.That(lines[7], Does.Contain("2019/2025-12"), "the end");
            Assert.That(lines[8], Does.Contain("It agreed.").And.Contain("The group wrote to us."), "the history");
            Assert.That(lines[9], Does.Contain("Nairobi").And.Contain("2019/2025-12").And.Not.Contain("It agreed."), "the feed");
            Assert.That(lines, Has.Length.EqualTo(10));
        });
    }

    [Test]
    public async Task CommandLine_WhenPasted_Works()
    {
        // The command runs unchanged except for its folder: a test leaves no files in the repository.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var project = Repository.PathOf("src", "Inpud.Registry.Api");
        var run = $"dotnet run --no-build --configuration {configuration} --project {project} --";
        var program = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll")}";
        // A reader who reaches this command has started the service, which made the database.
        await Tool.RunAsync(folder, "bash", "-euc", $"{program} seed");
        var outputs = new List<string>();
        foreach (var part in new[] { "keys add", "import groups.csv", "backup registry", "-- config" })
        {
            // 'dotnet run' takes a second more than the program, and can start it in another folder: a command that reads a file and one that writes a file run with it.
            var block = Block("bash", part)
                .Replace($"{Run} import groups.csv", $"{run} import groups.csv", StringComparison.Ordinal)
                .Replace($"{Run} export registry.zip", $"{run} export registry.zip", StringComparison.Ordinal)
                .Replace(Run, program, StringComparison.Ordinal);
            outputs.Add(await Tool.RunAsync(folder, "bash", "-euc", block));
        }

        Assert.Multiple(() =>
        {
            Assert.That(outputs[0], Does.Contain("EuroNPUD steward\teuronpud"));
            Assert.That(outputs[1], Does.Contain("row 2\tnew\tUmoja").And.Contain("0 new, 0 changed,").And.Contain("0 refused; written."));
            Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Does.Contain("registry.zip").And.Contain("for-stewards.zip"));
            Assert.That(outputs[3], Does.Contain("The settings are right."));
            Assert.That(outputs[2], Does.Contain("The registry is sound").And.Contain("The registry is restored."));
        });
    }

    [TestCase("inpud-registry exp", "export")]
    [TestCase("inpud-registry keys add --sc", "--scope")]
    public async Task Completion_WhenPasted_CompletesTheWord(string line, string completed)
    {
        var program = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll")}";
        var output = await Tool.RunAsync(
            folder,
            "bash",
            "-euc",
            $$"""
            inpud-registry() { {{program}} "$@"; }
            {{Block("bash", "complete -F")}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _inpud_registry
            echo "${COMPREPLY[@]}"
            """
        );

        Assert.That(output.Trim(), Is.EqualTo(completed));
    }

    [Test]
    public async Task Import_WhenPasted_GivesTheReport()
    {
        var key = (await server.KeyAsync(expires: null, "africanpud")).Value["Bearer ".Length..];
        await File.WriteAllTextAsync(Path.Combine(folder, "groups.csv"), "name,country\nUmoja,KE\n");
        var output = await Tool.RunAsync(folder, "bash", "-euc", $"KEY={key}\n{Block("bash", "--data-binary @groups.csv")}");

        Assert.That(output, Does.Contain("\"written\":false").And.Contain("\"name\":\"Umoja\""));
    }

    [Test]
    public void Settings_WhenListed_AreThoseThatThereAre()
    {
        var listed = Regex
            .Matches(readme, @"^\| `(Registry:[A-Za-z:]+)` \|", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);

        Assert.That(listed, Is.EquivalentTo(SettingNames.OfTheRegistry));
    }

    [Test]
    public void Links_WhenTheyNameAFile_LeadToIt()
    {
        var targets = Regex.Matches(readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value);

        Assert.That(
            targets.Select(target => Repository.PathOf(target)),
            Has.All.Matches<string>(path => File.Exists(path) || Directory.Exists(path))
        );
    }

    /// <summary>The lines are those of the page that makes them, and each address in them answers.</summary>
    [Test]
    public async Task Snippet_WhenPasted_IsThatOfThePageThatMakesIt()
    {
        var snippet = Block("html", "<iframe");
        var page = await server.TextAsync("/embed?network=lanpud&lang=en");
        var made = System.Net.WebUtility.HtmlDecode(Regex.Match(page, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value);

        Assert.That(snippet.TrimEnd('\n'), Is.EqualTo(made));
        Assert.That(snippet.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(2));
        foreach (Match address in Regex.Matches(snippet, "(?:src|href)=\"([^\"]+)\""))
        {
            using var answer = await server.GetAsync(System.Net.WebUtility.HtmlDecode(address.Groups[1].Value), ("Accept", "text/html"));
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), address.Value);
        }
    }

    [Test]
    public async Task Addresses_WhenTheyAreOurs_Answer()
    {
        var addresses = Regex
            .Matches(readme, @"<http://localhost:5080(/[^>]*)?>")
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.That(addresses, Has.Count.GreaterThan(2));
        foreach (var address in addresses)
        {
            using var response = await server.GetAsync(address.Length == 0 ? "/" : address);
            Assert.That((int)response.StatusCode, Is.AnyOf(200, 301, 302), address);
        }
    }

    private string Block(string language, string part) => server.Block(language, part);
}
