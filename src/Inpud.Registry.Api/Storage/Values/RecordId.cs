using System.Security.Cryptography;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Makes the ids of new records.</summary>
internal static class RecordId
{
    /// <summary>An id that nobody has or had, and from which nobody can tell whether a hidden record bears the name.</summary>
    /// <param name="kind">What stands in the place of a name that has no Latin letter.</param>
    /// <param name="name">What the id begins with.</param>
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
