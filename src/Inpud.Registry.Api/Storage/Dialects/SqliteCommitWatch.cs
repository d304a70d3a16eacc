using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Watches an SQLite file by <c>pragma data_version</c>, on a connection of its own: the pragma tells of the commits of all other connections.</summary>
/// <remarks>
/// The look stands before every answer, so that the statement is prepared once and stepped by hand: through Microsoft.Data.Sqlite it took several times as long. Where the head of the log's
/// index is as it was, nothing was committed, and the pragma is not asked. Between two looks the connection holds no snapshot, so that it keeps no log from shrinking.
/// </remarks>
internal sealed class SqliteCommitWatch(string file) : ICommitWatch, IDisposable
{
    private readonly Lock one = new();
    private SqliteConnection? opened;
    private sqlite3_stmt? statement;

    /// <summary>Whether the file has a write-ahead log, as it has from the start of a service on.</summary>
    private bool hasLog;

    /// <summary>Null where the pragma alone tells.</summary>
    private SqliteLogIndex? index;

    /// <summary>The head of the index before the last look, and what the pragma said then.</summary>
    private (SqliteLogIndex.Head Head, int Version)? last;
    private long lookedAtFile;

    /// <summary>How often the file was opened. SQLite counts anew on each connection.</summary>
    private long openings;

    public long Openings => Interlocked.Read(ref openings);

    public ValueTask<long?> StampOrNullAsync(bool anew)
    {
        lock (one)
        {
            try
            {
                return new(LookOrNull());
            }
            catch (SqliteException)
            {
                Close();
                return new((long?)null);
            }
        }
    }

    /// <summary>Closes the file. The next look opens it again.</summary>
    public void Dispose()
    {
        lock (one)
        {
            Close();
        }
    }

    private long? LookOrNull()
    {
        if (opened is null)
        {
            Open();
        }

        if (HasMoved())
        {
            return null;
        }

        return VersionOrNull() is { } version ? (openings << 32) | (uint)version : null;
    }

    private bool HasMoved()
    {
        var now = Environment.TickCount64;
        if (now - lookedAtFile < SqliteFile.Trusted)
        {
            return false;
        }

        var moved = SqliteFile.HasMoved(opened!);
        lookedAtFile = moved ? 0 : now;
        return moved;
    }

    private int? VersionOrNull()
    {
        var head = index?.Read();
        if (last is { } look && head == look.Head)
        {
            return look.Version;
        }

        var version = raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int(statement, 0) : (int?)null;
        raw.sqlite3_reset(statement);
        if (version is null)
        {
            Close();
            return null;
        }

        // The head was read before: what is committed in between makes it another one.
        last = head is { } before ? (before, version.Value) : null;
        // To ask for the index of a file that has no log would make one.
        index ??= hasLog ? SqliteLogIndex.OfOrNull(opened!) : null;
        return version;
    }

    private void Open()
    {
        opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        openings++;
        hasLog = SqliteStatements.Texts(opened, "pragma journal_mode") is ["wal"];
        if (raw.sqlite3_prepare_v2(opened.Handle, "pragma data_version", out statement) != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(opened.Handle).utf8_to_string(), raw.sqlite3_errcode(opened.Handle));
        }
    }

    private void Close()
    {
        statement?.Dispose();
        opened?.Dispose();
        (statement, opened, lookedAtFile, index, last) = (null, null, 0, null, null);
    }
}
