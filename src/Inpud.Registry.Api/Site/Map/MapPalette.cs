using System.Security.Cryptography;
using System.Text;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>
/// The colours of the map in light or in dark. No colour carries a meaning alone: what is documented is filled, what is possibly documented has bars, what is in the remit alone has a hatch, and
/// the rest is empty. A test holds the contrasts, for eyes that see all colours and for eyes that do not.
/// </summary>
internal sealed record MapPalette
{
    public required string Paper { get; init; }
    public required string Text { get; init; }
    public required string Sea { get; init; }
    public required string Land { get; init; }
    public required string Outline { get; init; }
    public required string Documented { get; init; }
    public required string Possible { get; init; }
    public required string InRemit { get; init; }
    public required string Focus { get; init; }

    public static MapPalette Light { get; } =
        new()
        {
            Paper = "#ffffff",
            Text = "#1b242c",
            Sea = "#e6eef4",
            Land = "#ffffff",
            Outline = "#66737f",
            Documented = "#0a4a7a",
            Possible = "#a04e00",
            InRemit = "#6f6a64",
            Focus = "#b3005e",
        };

    public static MapPalette Dark { get; } =
        new()
        {
            Paper = "#11171c",
            Text = "#eef3f7",
            Sea = "#0c2233",
            Land = "#171e24",
            Outline = "#8b98a4",
            Documented = "#a3d8ff",
            Possible = "#d07f28",
            InRemit = "#8796a3",
            Focus = "#ffd43b",
        };
}

/// <summary>The style of the map. It has three texts in all, so that the headers can name the checksum of each, and allow no other style.</summary>
internal static class MapStyle
{
    private static readonly string Shared = """
        .coverage-map text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Arial,sans-serif}
        .coverage-map .hit{fill:none;stroke:none;pointer-events:all}
        .coverage-map .way{fill:none}
        """.ReplaceLineEndings("");

    /// <summary>The style of a theme: <c>light</c>, <c>dark</c>, or what the reader prefers where it is null.</summary>
    public static string Of(string? theme) =>
        theme switch
        {
            "light" => Shared + Colours(MapPalette.Light),
            "dark" => Shared + Colours(MapPalette.Dark),
            _ => $"{Shared}{Colours(MapPalette.Light)}@media (prefers-color-scheme:dark){{{Colours(MapPalette.Dark)}}}",
        };

    /// <summary>The checksum of the style of the map on a page, which follows what the reader prefers.</summary>
    public static string OfPage { get; } = ChecksumOf(Of(null));

    /// <summary>The checksums of the styles of all pictures.</summary>
    public static IReadOnlyList<string> OfPictures { get; } =
    [.. new[] { "light", "dark", null }.SelectMany(theme => new[] { ChecksumOf(Of(theme)), ChecksumOf(BadgeStyle.Of(theme)) })];

    private static string ChecksumOf(string style) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

    private static string Colours(MapPalette palette)
    {
        (string What, string Style)[] rules =
        [
            (".paper", $"fill:{palette.Paper}"),
            ("text", $"fill:{palette.Text}"),
            (".sea", $"fill:{palette.Sea};stroke:{palette.Outline}"),
            (".ground", $"fill:{palette.Land}"),
            (".nobodys", $"fill:{palette.Land};stroke:{palette.Outline}"),
            (".country", $"stroke:{palette.Outline}"),
            (".way", $"stroke:{palette.Outline}"),
            (".documented", $"fill:{palette.Documented};stroke:{palette.Land}"),
            (".elsewhere", $"fill:{palette.Land}"),
            (".bar", $"fill:{palette.Possible}"),
            (".hatch", $"stroke:{palette.InRemit}"),
            (".small", $"stroke:{palette.Outline}"),
            ("a:hover .country", $"stroke:{palette.Focus}"),
            ("a:focus-visible .country", $"stroke:{palette.Focus};stroke-width:7"),
        ];
        return string.Concat(rules.Select(rule => $".coverage-map {rule.What}{{{rule.Style}}}"));
    }
}
