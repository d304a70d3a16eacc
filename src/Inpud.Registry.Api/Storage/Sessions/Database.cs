using System.Data.Common;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The registry's database: many readers, each with a snapshot of its own, and one writer at a time.</summary>
/// <param name="dialect">Which database it is.</param>
/// <param name="clock">Says when a write happens.</param>
/// <param name="wait">How long a writer waits for those before it.</param>
/// <remarks>Writers queue here, in the process, and not in SQLite, whose waiting is a sleep that starves some of them.</remarks>
internal sealed class Database(IDialect dialect, TimeProvider clock, TimeSpan wait) : IDisposable
{
    private const int MostTries = 20;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>How long it takes at most until a purge that was noted is tried.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    /// <summary>How long a writer waits at most for a write of very many rows.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim writer = new(1);

    private readonly KnownCountries countries = new();

    /// <summary>True where a reader kept a write from giving back the space that the writes took up. The last of the readers does it then.</summary>
    private volatile bool mustShrink;

    /// <summary>True while the write that is under way has very many rows.</summary>
    private volatile bool hasManyRows;

    /// <summary>A list of values becomes as many parameters. Rounded up, their texts are few, so that they are compiled once.</summary>
    static Database() => Dapper.SqlMapper.Settings.PadListExpansions = true;

    public IDialect Dialect { get; } = dialect;

    /// <summary>The form in which this process shows public records, as the database names it. Null until it is known; then no write begins where another process changed it.</summary>
    public string? Form { get; set; }

    /// <summary>Called with what another process tells.</summary>
    public Action<string>? Heard { get; set; }

    /// <summary>Called when a write of this process has ended, before whoever wrote goes on, and when the database tells of one of another process.</summary>
    public Func<Task>? Committed { get; set; }

    /// <summary>The last writes of this process.</summary>
    public LastWrites LastWrites { get; } = new();

    /// <summary>Counts the beginnings and the ends of this process's writes. It is odd while one is under way.</summary>
    public long Turns => Interlocked.Read(ref turns);

    private long turns;

