using System.Text;
using AnyAscii;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// The key by which lists of names are sorted: word by word, and each Latin letter where readers look for it, so that <c>Łódź</c> stands between <c>Lisbon</c> and <c>London</c>. Other scripts
/// keep the order of their own alphabets.
/// </summary>
/// <remarks>The sort keys of ICU were rejected: they are different in each version of ICU, and a list would mix those of two versions.</remarks>
internal static class NameOrder
{
    public static string Of(string name) => string.Join('-', NameWords.Of(name).Select(Folded));

    private static string Folded(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            folded.Append(
                rune.IsAscii || !NameWords.IsLatin(rune)
                    ? rune.ToString()
                    : Encoding.ASCII.GetString(Transliteration.Transliterate(rune)).ToLowerInvariant()
            );
        }

        return folded.ToString();
    }
}
