using System.Text.Json;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>Makes a copy show no more than the present database does: what was hidden, ended, withdrawn or revoked since the copy was made is so again.</summary>
/// <remarks>
/// It only ever takes away. To take over the present rows as they are was rejected: a restore is there to undo what is in them. Where a record of the copy is unknown to a present
/// database that goes back to the copy, somebody took it out, so it is hidden, too.
/// </remarks>
internal sealed class HideAgain(PublicLog log, WriteSession write)
{
    /// <summary>Beyond this number it is faster to look at all records once.</summary>
    private const int MostNotesOneByOne = 5000;

    private const string NoEnd = "9999-12-31";

    /// <summary>The reason that the history gives for what a restore takes back.</summary>
    public const string Reason = "It was so before the registry was restored from an earlier copy.";

    private sealed record MembershipPeriod
    {
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
    }

    private readonly List<HiddenAgain> hidden = [];
    private readonly HashSet<(string Resource, string Id)> touched = [];

    public IReadOnlyList<HiddenAgain> Hidden => hidden;

    public async Task AsInAsync(Shown present, CancellationToken ct)
    {
        foreach (var kind in Hideable.All.Where(present.Has))
        {
            await foreach (var row in ShownSql.RowsAsync(write, kind))
            {
                ct.ThrowIfCancellationRequested();
                var same = present.FindOrNull(kind, row);
                if (same is null ? IsNothingToTakeOut(present, kind, row) : same == row)
                {
                    continue;
                }

                if (!await present.IsDecidedLaterAsync(write, kind.Resource, RecordOf(kind, row), isKnown: same is not null))
                {
                    await (same is null ? TakeOutAsync(kind, row) : AsInAsync(kind, row, same));
                }
            }
        }

        await NoteAsync(ct);
    }

    /// <summary>Erases again what was erased since the copy was made.</summary>
    public async Task EraseAsync(IReadOnlyList<ErasureMark> marks)
    {
        foreach (var mark in marks)
        {
            if (await RecordErasure.EraseAsync(write, log, "registry", mark.Resource, mark.RecordId, mark.Word))
            {
                hidden.Add(new HiddenAgain(mark.Resource, mark.RecordId, "erased"));
            }
        }
    }

    /// <summary>Gives every record the least visibility of its kind and revokes every key, where nobody can tell what was hidden.</summary>
    public async Task EverythingAsync(CancellationToken ct)
    {
        foreach (var kind in Hideable.All.Where(kind => kind.LeastVisibility is not null))
        {
            await foreach (var row in ShownSql.RowsAsync(write, kind))
            {
                ct.ThrowIfCancellationRequested();
                await LowerAsync(kind, row, kind.LeastVisibility!);
            }
        }

        await foreach (var key in ShownSql.RowsAsync(write, Hideable.Keys))
        {
            await EndAsync(Hideable.Keys, key, Instant.Text(write.Now));
        }

        await NoteAsync(ct);
    }

    private async Task AsInAsync(Hideable kind, ShownRow row, ShownRow present)
    {
        if (present.EndedAt is not null)
        {
            await EndAsync(kind, row, present.EndedAt);
        }

        if (row.Visibility is not null && present.Visibility is not null && present.Rank < row.Rank && present.EndedAt is null)
        {
            await LowerAsync(kind, row, present.Visibility);
        }

        // A present database of an earlier version has no visibility of its own for every kind, and says nothing then.
        if (row.VisibilityBasis is not null && present.VisibilityBasis is null && present.Visibility is not null)
        {
            await SetAsync(
                kind,
                row,
                "visibility_basis",
                row.VisibilityBasis,
                null,
                "change",
                "shown by its consents alone, and by no source"
            );
        }

        if (present.EndsOn is not null && present.EndedAt is null && string.CompareOrdinal(present.EndsOn, row.EndsOn ?? NoEnd) < 0)
        {
            await EndPeriodAsync(row, present.EndingPeriod!);
        }

        if (present.Visibility is not null)
        {
            await EndConsentAsync(kind, row, present);
        }

        if (kind != Hideable.Keys && present.Id == row.Id && present.KeptBy != row.KeptBy)
        {
            await HandOverAsync(kind, row, present.KeptBy);
        }
    }

    /// <summary>
    /// True where a record is unknown to the present database for another reason than that somebody took it out: the two never were one registry. A consent goes with its group.
    /// </summary>
    private static bool IsNothingToTakeOut(Shown present, Hideable kind, ShownRow row) =>
        present.LastCommonEntry == 0
        || (kind == Hideable.Consents && present.FindOrNull(Hideable.Groups, new ShownRow { Id = row.GroupId! }) is null);

