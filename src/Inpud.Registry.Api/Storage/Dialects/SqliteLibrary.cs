using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The settings of SQLite itself, which all connections of the process share.</summary>
internal static class SqliteLibrary
{
    /// <summary>SQLITE_CONFIG_MEMSTATUS, see https://www.sqlite.org/c3ref/c_config_covering_index_scan.html.</summary>
    private const int CountsMemory = 9;

    /// <summary>
    /// Lets SQLite count no memory. It counts under one lock of the whole process, twice for each value that it makes, and nobody asks for the number.
    /// </summary>
    /// <remarks>SQLite takes settings before its first use alone. Afterwards this call changes nothing.</remarks>
    public static void SetUp()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(CountsMemory, 0);
    }
}
