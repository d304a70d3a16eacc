using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>A data package in a zip file, opened to be read: it is one that this program could have written, or it is refused.</summary>
/// <remarks>Nothing of it is unpacked into files, and no more is read of it than the limits allow, whatever it says of its own size.</remarks>
internal sealed class Bundle : IDisposable
{
    private const string Description = "datapackage.json";
    private const int LongestDescription = 1_000_000;
    private const string Damaged = "The zip file is damaged, or only a part of it. Export it again, or send the whole file.";

    private readonly ZipArchive zip;
    private readonly ImportLimits limits;
    private long bytes;

    private Bundle(ZipArchive zip, DataPackage package, ImportLimits limits)
    {
        (this.zip, this.limits) = (zip, limits);
        Package = package;
        Tables = [.. package.Resources.Where(table => zip.GetEntry(table.Path) is not null)];
        Size = zip.Entries.Sum(entry => entry.Length);
    }

    /// <summary>The tables that a bundle of this program's version has.</summary>
    public DataPackage Package { get; }

    /// <summary>The tables that this one has: a bundle of an older version says nothing of those that came later.</summary>
    public IReadOnlyList<DataTable> Tables { get; }

    /// <summary>How many bytes it holds, by what it says itself.</summary>
    public long Size { get; }

    /// <exception cref="StorageException">It is no bundle of a registry, or one that this program cannot read; it says why.</exception>
    public static Bundle Open(Stream file, ImportLimits limits)
    {
        ZipArchive? opened = null;
        try
        {
            ZipDirectory.Check(file);
            opened = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var said = DescriptionOf(opened);
            var package = said.Private ? RegistryTables.ForImport : RegistryTables.Public;
            CheckEntries(opened, package, said, limits.Bytes);
            return new Bundle(opened, package, limits);
        }
        catch (InvalidDataException e)
        {
            opened?.Dispose();
            throw new StorageException(Damaged, e);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    /// <summary>The content of a table, held against its checksum; it breaks off where the limit is reached.</summary>
    /// <param name="table">The table.</param>
    /// <param name="onRead">Hears how many bytes more were read.</param>
    public Stream OpenTable(DataTable table, Action<long> onRead)
    {
        var entry = zip.GetEntry(table.Path)!;
        try
        {
            return new CheckedStream(
                entry.Open(),
                entry.Crc32,
                read =>
                {
                    Count(read, table.Path);
                    onRead(read);
                }
            );
        }
        catch (InvalidDataException e)
        {
            throw new StorageException($"{table.Path}: {Damaged}", e);
        }
    }

    /// <summary>Reads all tables for their form alone.</summary>
    /// <exception cref="StorageException">A table is none, or they have too many rows; it says which line is wrong.</exception>
    public void CheckTables(CancellationToken ct)
    {
        var rows = 0;
        foreach (var table in Tables)
        {
            using var content = OpenTable(table, onRead: _ => { });
            foreach (var row in new TableReader(table, content).Rows())
            {
                ct.ThrowIfCancellationRequested();
                if (++rows > limits.Rows)
                {
                    throw new StorageException(
                        $"{table.Path}, line {row.Number}: the bundle has more than {limits.Rows} rows, which is the limit (Registry:Limits:ImportRows)."
                    );
                }
            }
        }
    }

    public void Dispose() => zip.Dispose();

    private void Count(int read, string path)
    {
        bytes += read;
        if (bytes > limits.Bytes)
        {
            throw new StorageException(TooLarge(path, limits.Bytes));
        }
    }

    private static string TooLarge(string path, long mostBytes) =>
        $"{path}: the bundle unpacks to more than {mostBytes} bytes, which is the limit (Registry:Limits:ImportBytes).";

    /// <summary>What the bundle says of itself; it is refused where this program cannot read it.</summary>
    private static DataPackage DescriptionOf(ZipArchive zip)
    {
        var entry =
            zip.GetEntry(Description)
            ?? throw new StorageException(
                zip.GetEntry("[Content_Types].xml") is null
                    ? "The zip file has no datapackage.json: it is no bundle of a registry. /v1/export gives one."
                    : "The file is a workbook. Save its sheet as CSV, and send that."
            );
        var said = ReadDescription(entry);
        var known = RegistryTables.Public;
        if (said.Name != known.Name)
        {
            throw new StorageException(
                $"datapackage.json: the package is called '{said.Name}'; a bundle of a registry is called '{known.Name}'."
            );
        }

        if (!int.TryParse(said.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
        {
            throw new StorageException($"datapackage.json: the version is '{said.Version}'; it is a number, such as {known.Version}.");
        }

        return version <= int.Parse(known.Version, CultureInfo.InvariantCulture)
            ? said
            : throw new StorageException(
                $"datapackage.json: the bundle has version {version}, of a newer program; this one reads versions up to {known.Version}. Use the newer program."
            );
    }

    private static DataPackage ReadDescription(ZipArchiveEntry entry)
    {
        using var stream = new CheckedStream(entry.Open(), entry.Crc32, onRead: _ => { });
        var text = new byte[LongestDescription];
        var length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (length == text.Length)
        {
            throw new StorageException($"datapackage.json has more than {LongestDescription} bytes.");
        }

        try
        {
            return DataPackage.Parse(text.AsSpan(0, length));
        }
        catch (JsonException e)
        {
            throw new StorageException(
                e.LineNumber is { } line
                    ? $"datapackage.json is no description of a data package: line {line + 1}."
                    : "datapackage.json is empty.",
                e
            );
        }
    }

    private static void CheckEntries(ZipArchive zip, DataPackage package, DataPackage said, long mostBytes)
    {
        var known = package.Resources.Select(table => table.Path).Concat(package.LeftOut).Append(Description).ToHashSet();
        var seen = new HashSet<string>();
        foreach (var entry in zip.Entries)
        {
            if (!known.Contains(entry.FullName))
            {
                throw new StorageException($"The zip file has '{Printable(entry.FullName)}', which is no part of a bundle. Take it out.");
            }

            if (!seen.Add(entry.FullName))
            {
                throw new StorageException($"The zip file has '{entry.FullName}' twice. Take one of them out.");
            }
        }

        var described = said.Resources?.Select(table => table?.Name).ToHashSet() ?? [];
        if (package.Resources.FirstOrDefault(table => described.Contains(table.Name) && !seen.Contains(table.Path)) is { } missing)
        {
            throw new StorageException(
                $"The bundle lacks {missing.Path}. A bundle has all of the tables that its datapackage.json lists; one without rows has its header alone."
            );
        }

        if (zip.Entries.Sum(entry => (decimal)entry.Length) > mostBytes)
        {
            throw new StorageException(TooLarge(zip.Entries.MaxBy(entry => entry.Length)!.FullName, mostBytes));
        }
    }

    private static string Printable(string name)
    {
        var printable = string.Concat(name.Where(letter => !char.IsControl(letter)));
        return printable.Length <= 100 ? printable : printable[..100] + "…";
    }
}
