using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Copies one SQLite database over another, some pages at a time, so that it can report its progress and stop. A copy that stops early leaves the target unchanged.</summary>
internal sealed class SqliteCopy : IDisposable
{
    private const int PagesAtOnce = 100;
    private const int Ok = 0;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Done = 101;

    /// <summary>A service under load leaves the lock free for moments only, so the copy asks often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SqliteConnection source;
    private readonly sqlite3_backup backup;
    private readonly TimeSpan wait;

    /// <param name="source">The database to copy.</param>
    /// <param name="target">The database that becomes the copy. Others see the whole copy at the end, or nothing of it.</param>
    /// <param name="wait">How long to wait for another writer of the target.</param>
    public SqliteCopy(SqliteConnection source, SqliteConnection target, TimeSpan wait)
    {
        (this.source, this.wait) = (source, wait);
        backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
        {
            throw Error(raw.sqlite3_errcode(target.Handle));
        }
    }

    /// <summary>Copies a database page by page into a new file that stands alone.</summary>
    public static void CopyFile(string from, string to, string what, TimeSpan wait, IWork work, CancellationToken ct)
    {
        SqliteFile.Create(to);
        using var original = SqliteFile.Open(from, SqliteOpenMode.ReadWrite);
        using var written = SqliteFile.Open(to, SqliteOpenMode.ReadWriteCreate);
        using (var copy = new SqliteCopy(original, written, wait))
        {
            copy.Run(what, work, ct);
        }

        // Leaving WAL removes the files beside the copy, so that the copy is a single file that can be moved.
        SqliteStatements.Execute(written, "pragma journal_mode = delete");
    }

    /// <summary>Takes the write lock of the target, and copies nothing yet. Disposing releases it.</summary>
    /// <remarks>SQLite refuses a copy into a connection that has a transaction. A step of no pages takes the lock by itself.</remarks>
    public void Lock(CancellationToken ct) => Step(pages: 0, ct);

    /// <summary>Copies the source as it is at one moment. Others may write to it meanwhile.</summary>
    /// <param name="what">The name of the work, for the progress report.</param>
    /// <param name="work">Receives the progress.</param>
    /// <param name="ct">Stops it.</param>
    public void Run(string what, IWork work, CancellationToken ct)
    {
        using var moment = source.BeginTransaction(deferred: true);
        using (var look = source.CreateCommand())
        {
            // The first read fixes the snapshot of the transaction.
            look.Transaction = moment;
            look.CommandText = "select count(*) from sqlite_master";
            look.ExecuteScalar();
        }

        var copied = -1;
        int result;
        do
        {
            result = Step(PagesAtOnce, ct);
            if (copied < 0)
            {
                work.Begin(what, raw.sqlite3_backup_pagecount(backup));
                copied = 0;
            }

            var now = raw.sqlite3_backup_pagecount(backup) - raw.sqlite3_backup_remaining(backup);
            work.Advance(now - copied);
            copied = now;
        } while (result != Done);
    }

    public void Dispose() => backup.Dispose();

    private int Step(int pages, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var result = raw.sqlite3_backup_step(backup, pages);
            if (result is Ok or Done)
            {
                return result;
            }

            if (result is not (Busy or Locked) || TimeProvider.System.GetElapsedTime(began) > wait)
            {
                throw Error(result);
            }

            ct.WaitHandle.WaitOne(Pause);
        }
    }

    private static SqliteException Error(int code) => new(raw.sqlite3_errstr(code).utf8_to_string(), code);
}
