using CsCheck;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class PartialDateTests
{
    [TestCase("2010", DatePrecision.Year, "2010-01-01", "2010-12-31")]
    [TestCase("2006-03", DatePrecision.Month, "2006-03-01", "2006-03-31")]
    [TestCase("2024-02", DatePrecision.Month, "2024-02-01", "2024-02-29")]
    [TestCase("2012-10-26", DatePrecision.Day, "2012-10-26", "2012-10-26")]
    [TestCase("0001", DatePrecision.Year, "0001-01-01", "0001-12-31")]
    [TestCase("9999-12", DatePrecision.Month, "9999-12-01", "9999-12-31")]
    [TestCase("199X", DatePrecision.Decade, "1990-01-01", "1999-12-31")]
    [TestCase("19XX", DatePrecision.Century, "1900-01-01", "1999-12-31")]
    [TestCase("00XX", DatePrecision.Century, "0001-01-01", "0099-12-31")]
    [TestCase("000X", DatePrecision.Decade, "0001-01-01", "0009-12-31")]
    [TestCase("2004-XX", DatePrecision.Year, "2004-01-01", "2004-12-31")]
    [TestCase("2004-XX-XX", DatePrecision.Year, "2004-01-01", "2004-12-31")]
    [TestCase("2004-02-XX", DatePrecision.Month, "2004-02-01", "2004-02-29")]
    [TestCase("1997~", DatePrecision.Year, "1997-01-01", "1997-12-31")]
    [TestCase("1997-03?", DatePrecision.Month, "1997-03-01", "1997-03-31")]
    [TestCase("199X%", DatePrecision.Decade, "1990-01-01", "1999-12-31")]
    public void Parse_WhenTheTextIsADate_MeansTheDaysOfIt(string text, DatePrecision precision, string earliest, string latest)
    {
        var date = PartialDate.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(date.Text, Is.EqualTo(text));
            Assert.That(date.Precision, Is.EqualTo(precision));
            Assert.That(date.Earliest.ToString("yyyy-MM-dd"), Is.EqualTo(earliest));
            Assert.That(date.Latest.ToString("yyyy-MM-dd"), Is.EqualTo(latest));
        });
    }

    [TestCase("", "empty")]
    [TestCase("2025-02-30", "2025-02 has the days 01 to 28")]
    [TestCase("2023-02-29", "2023-02 has the days 01 to 28")]
    [TestCase("2025-13", "Months run from 01 to 12")]
    [TestCase("2025-00-01", "Months run from 01 to 12")]
    [TestCase("2025-21", "seasons are not recorded")]
    [TestCase("0000", "Years run from 0001")]
    [TestCase("?2025", "at the end")]
    [TestCase("2025?-01", "at the end")]
    [TestCase("2025?~", "at the end")]
    [TestCase("about 2025~", "at the end")]
    [TestCase("201x", "digits from the right")]
    [TestCase("201u", "digits from the right")]
    [TestCase("20X5", "digits from the right")]
    [TestCase("XXXX", "digits from the right")]
    [TestCase("199X-12", "digits from the right")]
    [TestCase("2004-XX-12", "digits from the right")]
    [TestCase("2004-1X", "digits from the right")]
    [TestCase("0000~", "Years run from 0001")]
    [TestCase("2025-02-30?", "2025-02 has the days 01 to 28")]
    [TestCase("unknown", "is a word and not a date")]
    [TestCase("unbekannt", "is a word and not a date")]
    [TestCase("Taxi", "is a word and not a date")]
    [TestCase("10:30", "time of day")]
    [TestCase("2025-01-01T10:00:00Z", "time of day")]
    [TestCase("25-1-1", "not a date")]
    [TestCase("2025/2026", "not a date")]
    [TestCase("1.2.2025", "not a date")]
    [TestCase(" 2025", "not a date")]
    [TestCase("٢٠٢٥", "not a date")]
    [TestCase("-2025", "not a date")]
    [TestCase("..", "not a date")]
    public void TryParse_WhenTheTextIsNone_SaysWhyAndHow(string text, string part)
    {
        var isDate = PartialDate.TryParse(text, out _, out var reason);

        Assert.Multiple(() =>
        {
            Assert.That(isDate, Is.False);
            Assert.That(reason, Does.Contain(part));
        });
    }

    [TestCase("1997", false)]
    [TestCase("199X", false)]
    [TestCase("1997?", true)]
    [TestCase("1997-03~", true)]
    [TestCase("1997-03-01%", true)]
    public void IsQualified_WhenTheSourceIsNotSure_IsTrue(string text, bool isQualified) =>
        Assert.That(PartialDate.Parse(text).IsQualified, Is.EqualTo(isQualified));

    [Test]
    public void TryParse_WhenTheTextIsVeryLong_DoesNotRepeatAllOfIt()
    {
        PartialDate.TryParse(new string('9', 100_000), out _, out var reason);

        Assert.That(reason, Has.Length.LessThan(300));
    }

    [Test]
    public void Parse_WhenAnyDayIsWritten_MeansThatDayAndIsWithinItsMonthAndYear() =>
        Gen.Int[0, DateOnly.MaxValue.DayNumber]
            .Sample(number =>
            {
                var day = DateOnly.FromDayNumber(number);
                var text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                var date = PartialDate.Parse(text);
                var month = PartialDate.Parse(text[..7]);
                var year = PartialDate.Parse(text[..4]);
                return date.Earliest == day
                    && date.Latest == day
                    && month.Earliest <= day
                    && day <= month.Latest
                    && year.Earliest <= month.Earliest
                    && month.Latest <= year.Latest;
            });

    [Test]
    public void TryParse_WhenTheTextIsAnything_NeverThrowsAndKeepsTheTextItTakes() =>
        Gen.String.Sample(text => !PartialDate.TryParse(text, out var date, out var reason) ? reason.Length > 0 : date.Text == text);
}
