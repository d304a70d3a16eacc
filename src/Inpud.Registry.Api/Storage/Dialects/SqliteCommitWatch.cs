using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Watches an SQLite file by <c>pragma data_version</c>, on a connection of its own: the pragma tells of the commits of all other connections.</summary>
/// <remarks>
/// The statement is prepared once and stepped by hand. Through Microsoft.Data.Sqlite a look took several times as long, and this one stands before every answer. Between two looks the
/// connection holds no snapshot, so that it keeps no log from shrinking.
/// </remarks>
internal sealed class SqliteCommitWatch(string file) : ICommitWatch, IDisposable
{
    private readonly Lock one = new();
    private SqliteConnection? opened;
    private sqlite3_stmt? statement;

    /// <summary>How often the file was opened. SQLite counts anew on each connection.</summary>
    private long openings;

    public long? StampOrNull()
    {
        lock (one)
        {
            try
            {
                return LookOrNull();
            }
            catch (SqliteException)
            {
                Close();
                return null;
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

        if (SqliteFile.HasMoved(opened!))
        {
            return null;
        }

        var version = raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int(statement, 0) : (int?)null;
        raw.sqlite3_reset(statement);
        if (version is null)
        {
            Close();
            return null;
        }

        return (openings << 32) | (uint)version.Value;
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
        (statement, opened) = (null, null);
    }
}
