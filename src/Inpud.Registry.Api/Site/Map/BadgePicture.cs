using System.Xml.Linq;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The figures in one line.</summary>
internal sealed record BadgePicture(CoverageMap Map, string? Theme) : IPicture
{
    private const double Size = 14;
    private const double Height = 28;
    private const double Padding = 10;

    public static string ContentType => AnswerForm.Svg;

    public static string Example =>
        """
            <svg xmlns="http://www.w3.org/2000/svg" class="coverage-badge" role="img" viewBox="0 0 560 28" width="560" height="28" lang="en">
              <title>LANPUD. Countries: 17 claimed (2022-07), 1 documented (as of 2025-09-01)</title>
            </svg>
            """;

    /// <summary>Whose figures they are.</summary>
    public string Label => Map.Network?.Abbreviation ?? "INPUD";

    /// <summary>The figures in words.</summary>
    public string Text
    {
        get
        {
            var texts = Map.Texts;
            var documented = Map.Totals.Documented;
            var claim = Map.Network?.Claim;
            string?[] figures =
            [
                claim is null ? null : texts.Of("BadgeClaimed", claim.Countries, claim.Stated?.Text ?? texts["Undated"]),
                texts.Of("BadgeDocumented", documented.Countries),
                documented.Possible == 0 ? null : texts.Of("BadgePossible", documented.Possible),
                claim is null ? texts.Of("BadgeRemit", Map.Totals.Remit) : null,
            ];
            return texts.Of("Badge", string.Join(texts.Comma, figures.OfType<string>()), Map.AsOf);
        }
    }

    /// <summary>Whose figures they are, and the figures, in one text.</summary>
    public string Title => $"{Map.Texts.Apart(Label)}. {Text}";

    public byte[] ToBytes()
    {
        var label = TextLines.WidthOf(Label, Size) + 2 * Padding;
        var text = TextLines.WidthOf(Text, Size) + 2 * Padding;
        var isRightToLeft = Map.Texts.IsRightToLeft;
        var whole = label + text;
        return SvgText.Write(
            SvgText.Picture(
                Map.Texts,
                (Math.Ceiling(whole), Height),
                "coverage-badge",
                Title,
                Map.Source,
                [
                    new XElement(MapDrawing.Svg + "style", BadgeStyle.Of(Theme)),
                    MapDrawing.Element("rect", ("class", "ground"), ("width", "100%"), ("height", MapDrawing.Number(Height)), ("rx", "5")),
                    MapDrawing.Element(
                        "rect",
                        ("class", "name"),
                        ("x", MapDrawing.Number(isRightToLeft ? whole - label : 0)),
                        ("width", MapDrawing.Number(label)),
                        ("height", MapDrawing.Number(Height)),
                        ("rx", "5")
                    ),
                    Line(Label, "of-name", isRightToLeft ? whole - label / 2 : label / 2, label - 2 * Padding),
                    Line(Text, null, isRightToLeft ? text / 2 : label + text / 2, text - 2 * Padding),
                ]
            )
        );
    }

    /// <summary>A line that fills its place exactly, whatever the reader's font. Letters and spaces are stretched alike, since Arabic letters hold together.</summary>
    private XElement Line(string text, string? kind, double middle, double width)
    {
        var line = MapDrawing.Element(
            "text",
            ("class", kind),
            ("x", MapDrawing.Number(middle)),
            ("y", "19"),
            ("font-size", MapDrawing.Number(Size)),
            ("text-anchor", "middle"),
            ("textLength", MapDrawing.Number(width)),
            ("lengthAdjust", "spacingAndGlyphs"),
            ("direction", Map.Texts.IsRightToLeft ? "rtl" : null)
        );
        line.Add(text);
        return line;
    }
}

/// <summary>The style of the badge, in the colours of the map.</summary>
internal static class BadgeStyle
{
    private const string Shared =
        """.coverage-badge text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Arial,sans-serif}""";

    public static string Of(string? theme) =>
        theme switch
        {
            "light" => Shared + Colours(MapPalette.Light),
            "dark" => Shared + Colours(MapPalette.Dark),
            _ => $"{Shared}{Colours(MapPalette.Light)}@media (prefers-color-scheme:dark){{{Colours(MapPalette.Dark)}}}",
        };

    private static string Colours(MapPalette palette) =>
        $".coverage-badge .ground{{fill:{palette.Sea}}}.coverage-badge .name{{fill:{palette.Documented}}}"
        + $".coverage-badge text{{fill:{palette.Text}}}.coverage-badge .of-name{{fill:{palette.Paper}}}";
}