    private static string RecordOf(Hideable kind, ShownRow row) => kind == Hideable.Consents ? row.GroupId! : row.Id;

    private Task TakeOutAsync(Hideable kind, ShownRow row) =>
        kind == Hideable.Groups ? LowerAsync(kind, row, "private") : EndAsync(kind, row, Instant.Text(write.Now));

    private async Task LowerAsync(Hideable kind, ShownRow row, string visibility)
    {
        if (row.EndedAt is null && row.Visibility != visibility)
        {
            await SetAsync(
                kind,
                row,
                "visibility",
                row.Visibility,
                visibility,
                "change",
                $"{row.Visibility} in the copy, {visibility} now"
            );
            if (kind == Hideable.Groups)
            {
                // The copy has the approvals with which the group was shown before.
                await ApprovalsSql.TakeBackAsync(write, row.Id, Kebab.Parse<GroupVisibility>(visibility));
            }
        }
    }

    private async Task EndAsync(Hideable kind, ShownRow row, string at)
    {
        if (row.EndedAt is null)
        {
            var action =
                kind == Hideable.Consents ? "change"
                : kind == Hideable.Keys ? "close"
                : "withdraw";
            await SetAsync(kind, row, kind.EndColumn, null, at, action, kind.Word);
        }
    }

    /// <summary>Gives a membership that has ended since its present period, and leaves the rest of it as the copy has it.</summary>
    private async Task EndPeriodAsync(ShownRow membership, string period)
    {
        var before = await write.FindOrNullAsync<MembershipPeriod>(
            "select period, observed from memberships where id = @Id",
            new { membership.Id }
        );
        await RowsSql.UpdateAsync(
            write,
            "memberships",
            membership.Id,
            new Dictionary<string, object?>(PeriodColumns.Of(Period.Parse(period, before!.Observed)), StringComparer.Ordinal)
            {
                ["period"] = period,
            }
        );
        await RecordAsync(Hideable.Memberships, membership, "period", before.Period, period, "change", $"ends as in {period}");
    }

    /// <summary>Ends the consent of a count when it ends in the present database, where that is earlier.</summary>
    private async Task EndConsentAsync(Hideable kind, ShownRow row, ShownRow present)
    {
        if (row.ConsentGiven is not null && present.ConsentGiven is null)
        {
            await SetAsync(kind, row, "consent_given", row.ConsentGiven, null, "change", "consent ended");
        }
        else if (
            row.ConsentGiven is not null
            && string.CompareOrdinal(present.ConsentUntil ?? "9999-12-31", row.ConsentUntil ?? "9999-12-31") < 0
        )
        {
            await SetAsync(kind, row, "consent_until", row.ConsentUntil, present.ConsentUntil, "change", "consent ended");
        }
    }

    /// <summary>Leaves the record with its present keeper. A network that the copy does not have keeps nothing: then INPUD does.</summary>
    private async Task HandOverAsync(Hideable kind, ShownRow row, string? keeper)
    {
        var known = await write.FindOrNullAsync<string>("select id from networks where id = @keeper", new { keeper });
        if (known != row.KeptBy)
        {
            await SetAsync(kind, row, "kept_by", row.KeptBy, known, "change", $"kept by {known ?? "INPUD"}");
        }
    }

    private async Task SetAsync(Hideable kind, ShownRow row, string column, string? before, string? after, string action, string what)
    {
        await write.ExecuteAsync($"update {kind.Table} set {column} = @after where id = @Id", new { after, row.Id });
        await RecordAsync(kind, row, column, before, after, action, what);
    }

    private async Task RecordAsync(Hideable kind, ShownRow row, string column, string? before, string? after, string action, string what)
    {
        var id = RecordOf(kind, row);
        await write.RecordAsync(
            new Change(write.Now, "registry", action, kind.Resource, id, JsonOf(column, before), JsonOf(column, after), Reason)
        );
        hidden.Add(new HiddenAgain(kind.Resource, id, what));
        if (kind != Hideable.Keys)
        {
            touched.Add((kind.Resource, id));
        }
    }

    private async Task NoteAsync(CancellationToken ct)
    {
        if (touched.Count > MostNotesOneByOne)
        {
            await log.NoteAllAsync(write, ct);
        }
        else
        {
            await log.NoteAsync(write, touched);
        }
    }

    private static string JsonOf(string column, string? value) =>
        JsonSerializer.Serialize(new Dictionary<string, string?> { [JsonNamingPolicy.CamelCase.ConvertName(Camel(column))] = value });

    private static string Camel(string column) =>
        string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
