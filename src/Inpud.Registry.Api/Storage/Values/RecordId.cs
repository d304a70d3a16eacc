using System.Security.Cryptography;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Makes the ids of new records.</summary>
internal static class RecordId
{
    /// <summary>An id that no record has or had. Its random ending hides whether another record has the name.</summary>
    /// <param name="kind">The kind of record, with which the id begins where the name has no Latin letter.</param>
    /// <param name="name">The name, with which the id begins.</param>
    public static string New(string kind, string name)
    {
        var ascii = string.Concat(
                NameKey.Of(name).Where(letter => letter == '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            )
            .Trim('-');
        var start = ascii[..Math.Min(ascii.Length, 50)];
        return $"{(start.Length == 0 ? kind : start)}-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6)}";
    }
}
