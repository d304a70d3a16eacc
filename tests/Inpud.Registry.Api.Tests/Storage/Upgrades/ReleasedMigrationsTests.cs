using System.Security.Cryptography;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>A released migration never changes: others have run it on their databases, and a changed one would give one version two schemas.</summary>
internal sealed class ReleasedMigrationsTests
{
    [TestCaseSource(nameof(Dialects))]
    public void Migrations_WhenOneWasReleased_StaysAsItIsToTheByte(string folder)
    {
        var released = Released(folder);
        var changed = released
            .Where(file => File.Exists(Path.Combine(folder, file.Key)) && Checksum(Path.Combine(folder, file.Key)) != file.Value)
            .Select(file => file.Key);

        Assert.That(changed, Is.Empty, "A released migration never changes. Take the change back, and add a new migration.");
    }

    [TestCaseSource(nameof(Dialects))]
    public void Migrations_WhenOneWasReleased_AreAllThere(string folder)
    {
        var missing = Released(folder).Keys.Where(file => !File.Exists(Path.Combine(folder, file)));

        Assert.That(missing, Is.Empty, "A released migration is never taken out or renamed: databases of all versions come by it.");
    }

    [TestCaseSource(nameof(Dialects))]
    public void Migrations_WhenOneIsNew_HasALineOfItsOwn(string folder)
    {
        var released = Released(folder);
        var unlisted = Directory
            .GetFiles(folder, "*.sql")
            .Select(file => Path.GetFileName(file))
            .Where(file => !released.ContainsKey(file));

        Assert.That(
            unlisted,
            Is.Empty,
            $"Once a new migration is done, add its line to {folder}/checksums.txt: 'sha256sum NNNN__name.sql >> checksums.txt'."
        );
    }

    private static IEnumerable<string> Dialects() =>
        Directory.GetDirectories(Repository.PathOf("src", "Inpud.Registry.Api", "Storage", "Migrations"));

    /// <summary>The lines that <c>sha256sum</c> wrote, by their files.</summary>
    private static Dictionary<string, string> Released(string folder) =>
        File.ReadAllLines(Path.Combine(folder, "checksums.txt"))
            .Select(line => line.Split("  ", 2))
            .ToDictionary(line => line[1], line => line[0]);

    private static string Checksum(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
