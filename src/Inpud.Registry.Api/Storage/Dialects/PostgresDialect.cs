using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Inpud.Registry.Domain.Dates;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A database on a PostgreSQL server.</summary>
/// <remarks>
/// Each session begins with one statement that says the day and the settings that the views read. One writer at a time holds an advisory lock until its transaction ends, in whichever process: see
/// ADR 43.
/// </remarks>
internal sealed class PostgresDialect : IDialect, IDisposable
{
    /// <summary>"INPD" as a number: the lock of those who write to the registry.</summary>
    public const long RegistryLock = 0x494E5044;

    /// <summary>"INPR" as a number: the lock of those who note reads. Neither waits for the other.</summary>
    public const long ReadsLock = 0x494E5052;

    /// <summary>"INPM" as a number: whoever writes very many rows has it besides, and the others see that in the list of locks.</summary>
    private const long ManyRowsLock = 0x494E504D;

    /// <summary>The schema of the notes of reads.</summary>
    private const string ReadsSchema = "registry_reads";

    /// <summary>How long a statement of a writer may take, in seconds: an upgrade or an import of a large registry has long ones.</summary>
    private const int LongestStatement = 3600;

    /// <summary>
    /// A sequence does not go back with a write that is given up, and leaves a gap. The histories have none: whoever reads the public one would learn of writes that were tried. Nobody else writes
    /// now, and a write that removes the last entry adds another one.
    /// </summary>
    private const string GoOnFromTheLast = """
        select setval(pg_get_serial_sequence('changes', 'id'), coalesce((select max(id) from changes), 0) + 1, false);
        select setval(pg_get_serial_sequence('public_changes', 'id'), coalesce((select max(id) from public_changes), 0) + 1, false);
        """;

    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly PostgresHosts hosts;
    private readonly PostgresServer server;
    private readonly PostgresErrors errors;
    private readonly TimeSpan wait;
    private readonly TimeProvider clock;
    private readonly int approvals;
    private readonly bool isOfReads;
    private readonly PostgresNotices notices = new();
    private readonly ConcurrentBag<PostgresCommitWatch> watches = [];

    /// <summary>Whether the tables of the registry are there.</summary>
    private volatile bool isMade;

    public PostgresDialect(string connectionString, TimeSpan wait, TimeProvider clock, int approvals = 1)
        : this(PostgresSettings.Of(connectionString, wait), isOfReads: false, wait, clock, approvals) { }

    private PostgresDialect(NpgsqlConnectionStringBuilder settings, bool isOfReads, TimeSpan wait, TimeProvider clock, int approvals)
    {
        (this.settings, this.isOfReads, this.wait, this.clock, this.approvals) = (settings, isOfReads, wait, clock, approvals);
        hosts = new PostgresHosts(settings);
        server = new PostgresServer(hosts.Primary, settings, isOfReads ? ReadsSchema : null, Describe());
        errors = new PostgresErrors(Describe());
    }

    public string Name => "postgres";

    public string? Folder => null;

    public string SchemaVersion => PostgresServer.SchemaVersion;

    /// <summary>What a view is made of takes the view with it, so that the order does not matter.</summary>
    public string DropsOfViews =>
        """
            select 'drop view if exists ' || relname || ' cascade' from pg_class
            where relkind = 'v' and relnamespace = cast(current_schema() as regnamespace)
            union all
            select 'drop table if exists ' || relname || ' cascade' from pg_class
            where relkind = 'r' and relnamespace = cast(current_schema() as regnamespace) and relname like 'shown\_%'
            union all
            select 'drop function if exists ' || cast(cast(oid as regprocedure) as text) || ' cascade' from pg_proc
            where pronamespace = cast(current_schema() as regnamespace) and proname like 'shown\_%'
            """;

    public string? EpochMark => PostgresEpoch.Mark;

    public string MarkEpoch => PostgresEpoch.SetMark;

