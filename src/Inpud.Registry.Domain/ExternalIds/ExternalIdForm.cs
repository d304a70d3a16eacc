using System.Text.RegularExpressions;

namespace Inpud.Registry.Domain.ExternalIds;

/// <summary>How the ids of a scheme are written, and where they lead.</summary>
/// <param name="Pattern">The pattern of a value.</param>
/// <param name="Mend">How to write a value.</param>
/// <param name="Address">What stands before the value in its address on the web.</param>
public sealed record ExternalIdForm(string Pattern, string Mend, string Address)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<ExternalIdScheme, ExternalIdForm> Forms = new()
    {
        [ExternalIdScheme.Wikidata] = new(
            "^Q[1-9][0-9]{0,11}$",
            "Write the item's id, such as Q42, without its address.",
            "https://www.wikidata.org/wiki/"
        ),
        [ExternalIdScheme.Ror] = new(
            "^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$",
            "Write the last nine characters of the ROR id, such as 02mhbdp94.",
            "https://ror.org/"
        ),
        [ExternalIdScheme.Isni] = new(
            "^[0-9]{15}[0-9X]$",
            "Write the 16 characters of the ISNI without spaces, such as 0000000121032683.",
            "https://isni.org/isni/"
        ),
    };

    /// <summary>The form of a scheme's ids.</summary>
    public static ExternalIdForm Of(ExternalIdScheme scheme) => Forms[scheme];

    /// <summary>Whether a text is an id of this form. Whether there is such an id is not asked: the registry fetches nothing.</summary>
    public bool Fits(string value) => Regex.IsMatch(value, Pattern, RegexOptions.None, Longest);
}
