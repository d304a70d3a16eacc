using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Inpud.Registry.Api.Storage.Dialects.SqliteStatements;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>SQLite in a file of its own, in WAL mode.</summary>
internal sealed class SqliteDialect : IDialect, IDisposable
{
    /// <summary>"INPD" as a number. It distinguishes a registry's file from other SQLite files.</summary>
    private const int ApplicationId = 0x494E5044;

    /// <summary>"INPR" as a number: the notes of reads. Neither file is taken for the other.</summary>
    private const int ReadsId = 0x494E5052;

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG, see https://www.sqlite.org/c3ref/c_dbconfig_defensive.html.</summary>
    private const int StablePlans = 1007;

    /// <summary>As many as read at the same time. A read never waits for anything, so that these are twice the processors; the threads of one that is taken from its processor in the middle are the others.</summary>
    private static readonly int Readers = Math.Max(8, 2 * Environment.ProcessorCount);

    /// <summary>Many times what most reads take.</summary>
    private static readonly TimeSpan ReaderWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Twice the size at which SQLite begins to move the log by itself.</summary>
    private const long LargestLog = 8 * 1024 * 1024;

    private readonly SqliteConnectionStringBuilder connection;
    private readonly string file;
    private readonly TimeSpan wait;
    private readonly TimeProvider clock;
    private readonly SqliteErrors errors;
    private readonly int applicationId = ApplicationId;
    private readonly int approvals = 1;
    private readonly KeptConnections readers;
    private readonly KeptConnections writers;

    /// <summary>Null for copies and for the notes of reads.</summary>
    private readonly CleanStop? cleanStop;

    /// <summary>An open connection of the running service, which knows the file that the service began with; null in a command, which opens the file once.</summary>
    private SqliteConnection? guard;

    private readonly ConcurrentBag<SqliteCommitWatch> watches = [];

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
        connection = new SqliteConnectionStringBuilder(connectionString)
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

