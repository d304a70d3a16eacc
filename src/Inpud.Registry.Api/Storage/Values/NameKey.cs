using System.Globalization;
using System.Text;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>A name without case, accents and punctuation: what stays equal however somebody types it. Names are sorted and looked up by it.</summary>
internal static class NameKey
{
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var rune in TextRule.WithoutNoncharacters(name).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune));
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        return key.ToString().TrimEnd('-');
    }
}
