using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Lists;

/// <summary>Where a page ended: the sort key and id of its last row, the day as of which the list was asked, and the epoch of the registry.</summary>
/// <remarks>
/// A hash over the address and the filters binds the cursor to its list. The hash is there against mistakes, not attackers: a cursor tells nothing that the
/// list does not show, and a forged one can at most start a list elsewhere.
/// </remarks>
internal sealed record Cursor(string Day, string Key, string Id, string? Epoch)
{
    public string Encode(string list)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(this);
        return Base64Url.EncodeToString([.. Hash(list, payload), .. payload]);
    }

    public static Cursor Decode(string text, string list, AnswerEpoch? epoch)
    {
        var cursor = Decode(text, list);
        return epoch?.Takes(cursor.Epoch) != false
            ? cursor
            : throw OutdatedCursor.Problem("Start again without 'after': the list is another one.");
    }

    private static Cursor Decode(string text, string list)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length > 8 && Hash(list, bytes.AsSpan(8)).AsSpan().SequenceEqual(bytes.AsSpan(0, 8)))
            {
                var cursor = JsonSerializer.Deserialize<Cursor>(bytes.AsSpan(8));
                if (
                    cursor is { Key: not null, Id: not null, Day: "" }
                    || DateOnly.TryParseExact(cursor?.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                )
                {
                    return cursor!;
                }
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // A cursor that is forged or cut off gets the same answer as one of another list.
        }

        const string Why = "The cursor does not belong to this list. Start again without 'after', and follow 'next' with the same filters.";
        throw new ProblemException(ProblemKind.InvalidCursor, Why, ProblemError.Of("query", "after", "invalid-cursor", Why));
    }

    private static byte[] Hash(string list, ReadOnlySpan<byte> payload) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. payload])[..8];
}
