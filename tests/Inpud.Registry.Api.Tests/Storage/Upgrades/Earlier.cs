using System.IO.Compression;
using System.Text;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>The files that earlier versions of the program wrote. They never change.</summary>
internal static class Earlier
{
    private static readonly string Folder = Repository.PathOf("tests", "Inpud.Registry.Api.Tests", "Storage", "Earlier");

    /// <summary>The versions that have files, such as <c>schema-8</c>.</summary>
    public static IEnumerable<string> Versions() => Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder));

    public static string DatabaseFile(string version) => Path.Combine(Folder, version, "registry.db");

    public static byte[] Database(string version) => File.ReadAllBytes(DatabaseFile(version));

    public static byte[] PublicBundle(string version) => File.ReadAllBytes(Path.Combine(Folder, version, "public.zip"));

    public static byte[] FullBundle(string version) => File.ReadAllBytes(Path.Combine(Folder, version, "full.zip"));

    /// <summary>The text of the bundle's datapackage.json.</summary>
    public static DataPackage DescriptionOf(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry("datapackage.json")!.Open(), Encoding.UTF8);
        return DataPackage.Parse(Encoding.UTF8.GetBytes(reader.ReadToEnd()));
    }

    /// <summary>The tables of a bundle by their files, as CSV.</summary>
    public static IReadOnlyDictionary<string, string> TablesOf(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle), ZipArchiveMode.Read);
        return zip
            .Entries.Where(entry => entry.FullName.EndsWith(".csv", StringComparison.Ordinal))
            .ToDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                    return reader.ReadToEnd();
                }
            );
    }
}
