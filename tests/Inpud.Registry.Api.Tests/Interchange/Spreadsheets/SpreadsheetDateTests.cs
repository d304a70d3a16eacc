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
    public void Read_WhenTheDateHasOneMeaning_IsAsPreciseAsItIs(string text, string date) =>
        Assert.That(SpreadsheetDate.Read(text, out _), Is.EqualTo(date));

    [TestCase("03/04/2012", "2012-04-03 or as 2012-03-04")]
    [TestCase("31.02.2012", "2012-02")]
    [TestCase("13/13/2012", "2012-13")]
    [TestCase("26.10.12", "26.10.12")]
    [TestCase("2012-10-26 14:30:00", "2012-10-26 14:30:00")]
    [TestCase("soon", "soon")]
    public void Read_WhenTheDateCanMeanTwoDaysOrNone_SaysHowToWriteIt(string text, string part)
    {
        Assert.That(SpreadsheetDate.Read(text, out var reason), Is.Null);
        Assert.That(reason, Does.Contain(part));
    }
}
