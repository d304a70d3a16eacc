using System.Globalization;
using Inpud.Registry.Api.Interchange.Spreadsheets;

namespace Inpud.Registry.Api.Tests.Interchange.Spreadsheets;

/// <summary>Dates as people and spreadsheet programs write them.</summary>
internal sealed class SpreadsheetDateTests
{
    [TestCase("2012", "2012")]
    [TestCase("2012-10", "2012-10")]
    [TestCase("2012-10-26", "2012-10-26")]
    [TestCase(" 2012-10-26 ", "2012-10-26")]
    [TestCase("2012-10-26 00:00:00", "2012-10-26")]
    [TestCase("2012-10-26T00:00:00Z", "2012-10-26")]
    [TestCase("26.10.2012", "2012-10-26")]
    [TestCase("26/10/2012", "2012-10-26")]
    [TestCase("10/26/2012", "2012-10-26")]
    [TestCase("4/4/2012", "2012-04-04", Description = "Both readings are the same day.")]
    [TestCase("41208", "2012-10-26", Description = "A cell that lost its format.")]
    [TestCase("Oct-2012", "2012-10")]
    [TestCase("October 2012", "2012-10")]
    [TestCase("26 Oct 2012", "2012-10-26")]
    [TestCase("October 26, 2012", "2012-10-26")]
    [TestCase("10/2012", "2012-10")]
    [TestCase("2012/10/26", "2012-10-26")]
    [TestCase("2012.3.4", "2012-03-04")]
    [TestCase("12 mars 2019", "2019-03-12")]
    [TestCase("1er août 2019", "2019-08-01")]
    [TestCase("12 de marzo de 2019", "2019-03-12")]
    [TestCase("SEPTIEMBRE DE 2019", "2019-09")]
    [TestCase("1º de março de 2019", "2019-03-01")]
    [TestCase("12 марта 2019 г.", "2019-03-12")]
    [TestCase("март 2019", "2019-03")]
    [TestCase("12 сент. 2019", "2019-09-12")]
    [TestCase("١٢ مارس ٢٠١٩", "2019-03-12")]
    [TestCase("12 كانون الثاني 2019", "2019-01-12")]
    [TestCase("جانفي 2019", "2019-01")]
    [TestCase("12th March 2019", "2019-03-12")]
    [TestCase("2019 March 12", "2019-03-12")]
    [TestCase("٢٠١٩", "2019")]
    public void Read_WhenTheDateHasOneMeaning_IsAsPreciseAsItIs(string text, string date) =>
        Assert.That(SpreadsheetDate.Read(text, out _), Is.EqualTo(date));

    [TestCase("03/04/2012", "2012-04-03 or as 2012-03-04")]
    [TestCase("31.02.2012", "2012-02")]
    [TestCase("13/13/2012", "2012-13")]
    [TestCase("26.10.12", "26.10.12")]
    [TestCase("2012-10-26 14:30:00", "2012-10-26 14:30:00")]
    [TestCase("soon", "soon")]
    [TestCase("March 2019?", "March 2019?", Description = "The doubt must not be lost.")]
    [TestCase("~ March 2019", "March 2019")]
    [TestCase("Oct-12", "Oct-12")]
    [TestCase("31 February 2019", "2019-02")]
    [TestCase("March April 2019", "March April 2019")]
    [TestCase("13/2019", "2019-13")]
    public void Read_WhenTheDateCanMeanTwoDaysOrNone_SaysHowToWriteIt(string text, string part)
    {
        Assert.That(SpreadsheetDate.Read(text, out var reason), Is.Null);
        Assert.That(reason, Does.Contain(part));
    }

    [Test]
    public void Read_WhenTheMonthIsNamedInALanguageOfTheRegistry_KnowsIt(
        [Values("ar", "ar-SY", "ar-TN", "ar-MA", "en", "es", "fr", "pt", "ru")] string language,
        [Range(1, 12)] int month
    )
    {
        var format = new CultureInfo(language, useUserOverride: false).DateTimeFormat;
        foreach (
            var name in new[]
            {
                format.MonthNames[month - 1],
                format.MonthGenitiveNames[month - 1],
                format.AbbreviatedMonthNames[month - 1],
            }
        )
        {
            Assert.That(SpreadsheetDate.Read($"9 {name} 2019", out _), Is.EqualTo($"2019-{month:00}-09"), name);
            Assert.That(SpreadsheetDate.Read($"{name} 2019", out _), Is.EqualTo($"2019-{month:00}"), name);
        }
    }
}
