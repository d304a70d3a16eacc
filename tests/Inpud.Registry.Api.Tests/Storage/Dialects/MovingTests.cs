using System.IO.Compression;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Readme;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>A registry moves from one database to the other by a full export and an import, in either direction.</summary>
[OnBoth]
internal sealed class MovingTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-moving-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Registry_WhenMovedAsTheReadmeSays_ComesOutAsTheSameBytes(bool toServer)
    {
        await using var from = await RegistryServer.StartOnAsync(onServer: !toServer);
        var key = await from.KeyAsync(expires: null, "registry");
        foreach (var write in WriteOperation.All.Where(write => write.Creates))
        {
            using var made = await from.SendJsonAsync(new HttpMethod(write.Method), write.Address, write.Example.ToJsonString(), key);
        }

        await using var to = new TestDatabase(toServer);
        var lines = from.Block("bash", "moved.zip").Split('\n');

        await RunAsync(lines[0], from.Database);
        await RunAsync(lines[1], to);
        await RunAsync(lines[2], to);
        await RunAsync(" -- export before.zip", from.Database);
        await RunAsync(" -- export full.zip --full", to);

        Assert.That(await File.ReadAllBytesAsync(Of("moved.zip")), Is.EqualTo(await File.ReadAllBytesAsync(Of("before.zip"))));
        var (tables, expected) = (await TablesAsync("full.zip"), await TablesAsync("moving.zip"));
        Assert.That(expected, Has.Count.GreaterThan(38));
        Assert.Multiple(() =>
        {
            foreach (var (name, rows) in expected)
            {
                Assert.That(tables[name], Is.EqualTo(rows), name);
            }
        });
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }
    }

    /// <summary>The tables of a full export, without the history, which begins anew with the import, and without what waits for an answer.</summary>
    private async Task<IReadOnlyDictionary<string, string>> TablesAsync(string file)
    {
        await using var archive = await ZipFile.OpenReadAsync(Of(file));
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var entry in archive.Entries.Where(entry =>
                entry.Name is not ("changes.csv" or "applications.csv" or "proposals.csv" or "offers.csv" or "datapackage.json")
            )
        )
        {
            using var text = new StreamReader(await entry.OpenAsync());
            tables[entry.Name] = await text.ReadToEndAsync();
        }

        return tables;
    }

    private string Of(string file) => Path.Combine(folder, $"{TestContext.CurrentContext.Test.ID}-{file}");

    /// <summary>Runs a line of the README in the folder of the test, on a database of the test.</summary>
    private async Task RunAsync(string line, TestDatabase database)
    {
        var words = line.Split(" -- ")[1].Split(' ').Where(word => !word.StartsWith("--Registry", StringComparison.Ordinal));
        var arguments = words.Select(word => word.EndsWith(".zip", StringComparison.Ordinal) ? Of(word) : word).Append(database.Argument);
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. arguments]);
        Assert.That(exitCode, Is.Zero, output + error);
    }
}
