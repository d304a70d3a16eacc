using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>
/// The head of the index of the write-ahead log, in the memory that all connections of all processes share (https://www.sqlite.org/walformat.html). Each commit changes it, before the commit returns. To
/// compare it takes nanoseconds, where the pragma takes two locks of the file.
/// </summary>
/// <remarks>
/// SQLite hands out the memory that it has mapped for the connection (<c>xShmMap</c> of https://www.sqlite.org/c3ref/io_methods.html). To map the file once more was rejected: whoever closes a
/// file loses all locks of the process on it, those of SQLite included.
/// </remarks>
internal sealed class SqliteLogIndex
{
    /// <summary>The version of the index's form that this class knows.</summary>
    private const int KnownForm = 3007000;

    private const int RegionBytes = 32 * 1024;

    /// <summary><c>xShmMap</c> is the thirteenth function, behind a number that takes as much room as a pointer.</summary>
    private static readonly int OffsetOfShmMap = 13 * IntPtr.Size;

    private readonly nint address;

    private SqliteLogIndex(nint address) => this.address = address;

    /// <summary>The 48 bytes of the head.</summary>
    public readonly record struct Head(long First, long Second, long Third, long Fourth, long Fifth, long Sixth);

    public Head Read() =>
        new(
            Marshal.ReadInt64(address, 0),
            Marshal.ReadInt64(address, 8),
            Marshal.ReadInt64(address, 16),
            Marshal.ReadInt64(address, 24),
            Marshal.ReadInt64(address, 32),
            Marshal.ReadInt64(address, 40)
        );

    /// <summary>The index of an open connection that has read its database, for as long as it is open. Null where the database has none, or one of another form.</summary>
    public static SqliteLogIndex? OfOrNull(SqliteConnection connection)
    {
        using var mode = connection.CreateCommand();
        mode.CommandText = "pragma journal_mode";
        if (mode.ExecuteScalar() as string is not "wal" || SqliteFile.PointerOrZero(connection) is not (not 0 and var file))
        {
            return null;
        }

        var functions = Marshal.ReadIntPtr(file);
        if (Marshal.ReadInt32(functions) < 2)
        {
            return null;
        }

        var map = Marshal.GetDelegateForFunctionPointer<ShmMap>(Marshal.ReadIntPtr(functions, OffsetOfShmMap));
        return map(file, 0, RegionBytes, 0, out var address) == 0 && address != 0 && Marshal.ReadInt32(address) == KnownForm
            ? new SqliteLogIndex(address)
            : null;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ShmMap(nint file, int region, int size, int extends, out nint address);
}
