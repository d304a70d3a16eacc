using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Storage.Files;

/// <summary>
/// The name of a file or folder that is not whole yet. A lock beside it says that its process lives. Disposing removes whatever still has the name; where the process was killed, the
/// next start does.
/// </summary>
/// <remarks>The operating system frees the lock of a dead process. A process id in the name was rejected: programs in containers that share a folder have the same one.</remarks>
internal sealed partial class Unfinished : IDisposable
{
    private const string LockSuffix = ".lock";

    /// <summary>The files that a database keeps beside itself while it is open.</summary>
    private static readonly string[] Parts = ["", "-wal", "-shm", "-journal"];

    private readonly FileStream locked;

    private Unfinished(string path)
    {
        Path = path;
        locked = PrivateFile.Create(path + LockSuffix, FileShare.None);
    }

    public string Path { get; }

    /// <summary>A copy or an export, until it is whole.</summary>
    public static Unfinished Partial(string whole) => new(NameBeside(whole, "partial"));

    /// <summary>A new database, until its first state is whole.</summary>
    public static Unfinished Making(string database) => new(NameBeside(database, "making"));

    /// <summary>A database that is being made ready to take the place of another.</summary>
    public static Unfinished Restoring(string database) => new(NameBeside(database, "restoring"));

    /// <summary>A folder for files that the service sends, as long as it runs.</summary>
    public static Unfinished ExportFolder()
    {
        var folder = new Unfinished(NameBeside(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "inpud-registry"), "export"));
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder.Path);
            }
            else
            {
                Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Removes what dead processes left in the folder. It leaves alone what a live process is making, and every file of another kind.</summary>
    public static void RemoveDead(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var all = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (
            var name in Directory
                .EnumerateFiles(folder, "*" + LockSuffix, all)
                .Where(name => Ours().IsMatch(System.IO.Path.GetFileName(name)))
                .ToList()
        )
        {
            try
            {
                // This fails where a live process holds the lock.
                using var dead = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                Remove(name[..^LockSuffix.Length]);
                File.Delete(name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It lives, or belongs to another user, or is being removed by another start.
            }
        }
    }

    /// <summary>Removes a file with what a database keeps beside it, or a folder. It does nothing where there is none.</summary>
    public static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        foreach (var part in Parts)
        {
            File.Delete(path + part);
        }
    }

    public void Dispose()
    {
        Remove(Path);
        // The lock goes last: as long as there is something to remove, it has its lock.
        File.Delete(Path + LockSuffix);
        locked.Dispose();
    }

    private static string NameBeside(string path, string what) => $"{path}.{what}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <remarks>It has a bound in time, since the kind without backtracking is made at each start, in thirty milliseconds.</remarks>
    [GeneratedRegex(
        @"(\.(partial|restoring|making)|^inpud-registry\.export)-[0-9a-f]{8}\.lock$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Ours();
}
