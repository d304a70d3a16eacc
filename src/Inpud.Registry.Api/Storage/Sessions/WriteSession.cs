using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>One write. A single transaction reads the facts that decide on it and writes its rows and its history.</summary>
/// <remarks>It cannot commit without a <see cref="Change"/>, so that no writer can forget the history. Disposing it without a commit rolls everything back.</remarks>
internal sealed class WriteSession(
    DbConnection connection,
    DbTransaction transaction,
    IDialect dialect,
    KnownCountries countries,
    LastWrites last,
    TimeProvider clock,
    Func<Task> endAsync
) : IQuerySession, IAsyncDisposable
{
    private bool hasChange;
    private IDisposable? toldOfManyRows;
    private (long First, long Last) entries;

    /// <summary>The groups that the write touched; null where it touched something else, too, or too many to say.</summary>
    private HashSet<string>? groups = new(StringComparer.Ordinal);
    private long? cause;
    private bool hasManyRows;
    private readonly Dictionary<string, RowStatement> statements = new(StringComparer.Ordinal);
    private Dictionary<(string, string), object?>? known;

    /// <summary>Whether a statement ran since the last look for groups to fill in.</summary>
    private bool mayBeStale = true;

    private bool isFillingIn;
    private bool hasPromised;

    /// <summary>The ways of the database that is written.</summary>
    public IDialect Dialect => dialect;

    public KnownCountries Countries { get; } = new(countries);

    /// <summary>The checksum of the last entry of the history; null where this write has not looked yet.</summary>
    public string? LastChecksum { get; set; }

    /// <summary>How many entries of the public history the write has made.</summary>
    public long PublicEntries { get; set; }

    /// <summary>The time of the write and of its changes.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        mayBeStale = true;
        return connection.ExecuteAsync(sql, parameters, transaction);
    }

    /// <summary>A statement that runs for many rows.</summary>
    /// <param name="sql">The statement, with a parameter for each column.</param>
    /// <param name="columns">The names of its parameters, in the order in which their values will come.</param>
    public RowStatement Statement(string sql, params IEnumerable<string> columns)
    {
        mayBeStale = true;
        return statements.TryGetValue(sql, out var kept) ? kept : statements[sql] = new RowStatement(connection, transaction, sql, columns);
    }

    /// <summary>A statement that inserts row after row, and answers with the id that the database gave each.</summary>
    /// <param name="insert">The insert, with a parameter for each column.</param>
    /// <param name="columns">The names of its parameters, in the order in which their values will come.</param>
    public RowStatement NumberedStatement(string insert, params IEnumerable<string> columns)
    {
        mayBeStale = true;
        return statements.TryGetValue(insert, out var kept)
            ? kept
            : statements[insert] = new RowStatement(connection, transaction, dialect.WithNumber(insert), columns);
    }

    /// <summary>Keeps what <see cref="OnceAsync"/> reads until the write ends. The writer does not change what the facts say.</summary>
    public void KeepFacts() => known = [];

    public async Task<T> OnceAsync<T>(string what, string of, Func<Task<T>> readAsync)
    {
        if (known is null)
        {
            return await readAsync();
        }

        if (!known.TryGetValue((what, of), out var fact))
        {
            known[(what, of)] = fact = await readAsync();
        }

        return (T)fact!;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await FillInForAsync(sql);
        return (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();
    }

    public async Task<T?> FindOrNullAsync<T>(string sql, object? parameters = null)
        where T : class
    {
        await FillInForAsync(sql);
        return await connection.QuerySingleOrDefaultAsync<T>(sql, parameters, transaction);
    }

    /// <summary>The answer of a query that is true or false.</summary>
    public Task<bool> HasAsync(string sql) => connection.QuerySingleAsync<bool>(sql, transaction: transaction);

    /// <summary>
    /// Promises to fill in what is shown of the groups that the write touches, so that no trigger takes it out meanwhile. False where the database shows records in another form than this program.
    /// </summary>
    public async Task<bool> PromiseToFillInAsync(string form) =>
        hasPromised =
            await connection.ExecuteAsync(
                $"insert into shown_promise (promised) select 1 from public_form where checksum = '{form}'",
                transaction: transaction
            ) == 1;

    /// <summary>A write sees what it makes public itself.</summary>
    private async Task FillInForAsync(string sql)
    {
        if (
            mayBeStale
            && !isFillingIn
            && (sql.Contains("public_", StringComparison.Ordinal) || sql.Contains("shown_", StringComparison.Ordinal))
        )
        {
            await FillInAsync();
        }

        // An insert can give back what it made.
        mayBeStale |= !sql.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase);
    }

    private async Task FillInAsync()
    {
        isFillingIn = true;
        try
        {
            await ShownTables.FillInAsync(this);
            mayBeStale = false;
        }
        finally
        {
            isFillingIn = false;
        }
    }

    /// <summary>Does something that the database may refuse, after which the write goes on.</summary>
    /// <remarks>SQLite takes back the statement that failed. PostgreSQL gives up the whole write, unless it has a point to go back to.</remarks>
    public async Task<T> AttemptAsync<T>(Func<Task<T>> act)
    {
        const string Point = "attempt";
        if (!transaction.SupportsSavepoints)
        {
            return await act();
        }

        await transaction.SaveAsync(Point);
        try
        {
            var done = await act();
            await transaction.ReleaseAsync(Point);
            return done;
        }
        catch (DbException)
        {
            await transaction.RollbackAsync(Point);
            throw;
        }
    }

    public async Task RecordAsync(Change change)
    {
        var number = await ChangesSql.AddAsync(this, change, cause);
        entries = (hasChange ? entries.First : number, number);
        hasChange = true;
        if (cause is not null || !NotedWrite.IsOfGroup(change))
        {
            groups = null;
        }
    }

    /// <summary>Notes that what is shown of these groups was filled in anew; null where they are too many to name.</summary>
    public void Touched(IEnumerable<string>? filledIn)
    {
        if (filledIn is null)
        {
            groups = null;
        }

        groups?.UnionWith(filledIn!);
    }

    /// <summary>Records a cause: every change that is recorded after it names it as its cause. A cause without such a change cannot commit.</summary>
    public async Task RecordCauseAsync(Change change) => cause = await ChangesSql.AddAsync(this, change, cause: null);

    public Task CommitAsync(CancellationToken ct) =>
        hasChange
            ? CommitBookkeepingAsync(ct)
            : throw new InvalidOperationException("A write without a Change cannot commit: record what was done, by whom and why.");

    /// <summary>Commits bookkeeping that is no fact of the registry and has no history, such as the last use of a key.</summary>
    public async Task CommitBookkeepingAsync(CancellationToken ct)
    {
        await FillInAsync();
        if (hasPromised)
        {
            await connection.ExecuteAsync("delete from shown_promise", transaction: transaction);
        }

        await CommitNotedAsync(hasChange ? new NotedWrite(entries.First, entries.Last, PublicEntries, groups) : null, ct);
    }

    /// <summary>Others may see the commit before this method goes on, and find the write noted.</summary>
    private async Task CommitNotedAsync(NotedWrite? noted, CancellationToken ct)
    {
        if (noted is null)
        {
            await transaction.CommitAsync(ct);
            return;
        }

        last.Note(noted);
        var isCommitted = false;
        try
        {
            await transaction.CommitAsync(ct);
            isCommitted = true;
        }
        finally
        {
            noted.End(isCommitted);
        }
    }

    /// <summary>Commits bookkeeping into a file without the tables of what is shown: one of an earlier version, which is upgraded next, or the notes of reads.</summary>
    public Task CommitAsIsAsync(CancellationToken ct) =>
        !hasPromised
            ? transaction.CommitAsync(ct)
            : throw new InvalidOperationException("A write that promised to fill in what is shown cannot commit without it.");

    /// <summary>Keeps more of the database in memory until the write ends.</summary>
    public async Task ExpectManyRowsAsync()
    {
        await connection.ExecuteAsync(dialect.KeepMuchInMemory, transaction: transaction);
        hasManyRows = true;
        toldOfManyRows ??= dialect.TellOfManyRows(connection);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        await transaction.DisposeAsync();
        toldOfManyRows?.Dispose();
        if (hasManyRows)
        {
            await connection.ExecuteAsync(dialect.KeepLittleInMemory);
        }

        await connection.DisposeAsync();
        await endAsync();
    }
}
