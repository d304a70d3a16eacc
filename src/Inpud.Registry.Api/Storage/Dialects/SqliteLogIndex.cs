using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>
/// Looks at the head of the index of the write-ahead log. SQLite keeps the index in memory that all connections of all processes share, and changes its head with each commit: its own readers
/// look there, too. See https://www.sqlite.org/walformat.html.
/// </summary>
/// <remarks>
/// To ask by <c>pragma data_version</c> locks the file and unlocks it, which is half of what a kept answer costs. The memory stays where it is for as long as the connection is open. It is asked
/// for by the interface through which SQLite itself asks for it: to open the file here would be wrong, since to close it again would take away SQLite's locks.
/// </remarks>
internal sealed class SqliteLogIndex
{
    private const int SizeOfRegion = 32 * 1024;

    /// <summary>Of a file's methods, which follow a number in the order of https://www.sqlite.org/c3ref/io_methods.html.</summary>
    private const int ShmMap = 13;
    private const int VersionWithShmMap = 2;

    /// <summary>The version of the index that this class can read. It has been the same since there is a write-ahead log.</summary>
    private const int VersionOfIndex = 3007000;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MapRegion(nint file, int region, int size, int extend, out nint memory);

    private readonly nint memory;

    private SqliteLogIndex(nint memory) => this.memory = memory;

    /// <summary>What was in the head. Two heads are equal only where nothing was committed in between.</summary>
    public readonly record struct Head(long Change, long Frames, long Checksum, long Salt, long OfAll);

    /// <summary>The index of the log of a connection that has read something; null where the file has none, or where it has another form.</summary>
    public static SqliteLogIndex? OfOrNull(SqliteConnection connection)
    {
        if (
            SqliteFile.ObjectOf(connection) is not (not 0 and var file)
            || Marshal.ReadIntPtr(file) is not (not 0 and var methods)
            || Marshal.ReadInt32(methods) < VersionWithShmMap
            || Marshal.ReadIntPtr(methods, ShmMap * nint.Size) is not (not 0 and var mapRegion)
        )
        {
            return null;
        }

        var map = Marshal.GetDelegateForFunctionPointer<MapRegion>(mapRegion);
        return map(file, 0, SizeOfRegion, 0, out var memory) == 0 && memory != 0 && Marshal.ReadInt32(memory) == VersionOfIndex
            ? new SqliteLogIndex(memory)
            : null;
    }

    /// <summary>Reads the head. A head that is read while it is written differs from the one before, or is that one still.</summary>
    public Head Read()
    {
        Interlocked.MemoryBarrier();
        return new(
            Marshal.ReadInt64(memory, 8),
            Marshal.ReadInt64(memory, 16),
            Marshal.ReadInt64(memory, 24),
            Marshal.ReadInt64(memory, 32),
            Marshal.ReadInt64(memory, 40)
        );
    }
}
