using Inpud.Registry.Api.Features;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>A line of the legend.</summary>
/// <param name="State">What the line explains; null where it is a figure beside the map.</param>
/// <param name="Text">The words, with the number.</param>
internal sealed record LegendLine(CountryState? State, string Text);

/// <summary>The words of a map: what it shows, what its looks mean, and how many countries have each.</summary>
internal sealed class CoverageLegend(CoverageMap map)
{
    private readonly MapTexts texts = map.Texts;

    public string Title =>
        (map.Network, map.Standing) switch
        {
            ({ } network, _) => texts.Of("TitleOfNetwork", network.Name),
            (_, "constituent") => texts["TitleOfConstituents"],
            (_, "board-represented") => texts["TitleOfBoardRepresented"],
            _ => texts["TitleOfAll"],
        };

    public string AsOf => texts.Of("AsOf", map.AsOf);

    public IReadOnlyList<LegendLine> Lines =>
        [
            .. Enum.GetValues<CountryState>().Select(state => new LegendLine(state, TextOf(state))),
            new(null, texts.Of("Remit", map.Totals.Remit)),
            .. map.Network?.Claim is { } claim ? [new LegendLine(null, ClaimOf(claim))] : Array.Empty<LegendLine>(),
        ];

    public IReadOnlyList<string> Notes => [texts.Of("Source", map.Source), texts["Outlines"]];

    /// <summary>The whole legend as one text, for whoever does not see the picture.</summary>
    public string Description => string.Join(". ", [AsOf, .. Lines.Select(line => line.Text)]) + ".";

    /// <summary>How many countries are in a state, in words.</summary>
    public string TextOf(CountryState state) => texts.Of(KeyOf(state), map.CountOf(state));

    /// <summary>What the map shows of a country, in words.</summary>
    public string TextOf(MapCountry country)
    {
        var text = texts.Of($"Country{(country.State == CountryState.Elsewhere ? Elsewhere : country.State.ToString())}", country.Name);
        return map.Network is null && country.Remits > 0 ? $"{text}{texts.Comma}{texts.Of("CountryRemits", country.Remits)}" : text;
    }

    private string Elsewhere => map.Network is null ? "InNoRemit" : "OutsideRemit";

    private string KeyOf(CountryState state) => state == CountryState.Elsewhere ? Elsewhere : state.ToString();

    private string ClaimOf(ClaimRow claim) => texts.Of("Claimed", claim.Countries, claim.Stated?.Text ?? texts["Undated"]);
}
