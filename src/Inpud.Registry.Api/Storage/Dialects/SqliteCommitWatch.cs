using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Watches an SQLite file by <c>pragma data_version</c>, on a connection of its own: the pragma tells of the commits of all other connections.</summary>
/// <remarks>
/// The look stands before every answer, so that the statement is prepared once and stepped by hand: through Microsoft.Data.Sqlite it took several times as long. To compare the log's index in
/// shared memory would be faster still. It was rejected: that memory is SQLite's own, and SQLite may unmap it. Between two looks the connection holds no snapshot, so that it keeps no log from shrinking.
/// </remarks>
internal sealed class SqliteCommitWatch(string file) : ICommitWatch, IDisposable
{
    /// <summary>How long a look trusts that the file is where it was, in milliseconds. Nothing is committed to a file that has gone, so that a kept answer of this time is none that is out of date.</summary>
    private const int TrustsFile = 20;

    private readonly Lock one = new();
    private SqliteConnection? opened;
    private sqlite3_stmt? statement;
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
        if (now - lookedAtFile < TrustsFile)
        {
            return false;
        }

        var moved = SqliteFile.HasMoved(opened!);
        lookedAtFile = moved ? 0 : now;
        return moved;
    }

    private int? VersionOrNull()
    {
        var version = raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int(statement, 0) : (int?)null;
        raw.sqlite3_reset(statement);
        if (version is null)
        {
            Close();
        }

        return version;
    }

    private void Open()
    {
        opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        openings++;
        if (raw.sqlite3_prepare_v2(opened.Handle, "pragma data_version", out statement) != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(opened.Handle).utf8_to_string(), raw.sqlite3_errcode(opened.Handle));
        }
    }

    private void Close()
    {
        statement?.Dispose();
        opened?.Dispose();
        (statement, opened, lookedAtFile) = (null, null, 0);
    }
}
