using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The outlines of the countries on the grid of the map, as <c>eng/outlines</c> draws them from Natural Earth.</summary>
/// <param name="Width">The width of the grid. It has two units for each pixel of a map that is 1200 pixels wide.</param>
/// <param name="Height">The height of the grid.</param>
/// <param name="Edge">The edge of the world.</param>
/// <param name="Nobodys">The land that the registry's list of countries gives to nobody.</param>
/// <param name="Countries">The countries, in the order of their codes.</param>
internal sealed record Outlines(int Width, int Height, string Edge, string Nobodys, IReadOnlyList<Outlines.Country> Countries)
{
    /// <summary>What a marker takes up: the size of a target that one can hit, 24 pixels (WCAG 2.5.8). No two markers overlap.</summary>
    public const int MarkerRadius = 24;

    private static readonly Lazy<Outlines> Read = new(() =>
    {
        using var stream = typeof(Outlines).Assembly.GetManifestResourceStream("outlines.json")!;
        return JsonSerializer.Deserialize<Outlines>(stream, JsonSerializerOptions.Web)!;
    });

    public static Outlines All => Read.Value;

    /// <summary>One country.</summary>
    /// <param name="Code">The alpha-2 code.</param>
    /// <param name="Path">The outline; null where the country is too small to have one.</param>
    /// <param name="Marker">The middle of the marker of a small country; null where the outline is large enough to be hit.</param>
    /// <param name="Place">Where the country is; null where the marker stands there.</param>
    internal sealed record Country(string Code, string? Path, int[]? Marker, int[]? Place)
    {
        [JsonIgnore]
        public bool IsSmall => Marker is not null;
    }
}
