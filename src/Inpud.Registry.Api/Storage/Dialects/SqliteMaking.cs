using Inpud.Registry.Api.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>
/// A new database. It has another name until its first state is whole, so that whoever stops the start, kills it or fills its disk leaves no file that a later start would have to refuse: an empty
/// file under the name of the database is a lost registry.
/// </summary>
internal sealed class SqliteMaking : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    private readonly string file;
    private readonly Unfinished unfinished;

    private SqliteMaking(string file, Unfinished unfinished) => (this.file, this.unfinished) = (file, unfinished);

    /// <summary>Where the database is until it is whole.</summary>
    public string Path => unfinished.Path;

    /// <summary>Begins a database; null where there is one.</summary>
    public static SqliteMaking? BeginOrNull(string file)
    {
        if (File.Exists(file))
        {
            return null;
        }

        SqliteRest.RefuseWhereLeft(file);
        SqliteFile.MakeFolderOf(file);
        try
        {
            var making = new SqliteMaking(file, Unfinished.Making(file));
            SqliteFile.Create(making.Path);
            return making;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The database {file} cannot be made: {e.Message} Check that this user may write to the folder, and that the disk has space.",
                e
            );
        }
    }

    /// <summary>Gives the database its name; false where another process has made one meanwhile. No connection to it may be open.</summary>
    public bool TakeName()
    {
        using (var last = SqliteFile.Open(Path, SqliteOpenMode.ReadWrite))
        {
            // Leaving WAL removes the files beside it, so that the one file is the whole database.
            SqliteStatements.Execute(last, "pragma journal_mode = delete");
        }

        // A move looks whether the name is free, and renames afterwards: two at once would both find it free, and the second would replace the database of the first.
        using var turn = WaitForTurn();
        if (File.Exists(file))
        {
            return false;
        }

        File.Move(Path, file);
        return true;
    }

    private FileStream WaitForTurn()
    {
        var (began, look) = (Environment.TickCount64, new SpinWait());
        while (true)
        {
            try
            {
                return PrivateFile.OpenLocked(file + "-naming");
            }
            catch (IOException) when (Environment.TickCount64 - began < LongestTurn.TotalMilliseconds)
            {
                look.SpinOnce();
            }
        }
    }

    public void Dispose() => unfinished.Dispose();
}
