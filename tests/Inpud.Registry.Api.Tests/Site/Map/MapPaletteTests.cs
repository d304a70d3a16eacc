using Inpud.Registry.Api.Site.Map;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>The colours of the map, as people see them who see few colours, or little contrast.</summary>
internal sealed class MapPaletteTests
{
    private static readonly MapPalette[] Themes = [MapPalette.Light, MapPalette.Dark];

    /// <summary>What stands beside each other on the map, and has to be told apart (WCAG 1.4.11): 3 to 1.</summary>
    [Test]
    public void Neighbours_WhenHeldAgainstEachOther_HaveTheContrastOfGraphics([ValueSource(nameof(Themes))] MapPalette palette)
    {
        var (land, sea) = (Colour.Of(palette.Land), Colour.Of(palette.Sea));
        var documented = Colour.Of(palette.Documented);
        (string What, Colour One, Colour Other)[] neighbours =
        [
            ("documented, nothing", documented, land),
            ("documented, sea", documented, sea),
            ("documented, possible", documented, Colour.Of(palette.Possible).On(land, MapDrawing.BarShare)),
            ("documented, in the remit", documented, Colour.Of(palette.InRemit).On(land, MapDrawing.HatchShare)),
            ("bars, their ground", Colour.Of(palette.Possible), land),
            ("hatch, its ground", Colour.Of(palette.InRemit), land),
            ("outline, land", Colour.Of(palette.Outline), land),
            ("outline, sea", Colour.Of(palette.Outline), sea),
            ("focus, land", Colour.Of(palette.Focus), land),
            ("focus, sea", Colour.Of(palette.Focus), sea),
        ];

        Assert.That(neighbours.Where(pair => pair.One.Contrast(pair.Other) < 3).Select(pair => pair.What), Is.Empty);
    }

    /// <summary>Texts: 4.5 to 1 (WCAG 1.4.3), and those of a badge, too.</summary>
    [Test]
    public void Texts_WhenHeldAgainstTheirGround_HaveTheContrastOfTexts([ValueSource(nameof(Themes))] MapPalette palette)
    {
        var text = Colour.Of(palette.Text);

        Assert.Multiple(() =>
        {
            Assert.That(text.Contrast(Colour.Of(palette.Paper)), Is.GreaterThan(4.5));
            Assert.That(text.Contrast(Colour.Of(palette.Sea)), Is.GreaterThan(4.5));
            Assert.That(Colour.Of(palette.Paper).Contrast(Colour.Of(palette.Documented)), Is.GreaterThan(4.5));
        });
    }

    [Test]
    public void States_WhenSeenWithoutOneKindOfCones_StayApart(
        [ValueSource(nameof(Themes))] MapPalette palette,
        [Values("none", "protanopia", "deuteranopia", "tritanopia")] string blindness
    )
    {
        var seen = new[] { palette.Documented, palette.Possible, palette.InRemit, palette.Land }
            .Select(colour => Colour.Of(colour).SeenWith(blindness))
            .ToList();
        var distances = from one in seen from other in seen where one != other select one.Distance(other);

        Assert.That(distances, Has.Exactly(12).Items.And.All.GreaterThan(25));
    }

    [Test]
    public void Contrast_WhenReckoned_IsThatOfTheStandard()
    {
        Assert.That(Colour.Of("#000000").Contrast(Colour.Of("#ffffff")), Is.EqualTo(21).Within(0.001));
        Assert.That(Colour.Of("#777777").Contrast(Colour.Of("#ffffff")), Is.EqualTo(4.48).Within(0.005));
    }
}