    /// <summary>Begins a session of reads, all of one snapshot.</summary>
    public async ValueTask<ReadSession> ReadAsync()
    {
        var connection = Dialect.OpenForReading(ReadsMayLag.AtLeastOrNull);
        try
        {
            return new ReadSession(
                connection,
                await Dialect.BeginReadAsync(connection),
                Dialect,
                countries,
                WorldDay.At(clock.GetUtcNow()).Utc,
                AfterRead
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a write. It waits for those before it: longer than usual for an import, of whichever process, which has an end that comes.</summary>
    /// <exception cref="DatabaseBusyException">Another write takes longer than a writer waits.</exception>
    public async Task<WriteSession> WriteAsync(CancellationToken ct)
    {
        var (began, wasTold) = (Environment.TickCount64, false);
        while (true)
        {
            if (await writer.WaitAsync(wait, ct))
            {
                try
                {
                    return await CheckFormAsync(BeginWrite());
                }
                catch (DbException e) when (Dialect.IsBusy(e))
                {
                    // Another process writes, and its lock was waited for already.
                    if (!MayGoOn(began, ref wasTold))
                    {
                        throw;
                    }
                }
            }
            else if (!MayGoOn(began, ref wasTold))
            {
                throw new DatabaseBusyException();
            }
        }
    }

    /// <summary>A writer that waited for an import waits once more after its end: others did, too, and some of them have their turns first.</summary>
    private bool MayGoOn(long began, ref bool wasTold)
    {
        var isTold = hasManyRows || Dialect.IsToldOfManyRows();
        var may = MayWaitOn(began) && (isTold || wasTold);
        wasTold = isTold;
        return may;
    }

    private static bool MayWaitOn(long began) => Environment.TickCount64 - began < LongestWait.TotalMilliseconds;

    /// <summary>A node that was not replaced yet would write a public history of the former form, after another one has upgraded the database. The lock is held, so that no upgrade comes in between.</summary>
    private async Task<WriteSession> CheckFormAsync(WriteSession write)
    {
        try
        {
            return Form is null || await write.PromiseToFillInAsync(Form) ? write : throw new DatabaseUpgradedException();
        }
        catch
        {
            await write.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a write once no other program writes. Of several services that start at once, one makes the database or brings it up to date, and the others wait for it.</summary>
    public async Task<WriteSession> WriteWhenFreeAsync(CancellationToken ct)
    {
        for (var began = Environment.TickCount64; ; )
        {
            try
            {
                return await WriteAsync(ct);
            }
            catch (DatabaseBusyException) when (MayWaitOn(began))
            {
                // The lock was waited for already.
            }
        }
    }

    /// <summary>A write that can be put off; null while another is under way, in whichever process. It waits for nobody.</summary>
    public WriteSession? WriteOrNull()
    {
        if (!writer.Wait(0))
        {
            return null;
        }

        try
        {
            return BeginWrite(waits: false);
        }
        catch (DatabaseBusyException)
        {
            return null;
        }
    }

    private WriteSession BeginWrite(bool waits = true)
    {
        // Not when the write before ended: until its lock is free, whoever waits goes on waiting.
        hasManyRows = false;
        DbConnection? connection = null;
        try
        {
            connection = Dialect.OpenForWriting(waits);
            var begun = Dialect.BeginWrite(connection, waits);
            var write = new WriteSession(connection, begun, Dialect, countries, LastWrites, clock, EndWriteAsync);
            Interlocked.Increment(ref turns);
            return write;
        }
        catch
        {
            connection?.Dispose();
            writer.Release();
            throw;
        }
    }

    /// <summary>
    /// Removes what was deleted from the files beside the database, too. False where readers that are under way held it up for as long as it tries, which is a second. Then it is noted beside the
    /// database, and <see cref="PurgeNotedAsync"/> of the service does it after them.
    /// </summary>
    public async Task<bool> PurgeAsync(CancellationToken ct)
    {
        for (var tries = 0; !Dialect.Purge(); tries++)
        {
            if (tries == MostTries)
            {
                Dialect.NotePurge();
                return false;
            }

            await Task.Delay(BetweenTries, ct);
        }

        return true;
    }

    /// <summary>Looks again and again whether a purge was noted, by this process or another one, and does it.</summary>
    public async Task PurgeNotedAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                _ = !Dialect.IsPurgeNoted || Dialect.Purge();
            }
            catch (Exception e) when (e is DbException or StorageException)
            {
                // The note stays, and so the next turn tries again. Whoever reads or writes says what is wrong.
            }
        }
    }

    private async Task EndWriteAsync()
    {
        Interlocked.Increment(ref turns);
        AfterWrite();
        await (Committed?.Invoke() ?? Task.CompletedTask);
    }

    /// <summary>Tells of what other processes commit, for as long as the database tells of it.</summary>
    public Task ListenAsync(CancellationToken ct) =>
        Dialect.ListenAsync(() => Committed?.Invoke() ?? Task.CompletedTask, news => Heard?.Invoke(news), ct);

    /// <summary>Runs before the next write begins, since the two exclude one another.</summary>
    private void AfterWrite()
    {
        try
        {
            Shrink();
        }
        finally
        {
            writer.Release();
        }
    }

    private void AfterRead()
    {
        // A write that is under way does it when it ends.
        if (!mustShrink || !writer.Wait(0))
        {
            return;
        }

        AfterWrite();
    }

    private void Shrink()
    {
        try
        {
            mustShrink = !Dialect.Shrink();
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // What was written is written. The next write tries again, and says what is wrong where it cannot write either.
        }
    }

    /// <summary>Makes the database check references when the write commits, and not row by row.</summary>
    public Task DeferReferencesAsync(WriteSession write) => write.ExecuteAsync(Dialect.DeferReferences);

    /// <summary>Gives a write of very many rows more memory, and lets other writers wait for it, until it ends.</summary>
    public Task ExpectManyRowsAsync(WriteSession write)
    {
        hasManyRows = true;
        return write.ExpectManyRowsAsync();
    }

    /// <summary>True where a constraint of the schema refused a row.</summary>
    public bool IsBrokenConstraint(DbException error) => Dialect.IsBrokenConstraint(error);

    public void Dispose() => writer.Dispose();
}
