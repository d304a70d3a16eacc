using System.Data.Common;
using System.Globalization;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Retries;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>
/// Writes into the history what changes with the date alone: a consent that begins or runs out changes the public registry on its day, without a write. A group that agreed to be counted is
/// counted from the next day on. Refused applications are erased in time.
/// The views need no help, since they read the clock. This class serves the feed and runs with the first request of a day.
/// </summary>
internal sealed partial class PublicDay(Database database, PublicLog log, TimeProvider clock, ILogger<PublicDay> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Whether the history has what changed with the day of today.</summary>
    public bool IsSettled => settled == DayOf(clock.GetUtcNow());

    private string? settled;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public Task SettleAsync(CancellationToken ct) => SettleAsync(mayBeReadOnly: false, ct);

    /// <summary>Does so for a command. One that only reads can do without, and says nothing of it, where the database cannot be written to: the views give the right answer.</summary>
    public Task SettleWhereItCanBeWrittenAsync(CancellationToken ct) => SettleAsync(mayBeReadOnly: true, ct);

    private async Task SettleAsync(bool mayBeReadOnly, CancellationToken ct)
    {
        var today = DayOf(clock.GetUtcNow());
        if (settled == today || clock.GetUtcNow() < notBefore)
        {
            return;
        }

        try
        {
            await SettleAsync(today, ct);
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // A failed write is no reason to refuse a read: the views give the right answer without it. But nothing of the day is noted until it succeeds.
            notBefore = clock.GetUtcNow() + Pause;
            if (mayBeReadOnly && e is DbException refused && database.Dialect.IsReadOnly(refused))
            {
                return;
            }

            // The message of an exception can hold what a row has.
            NotSettled(logger, today, e.GetType().Name, e is DbException error ? database.Dialect.CodesOf(error) : null, e.StackTrace);
        }
    }

    private async Task SettleAsync(string today, CancellationToken ct)
    {
        bool erases;
        // No read waits for this: while another write is under way, it is left to the next request of the day.
        await using (var write = database.WriteOrNull())
        {
            if (write is null)
            {
                return;
            }

            erases = await ApplicationErasure.IsDueAsync(write);
            if (await NoteAsync(write, log))
            {
                await AnsweredWritesSql.DeleteExpiredAsync(write);
                await write.CommitBookkeepingAsync(ct);
            }
        }

        settled = today;
        if (erases)
        {
            await database.PurgeAsync(ct);
        }
    }

    /// <summary>Notes the consents that began or ran out since the last noted day; false where that day is today. It commits nothing.</summary>
    public static async Task<bool> NoteAsync(WriteSession write, PublicLog log)
    {
        var today = DayOf(write.Now);
        var last = await write.FindOrNullAsync<string>("select max(day) from settled_days");
        if (last == today)
        {
            // An earlier start has settled the day, or another process.
            return false;
        }

        // A database of an earlier version has one day, at whose end in UTC a consent ended.
        var (begun, ended) = last?.Split('/') switch
        {
            [var utc, var latest] => (utc, latest),
            [var day] => (day, day),
            _ => ("", ""),
        };
        var now = WorldDay.At(write.Now);
        var groups = await write.QueryAsync<string>(
            """
            select group_id from consents where ended is null and given > @begun and given <= @utc
            union
            select group_id from consents where ended is null and until >= @ended and until < @latest
            """,
            new
            {
                begun,
                ended,
                utc = Text(now.Utc),
                latest = Text(now.Latest),
            }
        );
        var counts = await write.QueryAsync<string>(
            """
            select id from individual_counts
            where visibility = 'public' and visibility_basis is null and withdrawn is null
                and ((consent_given > @begun and consent_given <= @utc) or (consent_until >= @ended and consent_until < @latest))
            """,
            new
            {
                begun,
                ended,
                utc = Text(now.Utc),
                latest = Text(now.Latest),
            }
        );
        foreach (var (resource, id) in groups.Select(id => ("groups", id)).Concat(counts.Select(id => ("individuals", id))))
        {
            if (resource == "groups")
            {
                await ShownTables.RenewAsync(write, id);
            }

            await log.NoteAsync(write, resource, id);
            await write.RecordAsync(
                new Change(write.Now, "registry", "change", resource, id, null, null, "A consent began or ran out on its day.")
            );
        }

        if (begun != Text(now.Utc))
        {
            await CountedGroups.SettleAsync(write, log, Text(now.Utc));
            await ApplicationErasure.ForgetRefusedAsync(write);
        }

        await ShownCounts.AdvanceAsync(write);
        await write.ExecuteAsync("delete from settled_days");
        await write.ExecuteAsync("insert into settled_days (day) values (@today)", new { today });
        return true;
    }

    /// <summary>Both days of the moment: a consent begins with the first, in UTC, and runs out with the second, at UTC+14.</summary>
    private static string DayOf(DateTimeOffset moment)
    {
        var day = WorldDay.At(moment);
        return $"{Text(day.Utc)}/{Text(day.Latest)}";
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The day {Day} is not settled, and the service tries again in a minute: {Failure} ({Code})\n{Trace}"
    )]
    private static partial void NotSettled(ILogger logger, string day, string failure, string? code, string? trace);
}
