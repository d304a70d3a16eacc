using System.Data.Common;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>
/// Tells which version of the public registry it is now. As long as the version is the same, every public answer is the same. It is asked for each request: where nothing was committed since
/// the last look, it reads no row.
/// </summary>
/// <remarks>
/// Every commit of the program that changes a public record writes an entry of <c>public_changes</c>, whose ids only grow; a restore begins another epoch, and an upgrade notes another form. A
/// commit that touches private records alone leaves all three as they are, so that nobody learns of it. A commit that leaves no change behind and is none of this process was made by hand, and
/// nobody knows what it changed: it begins a version of its own. So does a group that a change by hand left to be filled in (ADR 28).
/// </remarks>
internal sealed class PublicVersion(Database database, PublicDay day, TimeProvider clock) : IDisposable
{
    private sealed record Row
    {
        public string Epoch { get; init; } = "";
        public long Place { get; init; }
        public string? Form { get; init; }
        public long LatestChange { get; init; }
        public bool IsStale { get; init; }
        public string? Began { get; init; }
        public string? At { get; init; }

        /// <summary>Whose epoch it is. Another's is told by nobody: the next request begins one of its own.</summary>
        public string? Mark { get; init; }

        public DateTimeOffset LastChange =>
            new Epoch(Epoch, Instant.ParseOrNull(Began)).LastChange(Instant.ParseOrNull(At) ?? DateTimeOffset.UnixEpoch);
    }

    private sealed record Known(
        long Openings,
        long Stamp,
        DateTimeOffset Since,
        DateTimeOffset Until,
        Row Row,
        long Turns,
        RegistryVersion Version
    );

    private readonly ICommitWatch watch = database.Dialect.WatchCommits();
    private readonly SemaphoreSlim one = new(1);
    private volatile Known? known;
    private long number;

    /// <summary>How many writes of this process had ended at the last look that was made anew.</summary>
    private long endedAtLook;

    /// <summary>The version, which is the same object for as long as it is. Null where nobody can tell the version, or where a day has to be settled first.</summary>
    /// <param name="atLeast">
    /// The place that a reader has seen already. Where the version that was last seen is not there yet, the database is asked anew. The version can still be before it: the reader names a place that
    /// the registry does not have.
    /// </param>
    /// <param name="anew">True to ask the database in any case.</param>
    public ValueTask<RegistryVersion?> NowAsync(PublicPlace? atLeast, bool anew)
    {
        var last = KnownAsync(clock.GetUtcNow(), atLeast, anew);
        return last is { IsCompletedSuccessfully: true, Result: { } version } ? new(version) : new(NowAsync(last, atLeast, anew));
    }

    public void Dispose() => one.Dispose();

    private async Task<RegistryVersion?> NowAsync(ValueTask<RegistryVersion?> last, PublicPlace? atLeast, bool anew) =>
        await last ?? await ReadAsync(atLeast, anew);

    /// <summary>The version that was seen last, where nothing was committed since; null otherwise.</summary>
    private ValueTask<RegistryVersion?> KnownAsync(DateTimeOffset now, PublicPlace? atLeast, bool anew)
    {
        if (known is not { } last || now < last.Since || last.Until <= now)
        {
            return new((RegistryVersion?)null);
        }

        var stamp = StampOrNullAsync(anew || (atLeast is { } place && !last.Version.Place.IsAtOrAfter(place)));
        return stamp.IsCompletedSuccessfully ? new(IsStill(last, stamp.Result) ? last.Version : null) : new(KnownAsync(last, stamp));
    }

    private async Task<RegistryVersion?> KnownAsync(Known last, ValueTask<long?> stamp) => IsStill(last, await stamp) ? last.Version : null;

    private bool IsStill(Known last, long? stamp) => stamp == last.Stamp && watch.Openings == last.Openings;

