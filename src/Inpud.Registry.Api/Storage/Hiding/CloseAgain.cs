using System.Text.Json;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>Closes the letters of a copy that were retracted or answered since it was made, and erases those that were erased.</summary>
internal sealed class CloseAgain(WriteSession write)
{
    private readonly List<HiddenAgain> closed = [];

    public IReadOnlyList<HiddenAgain> Closed => closed;

    public async Task AsInAsync(Shown present, CancellationToken ct)
    {
        foreach (var letters in Letters.All)
        {
            if (present.LettersOrNull(letters) is not { } known)
            {
                continue;
            }

            foreach (var row in (await LettersSql.RowsOrNullAsync(write, letters))!)
            {
                ct.ThrowIfCancellationRequested();
                var same = known.GetValueOrDefault(row.Id);
                if (
                    same is null
                        ? present.LastCommonEntry == 0
                        : same.State == row.State || !letters.Closed.Contains(same.State) || letters.Closed.Contains(row.State)
                )
                {
                    continue;
                }

                if (!await present.IsDecidedLaterAsync(write, letters.Table, row.Id, isKnown: same is not null))
                {
                    await (same is null ? TakeOutAsync(letters, row) : CloseAsync(letters, row, same));
                }
            }
        }
    }

    /// <summary>Retracts every offer that waits, where nobody can tell what was taken back: the other network reads the name of a group that the keeper may have hidden.</summary>
    public async Task EveryOfferAsync()
    {
        foreach (var row in (await LettersSql.RowsOrNullAsync(write, Letters.Offers))!.Where(row => row.State == "waiting"))
        {
            await TakeOutAsync(Letters.Offers, row);
        }
    }

    private async Task TakeOutAsync(Letters letters, LetterRow row)
    {
        if (letters.GoesWithoutTrace)
        {
            await ApplicationErasure.EraseAsync(write, row.Id);
            await RecordAsync(letters, row, "withdraw", after: null, "erased");
        }
        else if (!letters.Closed.Contains(row.State))
        {
            await CloseAsync(
                letters,
                row,
                new LetterRow
                {
                    Id = row.Id,
                    State = "retracted",
                    Decided = Instant.Text(write.Now),
                }
            );
        }
    }

    private async Task CloseAsync(Letters letters, LetterRow row, LetterRow present)
    {
        await LettersSql.CloseAsync(write, letters, present);
        await RecordAsync(letters, row, present.State, present.State, $"{row.State} in the copy, {present.State} now");
    }

    private async Task RecordAsync(Letters letters, LetterRow row, string action, string? after, string what)
    {
        await write.RecordAsync(
            new Change(
                write.Now,
                "registry",
                action,
                letters.Table,
                row.Id,
                after is null ? null : StateOf(row.State),
                after is null ? null : StateOf(after),
                HideAgain.Reason
            )
        );
        closed.Add(new HiddenAgain(letters.Table, row.Id, what));
    }

    private static string StateOf(string state) => JsonSerializer.Serialize(new { state });
}
