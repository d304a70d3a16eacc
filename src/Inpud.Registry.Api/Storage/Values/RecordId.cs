using System.Security.Cryptography;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Makes the ids of new records. An id names nobody: it stays in feeds and histories after the record has gone.</summary>
internal static class RecordId
{
    // None of these is taken for another when it is read aloud or written by hand: no 0 and o, no 1, i and l.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>Ten random letters and digits. Among a million records, two get the same id once in a thousand registries, and the database then refuses the second.</summary>
    public static string New() => $"{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Letters, 5)}";
}
