using System.Globalization;

namespace Inpud.Registry.Domain.Provenance;

/// <summary>A place in the public history. Its text names a version of the public registry, and is also the cursor after which the feed of changes goes on from there.</summary>
/// <param name="Epoch">The name of the time from one restore to the next, in which the place is.</param>
/// <param name="Entry">The last entry before the place; 0 for the beginning.</param>
public readonly record struct PublicPlace(string Epoch, long Entry)
{
    /// <summary>Reads the text of a place; false where it is none.</summary>
    public static bool TryParse(string? text, out PublicPlace place)
    {
        place = default;
        if (
            text?.Split('-') is not [{ Length: > 0 and <= LongestEpoch } epoch, { Length: > 0 } entry]
            || !epoch.All(char.IsAsciiLetterOrDigit)
            || !long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return false;
        }

        place = new PublicPlace(epoch, number);
        return true;
    }

    /// <summary>Whether whoever is here has seen all that whoever was there had seen. It is never so in another epoch.</summary>
    public bool IsAtOrAfter(PublicPlace other) => Epoch == other.Epoch && Entry >= other.Entry;

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Entry}");

    private const int LongestEpoch = 32;
}
