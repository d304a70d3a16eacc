using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A connection that goes back to the <see cref="KeptConnections"/> when it is disposed, with its compiled statements. <c>Close</c> closes it for good.</summary>
internal sealed class KeptConnection : SqliteConnection
{
    private const int Constraint = 19;
    private const int Row = 100;
    private const int Done = 101;

    private readonly KeptConnections home;
    private bool isSound = true;

    public KeptConnection(string connectionString, KeptConnections home, int generation)
        : base(connectionString)
    {
        (this.home, Generation) = (home, generation);
        Statements = new KeptStatements(this);
    }

    /// <summary>Of which generation of connections it is.</summary>
    public int Generation { get; }

    /// <summary>True from when a session gets it until the session ends.</summary>
    public bool IsInUse { get; set; } = true;

    public KeptStatements Statements { get; }

    /// <summary>True where the next session can go on with the connection: no statement failed on it or is left in the middle of its rows, and no transaction is left open.</summary>
    public bool CanGoOn => isSound && State == ConnectionState.Open && Statements.AreAllHere && !IsInTransaction;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public void Run(string text)
    {
        var statement = Statements.Take(text);
        try
        {
            statement.Command.ExecuteNonQuery();
        }
        finally
        {
            TakeBack(statement);
        }
    }

    /// <summary>Takes a statement back. One that failed is given up, and so is the connection, unless a constraint refused a row.</summary>
    public void TakeBack(KeptStatement statement)
    {
        if (State != ConnectionState.Open)
        {
            statement.Dispose();
            return;
        }

        var code = raw.sqlite3_errcode(Handle) & 0xff;
        var went = code is 0 or Row or Done;
        isSound &= went || code == Constraint;
        Statements.TakeBack(statement, went);
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new KeptTransaction(this, "begin immediate");

    protected override void Dispose(bool disposing)
    {
        if (!disposing || !home.TakeBack(this))
        {
            base.Dispose(disposing);
        }
    }
}
