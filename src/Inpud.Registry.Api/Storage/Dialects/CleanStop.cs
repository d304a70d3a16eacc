using System.Globalization;
using System.Security.Cryptography;
using Inpud.Registry.Api.Storage.Files;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>
/// A mark beside the database (<c>-stopped</c>) that says in which state the last process left it. A start that finds the file in this state need not check the whole of it, which takes longer
/// the larger the file is.
/// </summary>
/// <remarks>
/// See ADR 41. The mark is spent by the start that reads it, before anything is written. So no process that was killed leaves one, and everything that is in doubt is checked: no mark, one of another
/// state, a log beside the file. A value in the database was rejected: it would say of itself that it is sound.
/// </remarks>
/// <param name="file">The file of the database.</param>
internal sealed class CleanStop(string file)
{
    /// <summary>Up to this size, the check takes some hundredths of a second. It is made at every start, and such a database stays one file.</summary>
    public const long SmallestFile = 4 * 1024 * 1024;

    private const int HeaderBytes = 100;

    /// <summary>What SQLite keeps beside a database that was not closed: changes that are not in the file yet. An empty one has none; a look from outside leaves it.</summary>
    private static readonly string[] Open = ["-wal", "-journal"];

    private readonly string mark = file + "-stopped";

    private volatile bool isSound;
    private volatile bool isDamaged;

    /// <summary>True where the file need not be checked: its last process left it sound, or this one has found it so. The mark is spent.</summary>
    public bool IsSound() => isSound || Spend();

    /// <summary>Notes that the file was found sound. Without that, <see cref="Leave"/> leaves no mark.</summary>
    public void NoteSound() => isSound = true;

    /// <summary>Notes that the file is damaged, after all: the next start may not skip the check.</summary>
    public void NoteDamage() => isDamaged = true;

    /// <summary>True where the file is as its last process left it.</summary>
    public bool Spend()
    {
        try
        {
            if (!File.Exists(mark))
            {
                return false;
            }

            var left = File.ReadAllText(mark);
            // A power cut can bring back the name of a file that was deleted. The mark is emptied on the disk first.
            using (var emptied = new FileStream(mark, FileMode.Truncate, FileAccess.Write, FileShare.None))
            {
                emptied.Flush(flushToDisk: true);
            }

            File.Delete(mark);
            return StateOrNull() is { } state && state == left;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A mark that cannot be read or spent counts for nothing.
            return false;
        }
    }

    /// <summary>Leaves a mark. It runs after the last connection of this process is closed, and does nothing where another process still has the file open.</summary>
    public void Leave()
    {
        try
        {
            if (isDamaged)
            {
                // Another process, which did not meet the damage, can have left one.
                File.Delete(mark);
            }
            else if (isSound && StateOrNull() is { } state)
            {
                File.Delete(mark);
                using var written = new StreamWriter(PrivateFile.Create(mark));
                written.Write(state);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start checks the file.
        }
    }

    /// <summary>The file's size, its time and its header, in which SQLite counts the changes; null where the file is small, or not closed.</summary>
    private string? StateOrNull()
    {
        var found = new FileInfo(file);
        if (
            !found.Exists
            || found.Length < SmallestFile
            || Array.Exists(Open, part => new FileInfo(file + part) is { Exists: true, Length: > 0 })
        )
        {
            return null;
        }

        using var read = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderBytes];
        read.ReadExactly(header);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Length} {found.LastWriteTimeUtc.Ticks} {Convert.ToHexStringLower(SHA256.HashData(header))}\n"
        );
    }
}
