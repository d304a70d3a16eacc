using AnyAscii;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Writes a word in small Latin letters and digits, whatever script it is in, as AnyAscii transliterates it.</summary>
internal static class RomanLetters
{
    public static string Of(string word) => string.Concat(word.Transliterate().Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
