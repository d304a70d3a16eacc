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
    public void Ci_WhenItRuns_RunsTheSameAsADeveloper()
    {
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Repository.PathOf(".ci", "run")), Does.Contain("./test.sh"));
            Assert.That(File.ReadAllText(Repository.PathOf(".github", "workflows", "test.yml")), Does.Contain("./test.sh"));
        });
    }
}