    /// <summary>To drop an index locks its table for everybody until the write ends.</summary>
    public string? IndexesOfWhatIsShown => null;

    public string TypedTable => "";

    public string DeferReferences => "set constraints all deferred";

    public string WithNumber(string insert) => $"{insert} returning id";

    public string KeepMuchInMemory => "set work_mem = '64MB'";

    public string KeepLittleInMemory => "reset work_mem";

    public INameIndex Names { get; } = new PostgresNameIndex();

    /// <summary>The database and its server, and nothing else of the connection string.</summary>
    public string Describe() =>
        PostgresSettings.HasStandbys(settings)
            ? $"{settings.Database} on {settings.Host}"
            : $"{settings.Database} on {settings.Host}:{settings.Port}";

    public DbConnection OpenForReading(long? atLeast = null) =>
        new PostgresConnection(atLeast) { CommandTimeout = settings.CommandTimeout };

    public async ValueTask<DbTransaction> BeginReadAsync(DbConnection connection)
    {
        var reading = (PostgresConnection)connection;
        if (
            reading.AtLeast is not { } stamp
            || hosts.StandbyOrNull is not { } standby
            || !await HasBegunOnStandbyAsync(reading, standby, stamp)
        )
        {
            await PostgresHosts.BeginAliveAsync(
                hosts.Primary,
                source => reading.BeginAsync(source, IsolationLevel.RepeatableRead, $"select {SettingsOfRead()}")
            );
        }

        return reading.TakeBegun();
    }

    /// <summary>Begins on a standby; false where it has not come as far as the stamp, or fails: the primary is asked then.</summary>
    private async Task<bool> HasBegunOnStandbyAsync(PostgresConnection reading, NpgsqlDataSource standby, long atLeast)
    {
        try
        {
            var answer = await PostgresHosts.BeginAliveAsync(
                standby,
                source =>
                    reading.BeginAsync(source, IsolationLevel.RepeatableRead, $"select ({PostgresCommitWatch.Stamp}), {SettingsOfRead()}")
            );
            if (answer is long stamp && stamp >= atLeast)
            {
                return true;
            }

            await reading.GiveUpAsync();
        }
        catch (DbException)
        {
            // The primary answers, or says what is wrong.
        }

        return false;
    }

    private string SettingsOfRead() => $"set_config('transaction_read_only', 'on', true), {SettingsOfSession()}";

