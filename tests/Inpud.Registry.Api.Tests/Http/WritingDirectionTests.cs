using Inpud.Registry.Api.Http.Pages;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>How a text keeps to itself what it does to the direction of writing.</summary>
internal sealed class WritingDirectionTests
{
    [TestCase("plain", "plain")]
    [TestCase("\u202Eabc", "\u202Eabc\u202C")]
    [TestCase("\u2067abc\u202Adef", "\u2067abc\u202Adef\u202C\u2069")]
    [TestCase("abc\u2069def\u202C", "abcdef")]
    [TestCase("\u202A\u2066a\u202Cb\u2069c\u202C", "\u202A\u2066ab\u2069c\u202C")]
    [TestCase("\u2066a\u202Ab\u2069c\u202C", "\u2066a\u202Ab\u2069c")]
    [TestCase("\u05D0\u200F1", "\u05D0\u200F1")]
    public void Closed_WhenATextTurnsTheDirection_EndsInThatOfItsBeginning(string text, string closed) =>
        Assert.That(WritingDirection.Closed(text), Is.EqualTo(closed));

    [Test]
    public void ClosedInMarkup_WhenTextsAndAttributesTurn_ClosesEachWhereItStands() =>
        Assert.That(
            WritingDirection.ClosedInMarkup("<p title=\"\u202Ea > b\" class=\"\u2069c\">d\u202E \"e\" > f</p>\u2067g"),
            Is.EqualTo("<p title=\"\u202Ea > b\u202C\" class=\"c\">d\u202E \"e\" > f\u202C</p>\u2067g\u2069")
        );

    [TestCase("EuroNPUD", false, "EuroNPUD")]
    [TestCase("EuroNPUD", true, "\u2068EuroNPUD\u2069")]
    [TestCase("\u0633\u062C\u0644", false, "\u2068\u0633\u062C\u0644\u2069")]
    [TestCase("\u202Eabc", false, "\u2068\u202Eabc\u202C\u2069")]
    [TestCase("\u200Fabc", false, "\u2068\u200Fabc\u2069")]
    public void Apart_WhenATextStandsAmongOthers_IsKeptApartWhereItTurns(string text, bool isAmongRightToLeft, string apart) =>
        Assert.That(WritingDirection.Apart(text, isAmongRightToLeft), Is.EqualTo(apart));
}
