using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>Checks the conventions of the code base.</summary>
internal sealed class HouseTests
{
    [Test]
    public async Task Code_WhenLookedAt_IsFormatted() => await Tool.RunAsync(Repository.Root, "dotnet", "csharpier", "check", ".");

    [Test]
    public async Task ReferenceData_WhenMadeAnew_HasTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory("registry-reference-").FullName;
        var lookups = Directory.CreateTempSubdirectory("registry-reference-").FullName;
        await Tool.RunAsync(Repository.PathOf("eng", "reference-data"), "node", "build.mjs", folder, lookups);
        var made = Directory.GetFiles(folder);

        Assert.That(
            made.Select(Path.GetFileName),
            Is.EquivalentTo(["regions.csv", "region_names.csv", "countries.csv", "country_names.csv"])
        );
        foreach (var file in made)
        {
            var committed = Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped", Path.GetFileName(file));
            Assert.That(await File.ReadAllBytesAsync(file), Is.EqualTo(await File.ReadAllBytesAsync(committed)), file);
        }

        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(lookups, "other-names.csv")),
            Is.EqualTo(
                await File.ReadAllBytesAsync(Repository.PathOf("src", "Inpud.Registry.Api", "Storage", "Lookups", "other-names.csv"))
            )
        );
    }

    [Test]
    public async Task Outlines_WhenMadeAnew_HaveTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory("registry-outlines-").FullName;
        await Tool.RunAsync(Repository.PathOf("eng", "outlines"), "node", "build.mjs", folder);
        var committed = Repository.PathOf("src", "Inpud.Registry.Api", "Site", "Map", "outlines.json");

        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(folder, "outlines.json")),
            Is.EqualTo(await File.ReadAllBytesAsync(committed))
        );
    }

    [Test]
    public void Description_WhenRead_HasATableForEveryFileThatShips()
    {
        var shipped = Directory.GetFiles(Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped"), "*.csv");

        Assert.That(shipped, Has.Length.GreaterThan(20));
        Assert.That(shipped.Select(Path.GetFileName), Is.SubsetOf(RegistryTables.Public.Resources.Select(table => table.Path)));
    }

    [Test]
    public void Facts_WhenLoaded_EachNameTheirSource()
    {
        var folder = Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped");
        // These parts have no source of their own: a place has its milestone's, a name its country's, and a country of a remit has the remit's.
        string[] parts = ["sources.csv", "milestone_places.csv", "remit_countries.csv", "country_names.csv", "region_names.csv"];
        var sources = File.ReadLines(Path.Combine(folder, "sources.csv")).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        foreach (var file in Directory.GetFiles(folder, "*.csv").Where(file => !parts.Contains(Path.GetFileName(file))))
        {
            using var csv = CsvHelper.CsvReader.FromText(File.ReadAllText(file), new CsvHelper.CsvReaderOptions { Separator = ',' });
            while (csv.Read())
            {
                Assert.That(sources, Does.Contain(csv.GetString("source_id")), $"{file}, row {csv.RowNumber}");
            }
        }
    }

    [Test]
    public void Changes_WhenRead_BeginWithTheVersionOfTheProgram()
    {
        var latest = File.ReadLines(Repository.PathOf("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal));

        Assert.That(latest.Split(' ')[1], Is.EqualTo(ProgramVersion.Text));
    }

    [Test]
    public void Projects_WhenRestored_HaveALockFileEach()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);

        Assert.That(projects, Has.Length.GreaterThan(4));
        Assert.That(projects.Select(project => Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), Has.All.Exist);
    }

    [Test]
    public void Dependabot_WhenItLooks_SeesEveryFolderWithPackages()
    {
        var config = File.ReadAllText(Repository.PathOf(".github", "dependabot.yml"));
        var folders = Directory.GetDirectories(Repository.PathOf("eng")).Where(folder => File.Exists(Path.Combine(folder, "package.json")));

        foreach (var folder in folders.Select(Path.GetFileName))
        {
            Assert.That(config, Does.Contain($"directory: /eng/{folder}"));
        }

        Assert.That(config, Does.Contain("nuget").And.Contain("github-actions"));
    }

    /// <summary>The forms in which the program is given are settings of the project; to make each of them takes minutes.</summary>
    [TestCase("PackAsTool", "true")]
    [TestCase("ToolCommandName", "inpud-registry")]
    [TestCase("IncludeNativeLibrariesForSelfExtract", "true")]
    [TestCase("ContainerRepository", "inpud-registry")]
    [TestCase("PublishReadyToRun", "true")]
    public void Project_WhenPackaged_HasTheSetting(string name, string value)
    {
        var project = System.Xml.Linq.XDocument.Load(Repository.PathOf("src", "Inpud.Registry.Api", "Inpud.Registry.Api.csproj"));

        Assert.That(project.Descendants(name).Single().Value, Is.EqualTo(value));
    }

    [Test]
    public void Ci_WhenItRuns_RunsTheSameAsADeveloper()
    {
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Repository.PathOf(".ci", "run")), Does.Contain("./test.sh"));
            Assert.That(File.ReadAllText(Repository.PathOf(".github", "workflows", "test.yml")), Does.Contain("./test.sh"));
        });
    }
}