    public DbConnection OpenForWriting(bool waits = true)
    {
        try
        {
            return Open(
                hosts.Primary,
                IsolationLevel.ReadCommitted,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    select set_config('lock_timeout', '{(waits ? (int)wait.TotalMilliseconds : 1)}ms', true), {SettingsOfSession()};
                    select pg_advisory_xact_lock({(isOfReads ? ReadsLock : RegistryLock)});
                    select set_config('lock_timeout', '{(int)wait.TotalMilliseconds}ms', true);
                    {(isMade ? GoOnFromTheLast : "")}
                    """
                ),
                LongestStatement
            );
        }
        catch (NpgsqlException e) when (PostgresErrors.IsBusy(e))
        {
            throw new DatabaseBusyException();
        }
    }

    /// <summary>The just-in-time compiler of the server takes longer for the views than it saves.</summary>
    private string SettingsOfSession()
    {
        var day = WorldDay.At(clock.GetUtcNow());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"set_config('registry.today', '{day.Utc:yyyy-MM-dd}', true), set_config('registry.latest_day', '{day.Latest:yyyy-MM-dd}', true), set_config('registry.approvals', '{approvals}', true), set_config('jit', 'off', true)"
        );
    }

    /// <summary>Opens a connection and begins its transaction.</summary>
    private static PostgresConnection Open(NpgsqlDataSource source, IsolationLevel isolation, string statement, int commandTimeout)
    {
        return PostgresHosts.OpenAlive(
            source,
            opened => new PostgresConnection(opened) { CommandTimeout = commandTimeout },
            opened => opened.Begin(isolation, statement)
        );
    }

    public DbTransaction BeginWrite(DbConnection connection, bool waits = true) => ((PostgresConnection)connection).TakeBegun();

    public void Inspect() => server.Inspect();

    /// <summary>A server makes an empty database, and its first state is one transaction after another in it: none of them is in the way of a later start.</summary>
    public bool Finish() => true;

    public void PrepareForService() => isMade = !isOfReads;

    public bool Shrink() => true;

    public void StayWithFile()
    {
        // A server's database is not moved or replaced under its users.
    }

    public ICommitWatch WatchCommits()
    {
        var watch = new PostgresCommitWatch(hosts.Primary, notices);
        watches.Add(watch);
        return watch;
    }

    public Task ListenAsync(Func<Task> committed, Action<string> heard, CancellationToken ct) =>
        Task.WhenAll(notices.ListenAsync(hosts.Primary, committed, heard, ct), notices.TellAsync(hosts.Primary, ct));

    public void Tell(string news) => notices.Tell(news);

    /// <summary>Where the password is in a file, whoever knows the name of the database can make the same: then it hides addresses from a glance alone.</summary>
    public byte[] SecretOfNodes() => SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Database}\n{settings.Password}"));

    public string SetSchemaVersion(int version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"create table if not exists registry_schema (); comment on table registry_schema is '{version}'"
        );

    public string? Explain(DbException error) => errors.Explain(error);

    public string? CodesOf(DbException error) => PostgresErrors.CodesOf(error);

    public bool IsBrokenConstraint(DbException error) => PostgresErrors.IsBrokenConstraint(error);

    public bool IsBusy(DbException error) => error is DatabaseBusyException;

    public bool IsReadOnly(DbException error) =>
        error.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege;

    public IDisposable? TellOfManyRows(DbConnection connection)
    {
        using var command = ((PostgresConnection)connection).Inner.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({ManyRowsLock})");
        command.ExecuteNonQuery();
        return null;
    }

    public bool IsToldOfManyRows() => server.IsLocked(ManyRowsLock);

    /// <summary>Gives up the space of deleted rows. The server's log of writes and its backups have them for as long as whoever runs the server keeps those.</summary>
    public bool Purge()
    {
        server.Vacuum(LongestStatement);
        return true;
    }

    public bool IsPurgeNoted => false;

    public void NotePurge()
    {
        // Nothing holds up a vacuum that takes the rows.
    }

    public IReadOnlyList<string> Check(CancellationToken ct) => server.Check(LongestStatement, ct);

    public void CopyTo(string file, IWork work, CancellationToken ct) =>
        throw new StorageException(
            $"The database {Describe()} is on a PostgreSQL server, which has copies of its own: make one with pg_dump, or keep base backups and the log of writes, by which the server goes back to any moment. 'export --full' writes the records as a bundle."
        );

    public IReplacement BeginReplacement(string file, CancellationToken ct) =>
        throw new StorageException(
            $"The database {Describe()} is on a PostgreSQL server, and a file cannot take its place. Restore it with pg_restore, or to a moment by the server's log of writes; 'import' reads a bundle."
        );

    public IDialect OfCopy(string file) =>
        throw new StorageException(
            $"The database {Describe()} is on a PostgreSQL server, which has no copies in files. Restore it with pg_restore."
        );

    public IDialect OfReads()
    {
        var most = Math.Max(2, settings.MaxPoolSize / 4);
        return new PostgresDialect(
            new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                SearchPath = ReadsSchema,
                MaxPoolSize = most,
                MinPoolSize = Math.Min(settings.MinPoolSize, most),
            },
            isOfReads: true,
            wait,
            clock,
            approvals
        );
    }

    public bool IsThere() => server.IsThere();

    public DatabaseLook? Look() => server.LookOrNull();

    public void Dispose()
    {
        foreach (var watch in watches)
        {
            watch.Dispose();
        }

        hosts.Dispose();
    }
}
