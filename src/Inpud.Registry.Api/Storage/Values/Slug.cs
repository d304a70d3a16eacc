using System.Security.Cryptography;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// Makes the readable part of the public address of a group or a person. It begins with the name and ends with random letters or digits. Without them, the address of a record
/// would tell whether a hidden record has the same name.
/// </summary>
internal static class Slug
{
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Longest = 50;
    private const int Ending = 4;

    /// <summary>Of an ending that tells the records without a Latin letter in their names apart: there can be very many.</summary>
    private const int EndingAlone = 10;

    /// <summary>The slug of a record that has the name now. A slug that fits the name stays, so that the address does.</summary>
    /// <param name="word">The word for such a record, with which the slug begins where the name has no Latin letter. To transliterate it was rejected: a group has not chosen to be called so.</param>
    /// <param name="name">The name.</param>
    /// <param name="current">The slug that the record has; null for a new record.</param>
    public static string Of(string word, string name, string? current)
    {
        var letters = string.Concat(
                NameOrder.Of(name).Where(letter => letter == '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            )
            .Trim('-');
        var beginning = letters.Length == 0 ? word : letters[..Math.Min(letters.Length, Longest)].TrimEnd('-');
        return current is not null && Fits(current, beginning)
            ? current
            : $"{beginning}-{RandomNumberGenerator.GetString(Letters, letters.Length == 0 ? EndingAlone : Ending)}";
    }

    /// <summary>Whether the slug is the beginning alone, as the shipped ones are, or the beginning with a random ending.</summary>
    private static bool Fits(string slug, string beginning) =>
        slug == beginning
        || (
            slug.StartsWith(beginning + "-", StringComparison.Ordinal)
            && slug.Length - beginning.Length - 1 is Ending or EndingAlone or 6
            && !slug.AsSpan(beginning.Length + 1).Contains('-')
        );
}
