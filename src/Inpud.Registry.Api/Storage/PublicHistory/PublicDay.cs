using System.Globalization;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>
/// Writes into the history what the calendar did: consents that run out and consents that begin change the public registry on their day, without anybody's write.
/// The views see to it by themselves; this is for the feed, and runs with the first request of a day.
/// </summary>
internal sealed class PublicDay(Database database, PublicLog log, TimeProvider clock)
{
    private string? settled;

    public async Task SettleAsync(CancellationToken ct)
    {
        var today = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (settled == today)
        {
            return;
        }

        // No read waits for this: while somebody writes, the next request of the day sees to it.
        await using var write = database.WriteOrNull();
        if (write is null)
        {
            return;
        }

        var last = await write.FindOrNullAsync<string>("select max(day) from settled_days");
        var groups = await write.QueryAsync<string>(
            """
            select distinct group_id from consents
            where ended is null and ((given > @last and given <= @today) or (until >= @last and until < @today))
            """,
            new { last = last ?? "", today }
        );
        foreach (var group in groups)
        {
            await log.NoteAsync(write, "groups", group);
            await write.RecordAsync(
                new Change(write.Now, "registry", "change", "groups", group, null, null, "A consent began or ran out on its day.")
            );
        }

        if (last != today)
        {
            await write.ExecuteAsync("delete from settled_days");
            await write.ExecuteAsync("insert into settled_days (day) values (@today)", new { today });
            await write.CommitBookkeepingAsync(ct);
        }

        settled = today;
    }
}
