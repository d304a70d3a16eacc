using System.Text.Json;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>Lets the addresses of duplicates lead on that were merged since the copy was made: the duplicate is withdrawn again, and its address would lead nowhere.</summary>
internal sealed class LeadAgain(PublicLog log, WriteSession write)
{
    private readonly List<HiddenAgain> merged = [];

    public IReadOnlyList<HiddenAgain> Merged => merged;

    public async Task AsInAsync(Shown present, CancellationToken ct)
    {
        var known = (await MergedSql.ListAsync(write)).ToHashSet();
        var told = new HashSet<(string Resource, string Id)>();
        var networks = new HashSet<(string Resource, string Id)>();
        foreach (var row in present.Merged.Where(row => !known.Contains(row)))
        {
            ct.ThrowIfCancellationRequested();
            if (!await MergedSql.CanLeadAsync(write, row))
            {
                continue;
            }

            await MergedSql.LeadAsync(write, row);
            // A record has several addresses, its id and its slugs, and was merged once.
            if (told.Add((row.Resource, row.RecordId)))
            {
                await RecordAsync(row);
            }

            if (row.Resource == MergedSql.Networks)
            {
                // A network shows its former ids.
                networks.Add((row.Resource, row.IntoId));
            }
        }

        await log.NoteAsync(write, networks);
    }

    private async Task RecordAsync(MergedRow row)
    {
        await write.RecordAsync(
            new Change(
                write.Now,
                "registry",
                "change",
                row.Resource,
                row.RecordId,
                Before: null,
                JsonSerializer.Serialize(new { mergedInto = row.IntoId }),
                HideAgain.Reason
            )
        );
        merged.Add(new HiddenAgain(row.Resource, row.RecordId, $"merged into {row.IntoId}"));
    }
}
