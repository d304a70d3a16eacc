using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Map;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>The texts of the map in each language of the registry.</summary>
internal sealed class MapTextsTests
{
    private static IEnumerable<string> OtherLanguages => Languages.All.Except(["en"]);

    [TestCaseSource(nameof(OtherLanguages))]
    public void Texts_WhenHeldAgainstTheEnglishOnes_HaveEachWithTheSameValues(string language)
    {
        var english = MapTexts.Of("en");
        var texts = MapTexts.Of(language);

        Assert.That(english, Has.Count.GreaterThan(15));
        Assert.That(texts.Keys, Is.EquivalentTo(english.Keys));
        Assert.That(english.Keys.Where(key => ValuesIn(texts[key]) != ValuesIn(english[key])), Is.Empty);
        Assert.That(english.Keys.Where(key => texts[key] == english[key]), Is.Empty, "nobody translated them");
    }

    /// <summary>A date or a name would stand in reverse order, or would take the signs around it along.</summary>
    [Test]
    public void Text_WhenTheLanguageGoesFromRightToLeft_KeepsEachValueApart()
    {
        var (arabic, spanish) = (new MapTexts("ar"), new MapTexts("es"));
        var day = new DateOnly(2022, 7, 31);

        Assert.That(arabic.IsRightToLeft);
        // The comparisons of a culture take no notice of these marks.
        Assert.That(arabic.Of("AsOf", day).EndsWith("\u20682022-07-31\u2069", StringComparison.Ordinal));
        Assert.That(spanish.Of("AsOf", day).EndsWith(" 2022-07-31", StringComparison.Ordinal));
    }

    private static string ValuesIn(string text) => string.Concat(Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Order());
}
