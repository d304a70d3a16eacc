using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>Dates are said as precisely as they are known, and no more.</summary>
internal sealed class DateWordsTests
{
    [TestCase("2010", "2010")]
    [TestCase("2006-03", "March 2006")]
    [TestCase("2012-10-26", "26 October 2012")]
    [TestCase("1997~", "about 1997")]
    [TestCase("1997-05?", "perhaps May 1997")]
    [TestCase("1997%", "perhaps about 1997")]
    [TestCase("199X", "some year from 1990 to 1999")]
    [TestCase("19XX", "some year from 1900 to 1999")]
    [TestCase("2004-XX", "2004, day and month not known")]
    [TestCase("2004-06-XX", "June 2004, day not known")]
    [TestCase("2004-XX-XX", "2004, day and month not known")]
    public void Date_WhenItIsSaid_HasThePrecisionOfItsSource(string date, string words) =>
        Assert.That(DateWords.Of(Language.Of("en"), PartialDate.Parse(date)), Is.EqualTo(words));

    [TestCase("2015/2018-03", "2015 to March 2018")]
    [TestCase("2015/..", "since 2015")]
    [TestCase("2015/", "from 2015; end not known")]
    [TestCase("/2015", "until 2015; start not known")]
    [TestCase("../2015", "always, until 2015")]
    [TestCase("/..", "ongoing; start not known")]
    [TestCase("/", "time not known")]
    [TestCase("../..", "always")]
    [TestCase("../", "always; end not known")]
    [TestCase("1997~/..", "since about 1997")]
    public void Period_WhenItIsSaid_SaysWhatIsNotKnown(string period, string words) =>
        Assert.That(DateWords.Of(Language.Of("en"), Period.Parse(period, observed: null)), Is.EqualTo(words));

    /// <summary>The words of a period go with a year, a month and a day alike: a day has its article, and a month its case.</summary>
    [TestCase("fr", "2008-11-01/..", "depuis le 1er novembre 2008")]
    [TestCase("fr", "2008-11/..", "depuis novembre 2008")]
    [TestCase("fr", "2008-11-02/", "dès le 2 novembre 2008 ; fin inconnue")]
    [TestCase("fr", "/2008-11-02", "fin : le 2 novembre 2008 ; début inconnu")]
    [TestCase("fr", "2008-11-02/2010", "2 novembre 2008 – 2010")]
    [TestCase("fr", "2008-11-02~/..", "depuis vers le 2 novembre 2008")]
    [TestCase("es", "2008-11-01/..", "desde el 1 de noviembre de 2008")]
    [TestCase("es", "2008/..", "desde 2008")]
    [TestCase("es", "/2008-11-02", "hasta el 2 de noviembre de 2008; inicio desconocido")]
    [TestCase("pt", "2008-11-01/..", "desde 1 de novembro de 2008")]
    [TestCase("ru", "2008-11/..", "начало: ноябрь 2008 г.; продолжается")]
    [TestCase("ru", "2008-11-01/2010-03", "1 ноября 2008 г. – март 2010 г.")]
    [TestCase("ar", "2008-11-01/..", "منذ 1 نوفمبر 2008")]
    public void Period_WhenItIsSaidInALanguage_IsGrammatical(string language, string period, string words) =>
        Assert.That(DateWords.Of(Language.Of(language), Period.Parse(period, observed: null)).Replace('\u00a0', ' '), Is.EqualTo(words));

    /// <summary>No language says a day of what is a month, or a month of what is a year: each date has the digits that it has.</summary>
    [Test]
    public void Date_WhenItIsSaidInAnyLanguage_HasNoDigitsOfItsOwn()
    {
        foreach (var language in Language.All)
        {
            foreach (
                var (date, digits) in new[]
                {
                    ("2010", "2010"),
                    ("2006-03", "2006"),
                    ("2012-10-26", "262012"),
                    ("1997~", "1997"),
                    ("199X", "19901999"),
                    ("2004-XX", "2004"),
                }
            )
            {
                var words = DateWords.Of(language, PartialDate.Parse(date));
                Assert.That(string.Concat(words.Where(char.IsDigit)), Is.EqualTo(digits), $"{language.Code} {date}: {words}");
            }
        }
    }

    [TestCase("2010", "2010")]
    [TestCase("2006-03", "2006-03")]
    [TestCase("1997~", null)]
    [TestCase("199X", null)]
    [TestCase("2004-XX", null)]
    public void Attribute_WhenHtmlHasNoWordForTheDate_IsLeftOut(string date, string? attribute) =>
        Assert.That(DateWords.AttributeOf(PartialDate.Parse(date)), Is.EqualTo(attribute));
}
