using System.Globalization;
using System.Text;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>The key of a name: the name without case, accents and punctuation, so that it stays equal however somebody types the name. Names are sorted and looked up by it.</summary>
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