    /// <summary>A write of this process is seen as soon as it has ended: whoever wrote looks next.</summary>
    private ValueTask<long?> StampOrNullAsync(bool anew)
    {
        var ended = database.Turns / 2;
        if (!anew && Interlocked.Read(ref endedAtLook) == ended)
        {
            return watch.StampOrNullAsync(anew: false);
        }

        var stamp = watch.StampOrNullAsync(anew: true);
        return stamp.IsCompletedSuccessfully ? new(Looked(stamp.Result, ended)) : new(LookedAsync(stamp, ended));
    }

    private async Task<long?> LookedAsync(ValueTask<long?> stamp, long ended) => Looked(await stamp, ended);

    private long? Looked(long? stamp, long ended)
    {
        if (stamp is not null)
        {
            Interlocked.Exchange(ref endedAtLook, ended);
        }

        return stamp;
    }

    private async Task<RegistryVersion?> ReadAsync(PublicPlace? atLeast, bool anew)
    {
        await one.WaitAsync();
        try
        {
            var now = clock.GetUtcNow();
            if (await KnownAsync(now, atLeast, anew) is { } version)
            {
                return version;
            }

            known = await ReadOrNullAsync(WorldDay.At(now), known);
            return known?.Version;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            known = null;
            return null;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Known?> ReadOrNullAsync(WorldDay today, Known? last)
    {
        // The order matters: what is committed after the stamp shows with the next look, and what is read is never older than the stamp.
        var turns = database.Turns;
        if (!day.IsSettled || await StampOrNullAsync(anew: true) is not { } stamp)
        {
            return null;
        }

        var openings = watch.Openings;
        var after = database.Turns;
        var isOurs = after != last?.Turns || after % 2 == 1;
        var row = await RowAsync();
        if (row.IsStale || row.Mark is not (null or PublicHistory.Epoch.Own))
        {
            return null;
        }

        if (last is null || last.Since != today.Since)
        {
            return new Known(
                openings,
                stamp,
                today.Since,
                today.Until,
                row,
                turns,
                new RegistryVersion(++number, new PublicPlace(row.Epoch, row.Place), stamp, row.LastChange, row.Began is null)
            );
        }

        var isByHand = !isOurs && row.LatestChange == last.Row.LatestChange;
        var isSame = !isByHand && row with { LatestChange = 0 } == last.Row with { LatestChange = 0 };
        var version = isSame
            ? last.Version
            : new RegistryVersion(
                ++number,
                new PublicPlace(row.Epoch, row.Place),
                stamp,
                row.LastChange,
                row.Began is null,
                isByHand ? null : await OnlyGroupsOrNullAsync(last, row)
            );
        return new Known(openings, stamp, today.Since, today.Until, row, turns, version);
    }

    /// <summary>The groups that were changed since, where this process knows every write since then, and none touched anything else. The entries of both histories have no gap.</summary>
    private async Task<GroupsChanged?> OnlyGroupsOrNullAsync(Known last, Row row)
    {
        if ((row.Epoch, row.Began, row.Form) != (last.Row.Epoch, last.Row.Began, last.Row.Form))
        {
            return null;
        }

        var (change, place) = (last.Row.LatestChange, last.Row.Place);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in database.LastWrites.All.Where(write => write.First > last.Row.LatestChange && write.Last <= row.LatestChange))
        {
            if (!await write.HasCommitted)
            {
                // The numbers are those of a write that came after it.
                continue;
            }

            if (write.First != change + 1 || write.Groups is null)
            {
                return null;
            }

            (change, place) = (write.Last, place + write.PublicEntries);
            groups.UnionWith(write.Groups);
        }

        return (change, place) == (row.LatestChange, row.Place) ? new GroupsChanged(last.Version.Number, groups) : null;
    }

    private async Task<Row> RowAsync()
    {
        await using var read = await database.ReadAsync();
        return await read.SingleAsync<Row>(
            $"""
            select
                (select name from epoch) as epoch,
                (select began from epoch) as began,
                (select at from public_changes order by id desc limit 1) as at,
                (select coalesce(max(id), 0) from public_changes) as place,
                (select checksum from public_form) as form,
                (select coalesce(max(id), 0) from changes) as latest_change,
                exists (select 1 from shown_stale) as is_stale,
                ({database.Dialect.EpochMark ?? "null"}) as mark
            """
        );
    }
}
