using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// Cuts a name into words of letters and digits, without what makes no other name of it: case, punctuation, invisible characters, and the accents of Latin, Greek, Cyrillic, Arabic and Hebrew letters.
/// The marks of every other script are letters by themselves: バ and ハ are different sounds, and กิน and กัน are different words.
/// </summary>
internal static class NameWords
{
    private static readonly UnicodeRange[] Latin =
    [
        UnicodeRanges.BasicLatin,
        UnicodeRanges.Latin1Supplement,
        UnicodeRanges.LatinExtendedA,
        UnicodeRanges.LatinExtendedB,
        UnicodeRanges.IpaExtensions,
        UnicodeRanges.LatinExtendedAdditional,
        UnicodeRanges.LatinExtendedC,
        UnicodeRanges.LatinExtendedD,
        UnicodeRanges.LatinExtendedE,
    ];

    private static readonly UnicodeRange[] Accented =
    [
        .. Latin,
        UnicodeRanges.GreekandCoptic,
        UnicodeRanges.GreekExtended,
        UnicodeRanges.Cyrillic,
        UnicodeRanges.CyrillicSupplement,
        UnicodeRanges.CyrillicExtendedA,
        UnicodeRanges.CyrillicExtendedB,
        UnicodeRanges.CyrillicExtendedC,
        UnicodeRanges.Arabic,
        UnicodeRanges.ArabicSupplement,
        UnicodeRanges.ArabicExtendedA,
        UnicodeRanges.Hebrew,
    ];

    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder(name.Length);
        var dropsMarks = true;
        foreach (var rune in TextRule.WithoutNoncharacters(name).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                continue;
            }

            if (IsMark(rune))
            {
                if (!dropsMarks)
                {
                    word.Append(rune);
                }
            }
            else if (IsLetterOrNumber(rune))
            {
                dropsMarks = IsIn(Accented, rune);
                // By way of the capital, so that a final sigma is a sigma.
                word.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
            }
            else
            {
                dropsMarks = true;
                Close(words, word);
            }
        }

        Close(words, word);
        return words;
    }

    public static bool IsLatin(Rune rune) => IsIn(Latin, rune);

    private static void Close(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString().Normalize(NormalizationForm.FormC));
            word.Clear();
        }
    }

    private static bool IsIn(UnicodeRange[] ranges, Rune rune) =>
        Array.Exists(ranges, range => rune.Value >= range.FirstCodePoint && rune.Value < range.FirstCodePoint + range.Length);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static bool IsLetterOrNumber(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    /// <summary>Whether a character shows nothing of its own, such as a joiner, a variation selector or the stroke that widens an Arabic word. ICU knows which they are: to compare, they are nothing.</summary>
    private static bool IsInvisible(Rune rune) =>
        !rune.IsAscii
        && (
            Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            // The fillers of Hangul are letters to Unicode, and have a weight.
            || rune.Value is 0x115F or 0x1160
            || CultureInfo.InvariantCulture.CompareInfo.Compare(rune.ToString(), "", CompareOptions.None) == 0
        );
}
