using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The differences between databases. Everything else is one SQL text for all of them.</summary>
internal interface IDialect
{
    /// <summary>The folder of this dialect's migrations, and of those views that no other dialect understands.</summary>
    string Name { get; }

    /// <summary>The folder of the database's files; null where they are on a server.</summary>
    string? Folder { get; }

    /// <summary>Whether there is a database already, of whatever version.</summary>
    bool IsThere();

    /// <summary>A line that names the database, without secrets such as a password.</summary>
    string Describe();

    /// <summary>Opens a connection on which reads see only committed data, after <see cref="BeginReadAsync"/>.</summary>
    /// <param name="atLeast">The stamp of <see cref="ICommitWatch"/> that a standby of the database has to have come to, to be read instead; null where none may be.</param>
    DbConnection OpenForReading(long? atLeast = null);

    /// <summary>Opens a connection for the one writer.</summary>
    /// <param name="waits">False where it must not wait for the lock of another process.</param>
    /// <exception cref="DatabaseBusyException">Another process holds the lock.</exception>
    DbConnection OpenForWriting(bool waits = true);

    /// <summary>Begins a transaction that reads one snapshot and never waits for a writer. No thread waits for a server meanwhile.</summary>
    ValueTask<DbTransaction> BeginReadAsync(DbConnection connection);

    /// <summary>Begins a transaction that holds the write lock from its start.</summary>
    /// <param name="connection">What <see cref="OpenForWriting"/> opened.</param>
    /// <param name="waits">False where it must not wait for the lock of another process.</param>
    /// <exception cref="DatabaseBusyException">Another process holds the lock.</exception>
    DbTransaction BeginWrite(DbConnection connection, bool waits = true);

    /// <summary>True where another process held the write lock for longer than a writer waits.</summary>
    bool IsBusy(DbException error);

    /// <summary>True where the database cannot be written to by this user, or at all.</summary>
    bool IsReadOnly(DbException error);

    /// <summary>Tells the other processes that the write under way has very many rows, until it ends or the process dies.</summary>
    /// <param name="connection">The connection of the write.</param>
    /// <returns>What takes it back; null where the end of the transaction does.</returns>
    IDisposable? TellOfManyRows(DbConnection connection);

    /// <summary>Whether another process tells so.</summary>
    bool IsToldOfManyRows();

    /// <summary>Looks at the database before anything changes it; throws where it is not a database of a registry. Where there is none, it begins one.</summary>
    void Inspect();

    /// <summary>Gives a database that was begun its name, once its first state is whole. Until then nobody else sees it, and where the program ends before, nothing of it stays.</summary>
    /// <returns>False where another process made the database meanwhile. What was begun here is given up, and all that follows works on the other one.</returns>
    bool Finish();

    /// <summary>Sets the permanent settings of the database. It runs only after <see cref="Inspect"/> accepted the database.</summary>
    void PrepareForService();

    /// <summary>
    /// Gives the space back that a burst of writes took up beside the database. It waits for nobody: where a reader still needs it, it leaves that to the next call and returns false.
    /// </summary>
    bool Shrink();

    /// <summary>Binds a running service to the file that it began with. Every later read and write throws where that file was deleted, moved or replaced.</summary>
    void StayWithFile();

    /// <summary>Watches for commits, those of other processes included.</summary>
    ICommitWatch WatchCommits();

    /// <summary>Calls an action where the database tells of a commit, until it is told to stop. A database that tells of none ends at once: each look at <see cref="WatchCommits"/> asks it.</summary>
    /// <param name="committed">What to do after a commit.</param>
    /// <param name="heard">What to do with what another process tells by <see cref="Tell"/>.</param>
    /// <param name="ct">Ends it.</param>
    Task ListenAsync(Func<Task> committed, Action<string> heard, CancellationToken ct);

    /// <summary>Tells the other processes that use the database, without writing anything down. It returns at once, and news can be lost.</summary>
    void Tell(string news);

    /// <summary>Bytes that all processes have which use the database, and nobody else.</summary>
    byte[] SecretOfNodes();

    /// <summary>
    /// The query for whose epoch the database has: <c>own</c>, <c>none</c> where nothing marked it yet, or <c>other</c> where its server went back to an earlier state, or another server took its place.
    /// Null where nobody but the program restores.
    /// </summary>
    string? EpochMark { get; }

    /// <summary>The statement that marks the epoch as that of the database as it is.</summary>
    string MarkEpoch { get; }

    /// <summary>The query for the version of the schema, which is 0 for an empty database.</summary>
    string SchemaVersion { get; }

    /// <summary>The query for the statements that drop all that the texts of the views make, triggers first.</summary>
    string DropsOfViews { get; }

    /// <summary>
    /// The query for the indexes of the tables of what is shown, each with its name, its table and the statement that makes it: very many rows are quicker to index together than one by one.
    /// Null where a reader would wait as long as an index is not there.
    /// </summary>
    string? IndexesOfWhatIsShown { get; }

    /// <summary>The statements that record the version of the schema, in the upgrade's transaction.</summary>
    string SetSchemaVersion(int version);

    /// <summary>A sentence that explains an error of the database and says what to do; null for an unknown error.</summary>
    string? Explain(DbException error);

    /// <summary>The codes of an error of the database, for the log; null where it has none. A message can quote a value, such as what somebody searched for.</summary>
    string? CodesOf(DbException error);

    /// <summary>True where a constraint of the schema refused a row.</summary>
    bool IsBrokenConstraint(DbException error);

    /// <summary>Removes what was deleted from the files beside the database, too; false where a reader or writer holds it up.</summary>
    bool Purge();

    /// <summary>Whether <see cref="Purge"/> is due since a reader or a writer held it up, of whichever process.</summary>
    bool IsPurgeNoted { get; }

    /// <summary>Notes that it is due, where every process that uses the database sees it.</summary>
    void NotePurge();

    /// <summary>What a new table needs after its columns so that it takes values of their types alone.</summary>
    string TypedTable { get; }

    /// <summary>The statement that makes the database check references when the write commits, and not row by row.</summary>
    string DeferReferences { get; }

    /// <summary>The statements that insert a row and answer with the id that the database gave it.</summary>
    /// <param name="insert">The insert of one row, whose table has numbers for ids.</param>
    string WithNumber(string insert);

    /// <summary>The statement that keeps more of the database in memory, for a write of very many rows.</summary>
    string KeepMuchInMemory { get; }

    /// <summary>The statement that gives that memory back.</summary>
    string KeepLittleInMemory { get; }

    /// <summary>Full-text search over the public names.</summary>
    INameIndex Names { get; }

    /// <summary>Checks the structure and the references of the database. It returns a sentence for each mistake.</summary>
    IReadOnlyList<string> Check(CancellationToken ct);

    /// <summary>Copies the database, as it is at one moment, into a new file, and checks the copy. An interrupted copy leaves an incomplete file.</summary>
    void CopyTo(string file, IWork work, CancellationToken ct);

    /// <summary>Begins to replace the database with another file, and holds its write lock from then on.</summary>
    IReplacement BeginReplacement(string file, CancellationToken ct);

    /// <summary>The copy as a database of its own.</summary>
    IDialect OfCopy(string file);

    /// <summary>The file beside the database that holds the notes of reads, as a database of its own.</summary>
    IDialect OfReads();

    /// <summary>The schema version and the latest change of the database; null where there is none yet. It throws where the file belongs to another program.</summary>
    DatabaseLook? Look();
}
