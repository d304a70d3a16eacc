using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Copies one SQLite database over another, some pages at a time, so that it can report its progress and stop. A copy that stops early leaves the target unchanged.</summary>
internal static class SqliteCopy
{
    private const int PagesAtOnce = 100;
    private const int Ok = 0;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Done = 101;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="source">The database to copy. Others may write to it meanwhile: the copy shows the moment at which it began.</param>
    /// <param name="target">The database that becomes the copy. Others see the whole copy at the end, or nothing of it.</param>
    /// <param name="what">The name of the work, for the progress report.</param>
    /// <param name="work">Receives the progress.</param>
    /// <param name="wait">How long to wait for another writer of the target.</param>
    /// <param name="ct">Stops it.</param>
    public static void Run(SqliteConnection source, SqliteConnection target, string what, IWork work, TimeSpan wait, CancellationToken ct)
    {
        using var moment = source.BeginTransaction(deferred: true);
        using (var look = source.CreateCommand())
        {
            // The first read fixes the snapshot of the transaction.
            look.Transaction = moment;
            look.CommandText = "select count(*) from sqlite_master";
            look.ExecuteScalar();
        }

        var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
        {
            throw Error(raw.sqlite3_errcode(target.Handle));
        }

        using (backup)
        {
            Step(backup, what, work, wait, ct);
        }
    }

    private static void Step(sqlite3_backup backup, string what, IWork work, TimeSpan wait, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var copied = -1;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var result = raw.sqlite3_backup_step(backup, PagesAtOnce);
            if (result is not (Ok or Busy or Locked or Done))
            {
                throw Error(result);
            }

            if (result is Busy or Locked)
            {
                if (TimeProvider.System.GetElapsedTime(began) > wait)
                {
                    throw Error(result);
                }

                ct.WaitHandle.WaitOne(Pause);
                continue;
            }

            if (copied < 0)
            {
                work.Begin(what, raw.sqlite3_backup_pagecount(backup));
                copied = 0;
            }

            var now = raw.sqlite3_backup_pagecount(backup) - raw.sqlite3_backup_remaining(backup);
            work.Advance(now - copied);
            copied = now;
            if (result == Done)
            {
                return;
            }
        }
    }

    private static SqliteException Error(int code) => new(raw.sqlite3_errstr(code).utf8_to_string(), code);
}