        readers = new KeptConnections(
            connection.ConnectionString,
            isKept ? Readers : 0,
            isKept ? ReaderWait : TimeSpan.Zero,
            PrepareForReading
        );
        writers = new KeptConnections(connection.ConnectionString, isKept ? 1 : 0, TimeSpan.Zero, PrepareForWriting);
    }

    private SqliteDialect(SqliteDialect registry, string suffix, int applicationId)
    {
        (wait, clock, file) = (registry.wait, registry.clock, registry.file + suffix);
        connection = new SqliteConnectionStringBuilder(registry.connection.ConnectionString) { DataSource = file };
        errors = new SqliteErrors(file);
        this.applicationId = applicationId;
        readers = new KeptConnections(connection.ConnectionString, most: 1, TimeSpan.Zero, PrepareForReading);
        writers = new KeptConnections(connection.ConnectionString, most: 1, TimeSpan.Zero, PrepareForWriting);
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

    public string TypedTable => "strict";

    public string DeferReferences => "pragma defer_foreign_keys = on";

    /// <summary>Ids are random, so that each row changes a page of its own in each index. With the usual two megabytes, SQLite writes such a page and reads it again for nearly every row.</summary>
    public string KeepMuchInMemory => "pragma cache_size = -32768";

    public string KeepLittleInMemory => "pragma cache_size = -2000";

    public INameIndex Names { get; } = new SqliteNameIndex();

    public string Describe() => file;

    public string? Folder => Path.GetDirectoryName(file);

    public bool IsThere() => File.Exists(file);

    public DbConnection OpenForReading(long? atLeast = null) => Take(readers);

    public DbConnection OpenForWriting() => Take(writers);

    private KeptConnection Take(KeptConnections from)
    {
        while (true)
        {
            var taken = from.Take();
            if (!SqliteFile.HasMoved(guard ?? taken))
            {
                return taken;
            }

            taken.Close();
            if (guard is not null)
            {
                throw new DatabaseGoneException(file);
            }

            // A command goes on with the file that has the name now.
        }
    }

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

    public bool Purge()
    {
        using var opened = OpenForWriting();
        // The write-ahead log has earlier versions of the pages. It is emptied as soon as no reader needs it.
        return Scalar(opened, "pragma wal_checkpoint(truncate)") == 0;
    }

    public ValueTask<DbTransaction> BeginReadAsync(DbConnection connection) =>
        new(new KeptTransaction((KeptConnection)connection, "begin"));

    public DbTransaction BeginWrite(DbConnection connection)
    {
        var begun = new KeptTransaction((KeptConnection)connection, "begin immediate");
        if (guard is { } first && SqliteFile.HasMoved(first))
        {
            // The file can have gone while this writer waited for the lock.
            begun.Dispose();
            throw new DatabaseGoneException(file);
        }

        return begun;
    }

    public void Inspect()
    {
        if (!File.Exists(file))
        {
            CreateFolder();
            CreateFile(file);
            cleanStop?.NoteSound();
            return;
        }

        if (applicationId == ReadsId)
        {
            InspectReads();
            return;
        }

        // Another process that starts at the same moment may have created the file without having written to it yet: give it a second.
        if (!SpinWait.SpinUntil(() => new FileInfo(file).Length > 0, TimeSpan.FromSeconds(1)))
        {
            // SQLite would treat an empty file as a new database, and the program would silently replace a lost registry with the shipped data.
            throw new StorageException(
                $"The database {file} is an empty file. Restore it from a backup, or delete it to start with the shipped data."
            );
        }

        var isSound = cleanStop?.IsSound() is true;
        // The file is opened read-only, so that the file of another program does not change by a byte.
        var readOnly = new SqliteConnectionStringBuilder(connection.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var opened = new SqliteConnection(readOnly.ConnectionString);
        opened.Open();
        var id = Scalar(opened, "pragma application_id");
        var isEmpty = Scalar(opened, "select count(*) from sqlite_master") == 0;
        if (id != ApplicationId && !isEmpty)
        {
            throw new StorageException(
                $"The database {file} belongs to another program. Name another file in Registry:Database, such as 'Data Source=data/registry.db'."
            );
        }

        if (!isSound && Texts(opened, "pragma quick_check(1)") is not ["ok"])
        {
            throw new StorageException(errors.Damaged);
        }

        cleanStop?.NoteSound();
    }

    /// <summary>
    /// An empty file is a new one here: a process that is killed, or a full disk, leaves one before the first note. The structure is not checked: that takes long in a large file, in the first
    /// request of a steward, and a damaged page shows with the note that needs it.
    /// </summary>
    private void InspectReads()
    {
        using var opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        if (Scalar(opened, "pragma application_id") != ReadsId && Scalar(opened, "select count(*) from sqlite_master") > 0)
        {
            throw new StorageException($"The file {file} belongs to another program. Move it away: the notes of reads belong there.");
        }
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

    /// <summary>Whoever meets an error explains it or logs its codes, so each damage that a request meets comes by here.</summary>
    private void NoteDamage(DbException error)
    {
        if (error is SqliteException sqlite && SqliteErrors.IsDamage(sqlite))
        {
            cleanStop?.NoteDamage();
        }
    }

    public bool IsBrokenConstraint(DbException error) => SqliteErrors.IsBrokenConstraint(error);

    /// <summary>Opens a connection outside of the sessions, which is closed after its use.</summary>
    private SqliteConnection OpenAlone()
    {
        var opened = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        if (guard is { } first && SqliteFile.HasMoved(first))
        {
            opened.Dispose();
            throw new DatabaseGoneException(file);
        }

        return opened;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Creates the file before SQLite does, whose files every user could read. It ignores a failure, since SQLite reports it better when it opens the file.</summary>
    private static void CreateFile(string file)
    {
        try
        {
            PrivateFile.Create(file).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file exists already, or SQLite will say why it cannot be created.
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of the database {file} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Closes the connections that no session uses. Another service in the same process keeps those to its own file.</summary>
    public void Dispose()
    {
        guard?.Dispose();
        guard = null;
        foreach (var watch in watches)
        {
            watch.Dispose();
        }

        readers.Dispose();
        writers.Dispose();

        // The last connection to close has moved the log into the file, and removed it.
        cleanStop?.Leave();
    }

    /// <summary>Switches the file to WAL, in which readers never wait for the writer. The file keeps this mode.</summary>
    public void PrepareForService()
    {
        using var opened = OpenAlone();
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

        using var opened = OpenAlone();
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

    public void StayWithFile() => guard ??= SqliteFile.Open(file, SqliteOpenMode.ReadOnly);

    public IReadOnlyList<string> Check(CancellationToken ct)
    {
        var problems = Problems(ct);
        if (problems.Count > 0)
        {
            cleanStop?.NoteDamage();
        }

        return problems;
    }

    private IReadOnlyList<string> Problems(CancellationToken ct)
    {
        using var opened = OpenAlone();
        PrepareForBoth(opened);
        Execute(opened, "pragma query_only = on");
        // The check is one statement that can take minutes: only the database itself can interrupt it.
        using var stop = ct.Register(() => raw.sqlite3_interrupt(opened.Handle));
        ct.ThrowIfCancellationRequested();
        try
        {
            return
            [
                .. Texts(opened, "pragma integrity_check").Where(line => line != "ok").Select(line => $"The file is damaged: {line}"),
                .. Texts(
                    opened,
                    "select distinct \"table\" || ' has a row that names a ' || parent || ' that is not there.' from pragma_foreign_key_check"
                ),
            ];
        }
        catch (SqliteException e) when (SqliteErrors.IsInterrupted(e))
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return [$"The file is damaged: {e.Message}"];
        }
    }

    public void CopyTo(string file, IWork work, CancellationToken ct)
    {
        CopyFile(this.file, file, "Copying the database", wait, work, ct);
        work.Begin("Checking the copy");
        if (OfCopy(file).Check(ct) is [var problem, ..])
        {
            cleanStop?.NoteDamage();
            throw new StorageException($"The copy is not sound: {problem} Look at the database with 'verify'.");
        }
    }

    /// <summary>Copies a database page by page into a new file that stands alone.</summary>
    public static void CopyFile(string from, string to, string what, TimeSpan wait, IWork work, CancellationToken ct)
    {
        CreateFile(to);
        using var source = SqliteFile.Open(from, SqliteOpenMode.ReadWrite);
        using var target = SqliteFile.Open(to, SqliteOpenMode.ReadWriteCreate);
        using (var copy = new SqliteCopy(source, target, wait))
        {
            copy.Run(what, work, ct);
        }

        // Leaving WAL removes the files beside the copy, so that the copy is a single file that can be moved.
        Execute(target, "pragma journal_mode = delete");
    }

    public IReplacement BeginReplacement(string file, CancellationToken ct)
    {
        CreateFolder();
        return new SqliteReplacement(this.file, file, wait, ct);
    }

    public IDialect OfReads() => new SqliteDialect(this, "-reads", ReadsId);

    public IDialect OfCopy(string file) =>
        new SqliteDialect(
            new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString,
            "/",
            wait,
            clock,
            isKept: false,
            approvals
        );

    public DatabaseLook? Look()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
            if (Scalar(opened, "pragma application_id") == ApplicationId)
            {
                return new DatabaseLook(
                    Scalar(opened, "pragma user_version"),
                    // Upgrades and restores do not count: a restore loses nothing of them, since it upgrades the copy, too, and hides in it what the present registry hides.
                    Texts(
                        opened,
                        """
                        select coalesce(max(at), '') from changes
                        where
                            action not in ('upgrade', 'restore')
                            and coalesce(cause, 0) not in (select id from changes where action = 'restore')
                        """
                    )[0]
                );
            }

            return Scalar(opened, "select count(*) from sqlite_master") == 0
                ? new DatabaseLook(0, LatestChange: null)
                : throw new StorageException($"{file} belongs to another program.");
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return new DatabaseLook(0, LatestChange: null);
        }
    }
}
