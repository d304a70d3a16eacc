using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Domain.Tests.Texts;

internal sealed class TextRuleTests
{
    [TestCase("a", null)]
    [TestCase("two\nlines", null)]
    [TestCase("𐍈 und 🙂", null)]
    [TestCase("\uFDCF\uFDF0\uFFFD", null)]
    [TestCase("a\u0001", "control-character")]
    [TestCase("a\tb", "control-character")]
    [TestCase(" a", "stray-space")]
    [TestCase("a\u00A0", "stray-space")]
    [TestCase("a\n", "stray-space")]
    [TestCase("a\uFFFEb", "not-unicode")]
    [TestCase("a\uFFFFb", "not-unicode")]
    [TestCase("a\uFDD0b", "not-unicode")]
    [TestCase("a\uFDEFb", "not-unicode")]
    [TestCase("a\uD83F\uDFFEb", "not-unicode")]
    public void Text_WhenHeldAgainstTheRules_BreaksTheOneThatItShould(string text, string? code) =>
        Assert.That(
            TextRule.All.Where(rule => !rule.Holds(text)).Select(rule => rule.Code),
            Is.EqualTo(code is null ? Array.Empty<string>() : [code])
        );

    [TestCase("one line", true)]
    [TestCase("two\nlines", false)]
    [TestCase("two\u2028lines", false)]
    [TestCase("two\u2029lines", false)]
    public void Text_WhenItIsToBeOneLine_HasNoBreak(string text, bool holds) =>
        Assert.That(TextRule.OneLine.Holds(text), Is.EqualTo(holds));

    [TestCase("a", "a")]
    [TestCase("a\uFFFEb\uFDD0", "ab")]
    public void Text_WhenNoncharactersAreTakenOut_CanBeNormalised(string text, string rest)
    {
        var without = TextRule.WithoutNoncharacters(text);

        Assert.That(without, Is.EqualTo(rest));
        Assert.That(() => without.Normalize(System.Text.NormalizationForm.FormKD), Throws.Nothing);
    }

    /// <summary>The test makes the character here, since no attribute can contain it.</summary>
    [Test]
    public void HalfASurrogatePair_WhenItStandsInAText_IsNoUnicodeAndIsReplaced()
    {
        foreach (var text in new[] { "a" + (char)0xD800, (char)0xDC00 + "a", "a" + (char)0xD800 + "b" })
        {
            Assert.That(TextRule.All.Where(rule => !rule.Holds(text)).Select(rule => rule.Code), Is.EqualTo(["not-unicode"]));
            Assert.That(TextRule.WithoutNoncharacters(text), Does.Contain("\uFFFD"));
        }
    }
}
