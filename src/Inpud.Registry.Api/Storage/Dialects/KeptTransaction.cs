using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A transaction of a kept connection. SQLite's own class compiles three statements for each.</summary>
internal sealed class KeptTransaction : DbTransaction
{
    private readonly KeptConnection connection;
    private bool isOver;

    /// <param name="connection">The connection.</param>
    /// <param name="begin">The statement that begins it.</param>
    public KeptTransaction(KeptConnection connection, string begin)
    {
        this.connection = connection;
        connection.Run(begin);
    }

    private KeptTransaction(KeptConnection connection) => this.connection = connection;

    /// <summary>Begins a write at once, or not at all. The driver would try again until its time is over.</summary>
    /// <exception cref="DatabaseBusyException">Another connection writes.</exception>
    public static KeptTransaction BeginWriteAtOnce(KeptConnection connection)
    {
        var code = raw.sqlite3_exec(connection.Handle, "begin immediate");
        if (code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            throw new DatabaseBusyException();
        }

        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return new KeptTransaction(connection);
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection? DbConnection => connection;

    public override void Commit()
    {
        connection.Run("commit");
        isOver = true;
    }

    public override void Rollback()
    {
        isOver = true;
        // A full disk, for one, makes SQLite roll back by itself.
        if (connection.State == ConnectionState.Open && connection.IsInTransaction)
        {
            connection.Run("rollback");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isOver)
        {
            try
            {
                Rollback();
            }
            catch (SqliteException)
            {
                // To close the connection rolls back, too. Whoever disposes the session has to come to its end, which lets the next writer in.
                connection.Close();
            }
        }

        base.Dispose(disposing);
    }
}
