using System.Runtime.InteropServices;
using Inpud.Registry.Api.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Makes and opens single files, and asks SQLite about the file of an open connection.</summary>
/// <remarks>
/// On Unix a file that was deleted or replaced stays open under no name: writes to it succeed, and are lost when the program ends. SQLite compares the two files by their inodes, which
/// .NET does not show; so this is a native call, and the only function that the program calls by its name. Windows lets nobody move an open file, and SQLite has no answer there.
/// </remarks>
internal static class SqliteFile
{
    /// <summary>SQLITE_FCNTL_HAS_MOVED, see https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html.</summary>
    private const int HasMovedCode = 20;

    /// <summary>SQLITE_FCNTL_FILE_POINTER, see the same page.</summary>
    private const int PointerCode = 7;

    private static readonly byte[] Main = "main\0"u8.ToArray();

    /// <summary>
    /// How long a read trusts that the file is where it was, in milliseconds: to ask the file system takes as long as a query. Nothing is committed to a file that has gone, so that what is read in
    /// this time is not out of date.
    /// </summary>
    public const int Trusted = 20;

    /// <summary>True where the file was deleted, moved or replaced since the connection opened it.</summary>
    public static bool HasMoved(SqliteConnection connection) =>
        FileControl(connection.Handle!, Main, HasMovedCode, out int moved) == 0 && moved != 0;

    /// <summary>SQLite's own object for the file, which is there for as long as the connection is open; 0 where there is none.</summary>
    public static nint ObjectOf(SqliteConnection connection) =>
        FileControl(connection.Handle!, Main, PointerCode, out nint pointer) == 0 ? pointer : 0;

    /// <summary>Opens a file outside of the pool.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
        };
        var opened = new SqliteConnection(settings.ConnectionString);
        opened.Open();
        return opened;
    }

    /// <summary>Creates the file before SQLite does, whose files every user could read. It ignores a failure, since SQLite reports it better when it opens the file.</summary>
    public static void Create(string file)
    {
        try
        {
            PrivateFile.Create(file).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file exists already, or SQLite will say why it cannot be created.
        }
    }

    /// <summary>Makes the folder that the file goes to.</summary>
    public static void MakeFolderOf(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of the database {file} cannot be made: {e.Message}", e);
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(SafeHandle database, byte[] name, int code, out int value);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(SafeHandle database, byte[] name, int code, out nint pointer);
}
