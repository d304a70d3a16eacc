using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using static Inpud.Registry.Api.Storage.Dialects.SqliteStatements;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>SQLite in a file of its own, in WAL mode.</summary>
internal sealed class SqliteDialect : IDialect, IDisposable
{
    /// <summary>As many as read at the same time. A read never waits for anything, so that these are twice the processors; the threads of one that is taken from its processor in the middle are the others.</summary>
    private static readonly int Readers = Math.Max(8, 2 * Environment.ProcessorCount);

    /// <summary>Many times what most reads take.</summary>
    private static readonly TimeSpan ReaderWait = TimeSpan.FromMilliseconds(20);

    private static readonly SqliteOpener.Keeps OfService = new(Readers, ReaderWait, Writers: 1);
    private static readonly SqliteOpener.Keeps OfNotes = new(Readers: 1, TimeSpan.Zero, Writers: 1);

    /// <summary>Of a copy, which is looked at and closed.</summary>
    private static readonly SqliteOpener.Keeps OfCopies = new(Readers: 0, TimeSpan.Zero, Writers: 0);

    /// <summary>Twice the size at which SQLite begins to move the log by itself.</summary>
    private const long LargestLog = 8 * 1024 * 1024;

    private string PurgeNote => file + "-to-be-emptied";

    private readonly string file;
    private readonly TimeSpan wait;
    private readonly TimeProvider clock;
    private readonly SqliteErrors errors;
    private readonly SqliteOpener opener;
    private readonly SqliteCheck check;
    private readonly int applicationId = SqliteCheck.RegistryId;
    private readonly int approvals = 1;

    /// <summary>Null for copies and for the notes of reads.</summary>
    private readonly CleanStop? cleanStop;

    private readonly ConcurrentBag<SqliteCommitWatch> watches = [];

    /// <summary>The new database, as long as its first state is not whole.</summary>
    private SqliteMaking? making;

    public SqliteDialect(
        string connectionString,
        string contentRoot,
        TimeSpan wait,
        TimeProvider clock,
        bool isKept = true,
        int approvals = 1
    )
    {
        (this.wait, this.clock, this.approvals) = (wait, clock, approvals);
        var connection = new SqliteConnectionStringBuilder(connectionString)
        {
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(wait.TotalSeconds),
        };
        file = Path.GetFullPath(connection.DataSource, contentRoot);
        errors = new SqliteErrors(file);
        cleanStop = isKept ? new CleanStop(file) : null;
        connection.DataSource = file;
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // Inspect creates the file. SQLite must not create an empty one where the file is gone.
            connection.Mode = SqliteOpenMode.ReadWrite;
        }

