using System.Globalization;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Inpud.Registry.Api.Storage.Dialects.SqliteStatements;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Opens one SQLite file: for the sessions, on connections that it keeps for the next ones, and for other work that closes its connection at once.</summary>
internal sealed class SqliteOpener : IDisposable
{
    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG, see https://www.sqlite.org/c3ref/c_dbconfig_defensive.html.</summary>
    private const int StablePlans = 1007;

    private const long Never = long.MinValue / 2;

    private readonly Keeps kept;
    private readonly TimeProvider clock;
    private readonly int approvals;
    private readonly SqliteErrors errors;
    private string file;
    private KeptConnections readers;
    private KeptConnections writers;

    /// <summary>An open connection of the running service, which knows the file that the service began with; null in a command, which opens the file once.</summary>
    private SqliteConnection? guard;

    /// <summary>When the file was last where it was, by the clock of the machine's start. <see cref="Never"/> from when it was found gone.</summary>
    private long lookedAtFile = Never;

    static SqliteOpener() => SqliteLibrary.SetUp();

    /// <param name="connectionString">How to open the file.</param>
    /// <param name="kept">How many connections are kept, see <see cref="Keeps"/>.</param>
    /// <param name="clock">Tells the views the day.</param>
    /// <param name="approvals">How many approvals the views ask for.</param>
    /// <param name="errors">The sentences about the file.</param>
    public SqliteOpener(string connectionString, Keeps kept, TimeProvider clock, int approvals, SqliteErrors errors)
    {
        (this.kept, this.clock, this.approvals, this.errors) = (kept, clock, approvals, errors);
        (ConnectionString, file, readers, writers) = Of(connectionString);
    }

    /// <summary>The connections that stay open between sessions.</summary>
    /// <param name="Readers">How many for reading.</param>
    /// <param name="ReaderWait">How long a session waits for one of these, where all are in use, before it gets another one.</param>
    /// <param name="Writers">How many for writing.</param>
    public sealed record Keeps(int Readers, TimeSpan ReaderWait, int Writers);

    public string ConnectionString { get; private set; }

    public KeptConnection TakeReader() => Take(readers, trustsFile: true);

    public KeptConnection TakeWriter() => Take(writers, trustsFile: false);

    /// <summary>Opens a connection outside of the sessions, which is closed after its use.</summary>
    public SqliteConnection OpenAlone()
    {
        var opened = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        if (HasFileMoved())
        {
            opened.Dispose();
            throw new DatabaseGoneException(file);
        }

        return opened;
    }

    /// <summary>Opens a connection outside of the sessions that understands the views and changes nothing.</summary>
    public SqliteConnection OpenAloneForReading()
    {
        var opened = OpenAlone();
        try
        {
            PrepareForReading(opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file that a service began with has gone. A command goes on with the file that has the name now.</summary>
    public bool HasFileMoved()
    {
        if (guard is not { } first || !SqliteFile.HasMoved(first))
        {
            return false;
        }

        Distrust();
        return true;
    }

    public void StayWithFile() => guard ??= SqliteFile.Open(file, SqliteOpenMode.ReadOnly);

    /// <summary>Closes the connections, and opens another file from here on. No session may be under way.</summary>
    public void MoveTo(string other)
    {
        Dispose();
        var moved = new SqliteConnectionStringBuilder(ConnectionString) { DataSource = other };
        (ConnectionString, file, readers, writers) = Of(moved.ConnectionString);
    }

    private (string ConnectionString, string File, KeptConnections Readers, KeptConnections Writers) Of(string connectionString) =>
        (
            connectionString,
            new SqliteConnectionStringBuilder(connectionString).DataSource,
            new KeptConnections(connectionString, kept.Readers, kept.ReaderWait, PrepareForReading),
            new KeptConnections(connectionString, kept.Writers, TimeSpan.Zero, PrepareForWriting)
        );

    /// <summary>Closes the connections that no session uses. Another service in the same process keeps those to its own file.</summary>
    public void Dispose()
    {
        guard?.Dispose();
        guard = null;
        readers.Dispose();
        writers.Dispose();
    }

    /// <param name="from">The connections.</param>
    /// <param name="trustsFile">Whether a look of a moment ago is enough: nothing is committed to a file that has gone, so that a reader sees nothing that is out of date.</param>
    private KeptConnection Take(KeptConnections from, bool trustsFile)
    {
        while (true)
        {
            var taken = from.Take();
            var now = Environment.TickCount64;
            if (trustsFile && guard is not null && now - Volatile.Read(ref lookedAtFile) < SqliteFile.Trusted)
            {
                return taken;
            }

            if (!SqliteFile.HasMoved(guard ?? taken))
            {
                Volatile.Write(ref lookedAtFile, now);
                return taken;
            }

            taken.Close();
            if (guard is not null)
            {
                Distrust();
                throw new DatabaseGoneException(file);
            }

            // A command goes on with the file that has the name now.
        }
    }

    /// <summary>Has the next reader look itself: once one session was refused, no later one may be answered as if the file were there.</summary>
    private void Distrust() => Volatile.Write(ref lookedAtFile, Never);

    private void PrepareForReading(SqliteConnection opened)
    {
        PrepareForBoth(opened);
        Execute(opened, "pragma query_only = on");
    }

    private void PrepareForWriting(SqliteConnection opened)
    {
        if (raw.sqlite3_db_readonly(opened.Handle, "main") == 1)
        {
            // SQLite silently opens a write-protected file for reading, and fails only at the first change.
            throw errors.CannotBeWritten();
        }

        PrepareForBoth(opened);
        // What is deleted is overwritten with zeros: a row of somebody who was erased must not stay in a free page.
        Execute(opened, "pragma secure_delete = on");
        // FULL is the default. It is set here so that a change that the API confirmed survives a power cut.
        Execute(opened, "pragma synchronous = full");
        // A migration works out anew how names are told apart and sorted.
        opened.CreateFunction("registry_unique_name", (string name) => UniqueName.Of(name), isDeterministic: true);
        opened.CreateFunction("registry_name_order", (string name) => NameOrder.Of(name), isDeterministic: true);
    }

    /// <summary>Makes what every session needs: the functions of the views, and plans that do not depend on the values of a query.</summary>
    private void PrepareForBoth(SqliteConnection opened)
    {
        // Where a value can change the plan, SQLite compiles the statement anew at each use, and to keep it is in vain.
        raw.sqlite3_db_config(opened.Handle, StablePlans, 1, out _);
        opened.CreateFunction("registry_today", () => Text(WorldDay.At(clock.GetUtcNow()).Utc));
        opened.CreateFunction("registry_latest_day", () => Text(WorldDay.At(clock.GetUtcNow()).Latest));
        opened.CreateFunction("registry_approvals_needed", () => approvals);
        opened.CreateFunction(
            "registry_name_matches",
            (string name, string words) => NameMatch.IsMatch(name, words),
            isDeterministic: true
        );
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
