using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class EventDateTests
{
    [TestCase("2006-04-30/2006-05-04", "2006-04-30", "2006-05-04")]
    [TestCase("2021/2024", "2021-01-01", "2024-12-31")]
    [TestCase("2008-11-01", "2008-11-01", "2008-11-01")]
    public void Parse_WhenTheTextIsADateOrAnInterval_SpansIt(string text, string first, string last)
    {
        var date = EventDate.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(date.Text, Is.EqualTo(text));
            Assert.That(date.First.Earliest.ToString("yyyy-MM-dd"), Is.EqualTo(first));
            Assert.That(date.Last.Latest.ToString("yyyy-MM-dd"), Is.EqualTo(last));
        });
    }

    [TestCase("2006-05-30/2006-04-04", "ends before it starts")]
    [TestCase("2021/2024/2025", "one '/'")]
    [TestCase("2021/..", "not a date")]
    [TestCase("/2021", "empty")]
    public void TryParse_WhenTheTextIsNeither_SaysWhy(string text, string part)
    {
        EventDate.TryParse(text, out _, out var reason);

        Assert.That(reason, Does.Contain(part));
    }

    [TestCase(null)]
    [TestCase("x")]
    [TestCase("2015/x")]
    [TestCase("2015/2014")]
    [TestCase("2013/2014/2015")]
    public void TryParse_WhenTheTextIsNone_GivesNoDateAndAReason(string? text)
    {
        Assert.That(EventDate.TryParse(text, out var date, out var reason), Is.False);
        Assert.That(date, Is.Null);
        Assert.That(reason, Has.Length.GreaterThan(10));
    }
}
