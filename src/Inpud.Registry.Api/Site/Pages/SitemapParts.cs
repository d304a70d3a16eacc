namespace Inpud.Registry.Api.Site.Pages;

/// <summary>
/// The parts of the sitemap. A part may have 50,000 addresses, so that groups are in parts by the first letter of their id: ids are random, and the parts fill alike. Parts by number would need a
/// count of all groups for each of them.
/// </summary>
internal static class SitemapParts
{
    public const string Pages = "pages";

    /// <summary>The most addresses that the protocol allows in a part.</summary>
    public const int Most = 50_000;

    private const string OfGroups = "groups-";
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    public static IEnumerable<string> All => Letters.Select(letter => $"{OfGroups}{letter}").Prepend(Pages);

    /// <summary>The ids that a part of groups has, from one text up to another; null where there is no such part. The first and the last part take whatever other ids there are.</summary>
    public static (string From, string To)? RangeOrNull(string part)
    {
        var index =
            part.Length == OfGroups.Length + 1 && part.StartsWith(OfGroups, StringComparison.Ordinal) ? Letters.IndexOf(part[^1]) : -1;
        return index < 0
            ? null
            : (index == 0 ? "" : Letters[index].ToString(), index == Letters.Length - 1 ? "\uFFFF" : Letters[index + 1].ToString());
    }
}