        opener = new SqliteOpener(connection.ConnectionString, isKept ? OfService : OfCopies, clock, approvals, errors);
        check = new SqliteCheck(file, applicationId, opener, errors, cleanStop);
    }

    private SqliteDialect(SqliteDialect registry, string suffix, int applicationId)
    {
        (wait, clock, file) = (registry.wait, registry.clock, registry.file + suffix);
        errors = new SqliteErrors(file);
        this.applicationId = applicationId;
        var connection = new SqliteConnectionStringBuilder(registry.opener.ConnectionString) { DataSource = file };
        opener = new SqliteOpener(connection.ConnectionString, OfNotes, clock, approvals, errors);
        check = new SqliteCheck(file, applicationId, opener, errors, cleanStop: null);
    }

    public string Name => "sqlite";

    public string SchemaVersion => "pragma user_version";

    /// <summary>A restore of the program begins the epoch itself.</summary>
    public string? EpochMark => null;

    public string MarkEpoch => "";

    public string DropsOfViews =>
        """
            select 'drop ' || type || ' ' || name from sqlite_master
            where type = 'view' or (type in ('trigger', 'table') and name like 'shown\_%' escape '\')
            order by case type when 'trigger' then 0 else 1 end
            """;

    /// <summary>SQLite makes the indexes of its keys itself, and has no statement for them.</summary>
    public string IndexesOfWhatIsShown =>
        "select name, tbl_name as of_table, sql as making from sqlite_master where type = 'index' and sql is not null and tbl_name like 'shown\\_%' escape '\\'";

    public string TypedTable => "strict";

    public string DeferReferences => "pragma defer_foreign_keys = on";

    /// <summary>
    /// A <c>returning</c> clause takes a savepoint for each row. At each savepoint, the index of names writes to the file what it has gathered, and merges it with what it has.
    /// </summary>
    public string WithNumber(string insert) => $"{insert}; select last_insert_rowid()";

    /// <summary>Ids are random, so that each row changes a page of its own in each index. With the usual two megabytes, SQLite writes such a page and reads it again for nearly every row.</summary>
    public string KeepMuchInMemory => "pragma cache_size = -32768";

    public string KeepLittleInMemory => "pragma cache_size = -2000";

    public INameIndex Names { get; } = new SqliteNameIndex();

    public string Describe() => file;

    public string? Folder => Path.GetDirectoryName(file);

    public bool IsThere() => File.Exists(file);

    public DbConnection OpenForReading(long? atLeast = null) => opener.TakeReader();

    public DbConnection OpenForWriting(bool waits = true) => opener.TakeWriter();

    public bool Purge()
    {
        using var opened = OpenForWriting();
        // The write-ahead log has earlier versions of the pages. It is emptied as soon as no reader needs it.
        if (Scalar(opened, "pragma wal_checkpoint(truncate)") != 0)
        {
            return false;
        }

        try
        {
            File.Delete(PurgeNote);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The note stays, and the log is emptied once more than it has to be.
        }

        return true;
    }

    public bool IsPurgeNoted => File.Exists(PurgeNote);

    public void NotePurge() => SqliteFile.Create(PurgeNote);

    public ValueTask<DbTransaction> BeginReadAsync(DbConnection connection) =>
        new(new KeptTransaction((KeptConnection)connection, "begin"));

    public DbTransaction BeginWrite(DbConnection connection, bool waits = true)
    {
        var kept = (KeptConnection)connection;
        var begun = waits ? new KeptTransaction(kept, "begin immediate") : KeptTransaction.BeginWriteAtOnce(kept);
        if (opener.HasFileMoved())
        {
            // The file can have gone while this writer waited for the lock.
            begun.Dispose();
            throw new DatabaseGoneException(file);
        }

        return begun;
    }

    public void Inspect()
    {
        // A copy and the notes of reads are made where they belong: nobody misses what they had.
        making ??= cleanStop is null ? null : SqliteMaking.BeginOrNull(file);
        if (making is null)
        {
            check.Inspect();
        }
        else
        {
            opener.MoveTo(making.Path);
        }
    }

    public bool Finish()
    {
        if (making is null)
        {
            return true;
        }

        try
        {
            opener.MoveTo(file);
            if (!making.TakeName())
            {
                return false;
            }
        }
        finally
        {
            making.Dispose();
            making = null;
        }

        cleanStop?.NoteSound();
        PrepareForService();
        return true;
    }

    public string SetSchemaVersion(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {applicationId}; pragma user_version = {version}");

    public string? Explain(DbException error)
    {
        NoteDamage(error);
        return errors.Explain(error);
    }

    public string? CodesOf(DbException error)
    {
        NoteDamage(error);
        return SqliteErrors.CodesOf(error);
    }

    public bool IsBusy(DbException error) => SqliteErrors.IsBusy(error);

    public bool IsReadOnly(DbException error) => SqliteErrors.IsReadOnly(error);

    public IDisposable? TellOfManyRows(DbConnection connection) => SqliteManyRows.HoldOrNull(file);

    public bool IsToldOfManyRows() => SqliteManyRows.IsHeld(file);

    /// <summary>Whoever meets an error explains it or logs its codes, so each damage that a request meets comes by here.</summary>
    private void NoteDamage(DbException error)
    {
        if (error is SqliteException sqlite && SqliteErrors.IsDamage(sqlite))
        {
            cleanStop?.NoteDamage();
        }
    }

    public bool IsBrokenConstraint(DbException error) => SqliteErrors.IsBrokenConstraint(error);

    /// <summary>Closes the connections that no session uses. Another service in the same process keeps those to its own file.</summary>
    public void Dispose()
    {
        foreach (var watch in watches)
        {
            watch.Dispose();
        }

        opener.Dispose();
        making?.Dispose();
        // The last connection to close has moved the log into the file, and removed it.
        cleanStop?.Leave();
    }

    /// <summary>Switches the file to WAL, in which readers never wait for the writer. The file keeps this mode.</summary>
    public void PrepareForService()
    {
        using var opened = opener.OpenAlone();
        Execute(opened, "pragma journal_mode = wal");
    }

    /// <summary>
    /// Moves the log of writes (-wal) into the database, and cuts it off. SQLite does the first by itself once the log has 4 MB, unless a reader still needs it, and never does the second: the file
    /// stays as large as the busiest hour made it.
    /// </summary>
    public bool Shrink()
    {
        var log = new FileInfo(file + "-wal");
        if (!log.Exists || log.Length <= LargestLog)
        {
            return true;
        }

        using var opened = opener.OpenAlone();
        // The answer is 1 where a reader or another process is in the way. There is no handler of a busy database, so that SQLite says so at once.
        return Scalar(opened, "pragma wal_checkpoint(truncate)") == 0;
    }

    public Task ListenAsync(Func<Task> committed, Action<string> heard, CancellationToken ct) => Task.CompletedTask;

    public void Tell(string news)
    {
        // One process serves a file.
    }

    public byte[] SecretOfNodes() => RandomNumberGenerator.GetBytes(32);

    public ICommitWatch WatchCommits()
    {
        var watch = new SqliteCommitWatch(file);
        watches.Add(watch);
        return watch;
    }

    public void StayWithFile() => opener.StayWithFile();

    public IReadOnlyList<string> Check(CancellationToken ct)
    {
        var problems = check.Problems(ct);
        if (problems.Count > 0)
        {
            cleanStop?.NoteDamage();
        }

        return problems;
    }

    public void CopyTo(string file, IWork work, CancellationToken ct)
    {
        try
        {
            SqliteCopy.CopyFile(this.file, file, "Copying the database", wait, work, ct);
        }
        catch (SqliteException e) when (SqliteErrors.IsOfWriting(e))
        {
            // The registry's own disk and rights are not what is in the way.
            throw new StorageException(new SqliteErrors(file).Explain(e)!, e);
        }

        work.Begin("Checking the copy");
        if (OfCopy(file).Check(ct) is [var problem, ..])
        {
            cleanStop?.NoteDamage();
            throw new StorageException($"The copy is not sound: {problem} Look at the database with 'verify'.");
        }
    }

    public IReplacement BeginReplacement(string file, CancellationToken ct)
    {
        SqliteFile.MakeFolderOf(this.file);
        return new SqliteReplacement(this.file, file, wait, ct);
    }

    public IDialect OfReads() => new SqliteDialect(this, "-reads", SqliteCheck.ReadsId);

    public IDialect OfCopy(string file) =>
        new SqliteDialect(
            new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString,
            "/",
            wait,
            clock,
            isKept: false,
            approvals
        );

    public DatabaseLook? Look() => check.LookOrNull();
}
