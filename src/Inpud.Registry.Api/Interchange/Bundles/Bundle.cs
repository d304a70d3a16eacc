using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Inpud.Registry.Api.Interchange.Archives;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>Reads a data package in a zip file. It refuses a package that this program could not have written.</summary>
/// <remarks>It unpacks nothing into files, and reads no more than the limits allow, whatever size the zip file states.</remarks>
internal sealed class Bundle : IDisposable
{
    private const string Description = "datapackage.json";
    private const int LongestDescription = 1_000_000;
    private const string Damaged = "The zip file is damaged, or only a part of it. Export it again, or send the whole file.";

    private readonly ZipArchive zip;
    private readonly ImportLimits limits;
    private long bytes;

    private Bundle(ZipArchive zip, DataPackage package, int version, ImportLimits limits)
    {
        (this.zip, this.limits, Version) = (zip, limits, version);
        Package = package;
        Tables = [.. package.Resources.Where(table => zip.GetEntry(table.Path) is not null)];
        Size = zip.Entries.Sum(entry => entry.Length);
    }

    /// <summary>The version of the format that the bundle states.</summary>
    public int Version { get; }

    /// <summary>The tables that a bundle of this program's version has.</summary>
    public DataPackage Package { get; }

    /// <summary>The tables that this bundle has. A bundle of an older version lacks the tables that came later.</summary>
    public IReadOnlyList<DataTable> Tables { get; }

    /// <summary>The unpacked size in bytes that the zip file states.</summary>
    public long Size { get; }

    /// <exception cref="StorageException">The file is no bundle of a registry, or this program cannot read it; the message says why.</exception>
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
            return new Bundle(opened, package, int.Parse(said.Version, CultureInfo.InvariantCulture), limits);
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

    /// <summary>The content of a table. Reading it fails where the checksum does not match or the limit is reached.</summary>
    /// <param name="table">The table.</param>
    /// <param name="onRead">Receives the number of bytes after each read.</param>
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

    /// <summary>Reads all tables and checks only their form.</summary>
    /// <exception cref="StorageException">A table is malformed, or the tables have too many rows; the message names the line.</exception>
    public void CheckTables(CancellationToken ct)
    {
        var rows = 0;
        foreach (var table in Tables)
        {
            using var content = OpenTable(table, onRead: _ => { });
            foreach (var row in new TableReader(table, content, Version).Rows())
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

    /// <summary>Reads the description of the bundle, and refuses a version that this program cannot read.</summary>
    private static DataPackage DescriptionOf(ZipArchive zip)
    {
        var entry =
            zip.GetEntry(Description)
            ?? throw new StorageException(
                "The zip file has no datapackage.json: it is no bundle of a registry, which /v1/export gives. If it holds a spreadsheet, unpack it, and send the spreadsheet."
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
                $"The bundle lacks {missing.Path}. A bundle has all of the tables that its datapackage.json lists; a table without rows has only its header."
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
