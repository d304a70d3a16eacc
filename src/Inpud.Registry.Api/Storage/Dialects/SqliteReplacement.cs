using Inpud.Registry.Api.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Exchanges an SQLite database for a prepared one.</summary>
/// <remarks>
/// Where SQLite can open the database, the exchange is one transaction in the file that is there: its write lock is held from the first look to the commit, readers keep their
/// snapshots, and a running service goes on. To rename files instead was rejected: a writer that waits for the lock would write into the file that has gone. Only where SQLite cannot
/// open the file, so that nobody can write to it, another file takes its name.
/// </remarks>
internal sealed class SqliteReplacement : IReplacement
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>What SQLite keeps beside a database. Left there, it would be read as a part of the file that comes next.</summary>
    private static readonly string[] Beside = ["-wal", "-shm", "-journal"];

    private readonly string file;
    private readonly string staged;
    private readonly TimeSpan wait;

    private SqliteConnection? source;
    private SqliteConnection? target;
    private SqliteCopy? copy;

    /// <param name="file">The file of the database. There may be none.</param>
    /// <param name="staged">The prepared database. It may change until it is put in place.</param>
    /// <param name="wait">How long to wait for another writer.</param>
    /// <param name="ct">Ends the wait.</param>
    public SqliteReplacement(string file, string staged, TimeSpan wait, CancellationToken ct)
    {
        (this.file, this.staged, this.wait) = (file, staged, wait);
        IsSomethingThere = File.Exists(file);
        if (!IsSomethingThere)
        {
            SqliteRest.RefuseWhereLeft(file);
            return;
        }

        if (new FileInfo(file).Length == 0)
        {
            // SQLite would make a new database of it, and the next start would fill that with the shipped data. So it is left alone, as a file that cannot be opened.
            return;
        }

        try
        {
            target = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
            // In another mode, the write lock would keep readers out, and this program is one of them.
            SqliteStatements.Execute(target, "pragma journal_mode = wal");
            source = SqliteFile.Open(staged, SqliteOpenMode.ReadWrite);
            copy = new SqliteCopy(source, target, wait);
            copy.Lock(ct);
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            Release();
        }
        catch
        {
            Release();
            throw;
        }
    }

    public bool IsSomethingThere { get; }

    public void Keep(string file, IWork work, CancellationToken ct)
    {
        if (copy is not null)
        {
            try
            {
                SqliteCopy.CopyFile(this.file, file, "Keeping the present database", wait, work, ct);
                return;
            }
            catch (SqliteException e) when (IsDamage(e))
            {
                File.Delete(file);
            }
        }

        work.Begin("Keeping the present database");
        CopyBytes(this.file, file);
        foreach (var part in Beside.Where(part => part != "-shm" && File.Exists(this.file + part)))
        {
            CopyBytes(this.file + part, file + part);
        }
    }

    public bool Put(IWork work, CancellationToken ct)
    {
        const string What = "Putting the copy in its place";
        if (copy is not null)
        {
            copy.Run(What, work, ct);
            return true;
        }

        work.Begin(What);
        ct.ThrowIfCancellationRequested();
        using (var last = SqliteFile.Open(staged, SqliteOpenMode.ReadWrite))
        {
            // Leaving WAL removes the files beside it, so that the one file is the whole database.
            SqliteStatements.Execute(last, "pragma journal_mode = delete");
        }

        // A process that is killed here leaves a file that cannot be opened, as it was before: the next start says so, and makes none in its place.
        foreach (var part in Beside)
        {
            File.Delete(file + part);
        }

        File.Move(staged, file, overwrite: IsSomethingThere);
        return false;
    }

    public void Dispose() => Release();

    private void Release()
    {
        copy?.Dispose();
        source?.Dispose();
        target?.Dispose();
        (copy, source, target) = (null, null, null);
    }

    private static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    private static void CopyBytes(string from, string to)
    {
        using var read = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var write = PrivateFile.Create(to);
        read.CopyTo(write);
        write.Flush(flushToDisk: true);
    }
}
