using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Reads;

/// <summary>The notes of who read which private record, and when, in a file of their own beside the database.</summary>
/// <remarks>
/// A table of the database was rejected: a note would wait for the write lock, which an import holds for minutes, and a restore would take the notes back to those of the copy. The file is made and
/// opened with the first note. Where it cannot be used, public answers go on.
/// </remarks>
internal sealed class ReadNotes : IDisposable
{
    private readonly IDialect dialect;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim opening = new(1);

    private volatile bool isOpen;
    private string? epoch;

    /// <param name="registry">The database of the registry.</param>
    /// <param name="clock">Says when a read happens.</param>
    /// <param name="wait">How long a note waits for those before it.</param>
    public ReadNotes(IDialect registry, TimeProvider clock, TimeSpan wait)
    {
        (dialect, this.clock) = (registry.OfReads(), clock);
        database = new Database(dialect, clock, wait);
    }

    /// <summary>Takes the epoch of the registry. Where a server went back to an earlier state, the notes on it went back, too, and may be none: they are opened anew.</summary>
    /// <remarks>A restore of a file leaves the notes beside it, and a file of notes that goes is missed.</remarks>
    public void Follow(string name)
    {
        if (dialect.EpochMark is not null && Interlocked.Exchange(ref epoch, name) is { } last && last != name)
        {
            isOpen = false;
        }
    }

    /// <summary>Notes a read of each of the records, in one commit. It returns once the notes are on the disk.</summary>
    public async Task AddAsync(Key reader, string operation, IEnumerable<ShownRecord> shown, CancellationToken ct)
    {
        await OpenAsync(ct);
        await using var write = await database.WriteAsync(ct);
        var now = Instant.Text(write.Now);
        foreach (var record in shown)
        {
            await write.ExecuteAsync(
                """
                insert into reads (id, resource, record_id, operation, key_id, reader, scopes, minute, at, latest, times)
                values (@id, @Resource, @RecordId, @operation, @keyId, @label, @scopes, @minute, @now, @now, 1)
                on conflict (resource, record_id, minute, key_id, operation) do update set times = reads.times + 1, latest = excluded.latest
                """,
                new
                {
                    id = RecordId.New(),
                    record.Resource,
                    RecordId = record.Id,
                    operation,
                    keyId = reader.Id,
                    label = reader.Label,
                    scopes = string.Join(' ', reader.Scopes.Names),
                    minute = now[.."yyyy-MM-ddTHH:mm".Length],
                    now,
                }
            );
        }

        await write.CommitAsIsAsync(ct);
    }

    /// <summary>The notes of some records of each kind.</summary>
    public async Task<Rows<ReadRow>> ListAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> records,
        Slice slice,
        CancellationToken ct
    )
    {
        await OpenAsync(ct);
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var (resource, ids) in records)
        {
            parameters.Add($"resource{conditions.Count}", resource);
            parameters.Add($"ids{conditions.Count}", ids);
            conditions.Add($"(r.resource = @resource{conditions.Count} and r.record_id in @ids{conditions.Count})");
        }

        await using var read = await database.ReadAsync();
        return await read.TableAsync<ReadRow>(
            "r.*",
            "reads as r",
            $"({string.Join(" or ", conditions)})",
            "r.at",
            "r.id",
            parameters,
            slice
        );
    }

    /// <summary>Deletes the notes of reads before a moment. It makes no file where there is none.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken ct)
    {
        if (!dialect.IsThere())
        {
            return;
        }

        await OpenAsync(ct);
        await using (var write = await database.WriteAsync(ct))
        {
            if (await write.ExecuteAsync("delete from reads where latest < @before", new { before = Instant.Text(before) }) == 0)
            {
                return;
            }

            await write.CommitAsIsAsync(ct);
        }

        await database.PurgeAsync(ct);
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        if (isOpen)
        {
            return;
        }

        await opening.WaitAsync(ct);
        try
        {
            if (isOpen)
            {
                return;
            }

            dialect.Inspect();
            dialect.PrepareForService();
            await using (var write = await database.WriteAsync(ct))
            {
                await ReadsSchema.UpgradeAsync(dialect, write, ct);
            }

            // From here on, a file that goes is missed, and not made anew: what was noted in it is gone.
            dialect.StayWithFile();
            isOpen = true;
        }
        finally
        {
            opening.Release();
        }
    }

    public void Dispose()
    {
        database.Dispose();
        opening.Dispose();
        (dialect as IDisposable)?.Dispose();
    }
}
